/** What a row says about a client, in the forms of the books. */
import { formatCep, parseCep } from '../../../domain/cep.ts';
import { formatTaxId, parseTaxId } from '../../../domain/cpf-cnpj.ts';
import { formatAmount, type Cents } from '../../../domain/money.ts';
import { formatPhone, parsePhone } from '../../../domain/phone.ts';
import type { Billing } from '../../store/contracts.ts';
import type { ImportField } from '../../../domain/import-fields.ts';

export type TextField = Exclude<ImportField, 'dueDay' | 'price' | 'isActive' | 'billing'>;

/** Only fields that the file has and that say something: what is absent changes nothing. */
export interface RowValues extends Readonly<Partial<Record<TextField, string>>> {
  /** 1..31. */
  readonly dueDay?: number;
  /** > 0. */
  readonly price?: Cents;
  readonly isActive?: boolean;
  readonly billing?: Billing;
}

/** The values as a person would write them. */
export function displayValues(values: RowValues): Partial<Record<ImportField, string>> {
  return Object.fromEntries(
    (Object.entries(values) as [ImportField, string | number | boolean][]).map(([field, value]) => [
      field,
      displayValue(field, value),
    ]),
  );
}

function displayValue(field: ImportField, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'Sim' : 'Não';
  if (typeof value === 'number')
    return field === 'price' ? formatAmount(value as Cents) : String(value);
  return DISPLAYS[field]?.(value) ?? value;
}

const DISPLAYS: Readonly<Partial<Record<ImportField, (value: string) => string | undefined>>> = {
  taxId: (value) => format(parseTaxId(value), formatTaxId),
  phone: (value) => format(parsePhone(value), formatPhone),
  postalCode: (value) => format(parseCep(value), formatCep),
  billing: (value) => (value === 'carne' ? 'Carnê' : 'Título'),
};

function format<T>(value: T | undefined, toText: (value: T) => string): string | undefined {
  return value === undefined ? undefined : toText(value);
}
