import { importFields, type Mapping } from '../../../domain/import-fields.ts';
import { importsText } from '../../text/imports.ts';

const text = importsText.columns;

/** What keeps a mapping from being used, and what is only worth a thought. */
export function mappingFaults(mapping: Mapping): {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
} {
  const count = (field: string): number => mapping.filter((chosen) => chosen === field).length;
  const repeated = importFields.filter((field) => count(field) > 1);
  return {
    errors: [
      ...(count('name') === 0 ? [text.noName] : []),
      ...repeated.map((field) => text.repeated(importsText.fields[field])),
    ],
    warnings: count('taxId') + count('externalId') === 0 ? [text.noIdentity] : [],
  };
}
