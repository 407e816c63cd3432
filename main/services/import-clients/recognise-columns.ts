/** Guesses what the columns of a list are, by their names and by what stands in them. */
import { parseCep } from '../../../domain/cep.ts';
import { parseTaxId, restoreTaxId } from '../../../domain/cpf-cnpj.ts';
import { parseEmail } from '../../../domain/email.ts';
import { parseMoney } from '../../../domain/money.ts';
import { parsePhone } from '../../../domain/phone.ts';
import { importFields, type ImportField, type Mapping } from '../../../domain/import-fields.ts';
import { ambiguousAliases, headerAliases } from './header-aliases.ts';
import { cleanCell, dueDayOf, readBilling, readPhone, readStatus, wordKey } from './read-cell.ts';

/** Fields that may have several columns: the first value that can be read counts. */
const SHARED: ReadonlySet<ImportField> = new Set(['taxId', 'email', 'phone']);

/** Share of the cells that must look like the field. */
const MOST = 0.6;

type Look = (text: string) => boolean;

/** What the cells of a column look like, asked where its name alone could mean something else. */
const LOOKS: Readonly<Partial<Record<ImportField, Look>>> = {
  name: (text) => /\p{L}{2}/u.test(text),
  taxId: looksLikeTaxId,
  dueDay: (text) => dueDayOf(text) !== undefined && text.length <= 6,
  plan: (text) => /\p{L}/u.test(text),
  phone: (text) => readPhone(text).value !== undefined,
  price: (text) => parseMoney(text) !== undefined,
  isActive: (text) => readStatus(text).value !== undefined,
  billing: (text) => readBilling(text).value !== undefined,
  // Some systems note by yes and no whether a client is under observation.
  notes: (text) => readStatus(text).value === undefined,
};

/** Fields that a column without a name shows by its cells, the surest first. */
const SHOWN_BY_CELLS: readonly (readonly [field: ImportField, look: Look])[] = [
  ['email', (text) => parseEmail(text) !== undefined],
  ['taxId', (text) => parseTaxId(text) !== undefined],
  ['phone', (text) => parsePhone(text) !== undefined],
  ['postalCode', (text) => /^\d{5}-?\d{3}$/.test(text) && parseCep(text) !== undefined],
  ['name', (text) => /^\p{L}[\p{L}.'´-]+(\s+[\p{L}.'´-]+)+$/u.test(text)],
];

/** The name of a column as aliases are compared. */
export function headerKey(header: string): string {
  return wordKey(header);
}

/** How many of these cells are names of columns that we know. */
export function countKnownHeaders(cells: readonly string[]): number {
  const known = new Set(importFields.flatMap((field) => headerAliases[field]));
  return cells.filter((cell) => known.has(headerKey(cell))).length;
}

/** @param sample the first rows, to see what stands under a name */
export function recogniseByHeaders(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
): Mapping {
  const keys = headers.map(headerKey);
  const mapping: (ImportField | null)[] = headers.map(() => null);
  for (const field of importFields) {
    const columns = headerAliases[field]
      .flatMap((alias) => keys.flatMap((key, index) => (key === alias ? [index] : [])))
      .filter(
        (index) =>
          mapping[index] === null && canBe(field, keys[index] ?? '', columnOf(sample, index)),
      );
    for (const index of SHARED.has(field) ? columns : columns.slice(0, 1)) mapping[index] = field;
  }
  return mapping;
}

/** For a list without a header. */
export function recogniseByCells(width: number, sample: readonly (readonly string[])[]): Mapping {
  const mapping: (ImportField | null)[] = Array.from({ length: width }, () => null);
  for (const [field, look] of SHOWN_BY_CELLS) {
    const columns = mapping.flatMap((taken, index) =>
      taken === null && isMostly(columnOf(sample, index), look) ? [index] : [],
    );
    for (const index of SHARED.has(field) ? columns : columns.slice(0, 1)) mapping[index] = field;
  }
  return mapping;
}

function columnOf(sample: readonly (readonly string[])[], index: number): readonly string[] {
  return sample.map((cells) => cleanCell(cells[index] ?? '')).filter((text) => text !== '');
}

function canBe(field: ImportField, key: string, texts: readonly string[]): boolean {
  if (texts.length === 0) return true;
  if (field === 'externalId') return new Set(texts).size === texts.length;
  const look = LOOKS[field];
  return look === undefined || !ambiguousAliases.has(key) || isMostly(texts, look);
}

function isMostly(texts: readonly string[], look: Look): boolean {
  return texts.length > 0 && texts.filter(look).length >= texts.length * MOST;
}

/** A document in name can be a number of anything; damaged ones must still be seen as CPF or CNPJ. */
function looksLikeTaxId(text: string): boolean {
  const digits = text.replace(/[\s./-]/g, '').replace(/^C(?=.{11}$|.{14}$)/i, '');
  return (
    /^\d{11}$|^[0-9A-Z]{12}\d{2}$/i.test(digits) ||
    restoreTaxId(digits) !== undefined ||
    /^\d[.,]\d+E\+?\d+$/i.test(text)
  );
}
