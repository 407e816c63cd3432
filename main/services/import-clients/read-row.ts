/** A row of cells into what it says about a client, with all that is wrong with it. */
import { formatCep, parseCep } from '../../../domain/cep.ts';
import { importFields, type ImportField, type Mapping } from '../../../domain/import-fields.ts';
import { isElsewhere } from '../clients/client-detail.ts';
import type { TaxIdRule } from '../clients/client-form.ts';
import {
  cleanCell,
  NOTHING,
  readBilling,
  readDueDay,
  readEmail,
  readPhone,
  readPostalCode,
  readPrice,
  readState,
  readStatus,
  type Reading,
} from './read-cell.ts';
import { problem, type ImportProblem } from './problems.ts';
import { readTaxId } from './read-tax-id.ts';
import type { RowValues } from './row-values.ts';

export interface ReadRow {
  readonly values: RowValues;
  readonly problems: readonly ImportProblem[];
}

type Reader = (text: string, rule: TaxIdRule) => Reading<string | number | boolean>;

/** Longest texts, the same as in the client form; a plan's name is the contract's, not the screen's. */
const LONGEST: Readonly<Partial<Record<ImportField, number>>> = {
  name: 200,
  externalId: 200,
  street: 200,
  number: 55,
  complement: 100,
  district: 120,
  city: 120,
  plan: 80,
  login: 120,
};
const LONGEST_NOTES = 4_000;

const READERS: Readonly<Record<ImportField, Reader>> = {
  name: textOf('name'),
  taxId: readTaxId,
  externalId: textOf('externalId'),
  email: readEmail,
  phone: readPhone,
  street: textOf('street'),
  number: textOf('number'),
  complement: textOf('complement'),
  district: textOf('district'),
  city: textOf('city'),
  state: readState,
  postalCode: readPostalCode,
  dueDay: readDueDay,
  plan: textOf('plan'),
  price: readPrice,
  login: textOf('login'),
  isActive: readStatus,
  billing: readBilling,
  notes: readNotes,
};

/** One row after another, all of one mapping. */
export type RowReader = (cells: readonly string[]) => ReadRow;

/**
 * Reads the rows of a list. Where several columns are one field, the first that can be read counts.
 * Cells that are empty say nothing, so they never blank what the books hold.
 */
export function createRowReader(mapping: Mapping, rule: TaxIdRule): RowReader {
  const columns = columnsByField(mapping);
  return (cells) => {
    const problems: ImportProblem[] = [];
    if (cells.length > mapping.length)
      problems.push(problem('too-many-columns', null, String(cells.length)));
    const values: Partial<Record<ImportField, string | number | boolean>> = {};
    for (const [field, indexes] of columns) {
      const texts = indexes.map((at) => cleanCell(cells[at] ?? '')).filter((text) => text !== '');
      const reading = firstReadable(texts, (text) => READERS[field](text, rule));
      problems.push(...reading.problems);
      if (reading.value !== undefined) values[field] = reading.value;
    }
    // Each reader gives the type of its own field.
    const read = values as RowValues;
    return { values: read, problems: [...problems, ...contradictions(read)] };
  };
}

function columnsByField(mapping: Mapping): readonly (readonly [ImportField, readonly number[]])[] {
  return importFields
    .map((field) => [field, mapping.flatMap((one, at) => (one === field ? [at] : []))] as const)
    .filter(([, indexes]) => indexes.length > 0);
}

function firstReadable<T>(
  texts: readonly string[],
  read: (text: string) => Reading<T>,
): Reading<T> {
  const readings = texts.map(read);
  return readings.find(({ value }) => value !== undefined) ?? readings[0] ?? NOTHING;
}

function textOf(field: ImportField): Reader {
  const longest = LONGEST[field] ?? Number.POSITIVE_INFINITY;
  return (text) => {
    const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    if (line.length > longest)
      return { problems: [problem('text-too-long', field, String(line.length))] };
    return line === '' ? NOTHING : { value: line, problems: [] };
  };
}

function readNotes(text: string): Reading<string> {
  if (text.length > LONGEST_NOTES)
    return { problems: [problem('text-too-long', 'notes', String(text.length))] };
  return { value: text, problems: [] };
}

function contradictions(values: RowValues): readonly ImportProblem[] {
  const { state = '', postalCode = '' } = values;
  const cep = parseCep(postalCode);
  return cep !== undefined && isElsewhere({ state, postalCode })
    ? [problem('state-postal-code', 'postalCode', formatCep(cep))]
    : [];
}
