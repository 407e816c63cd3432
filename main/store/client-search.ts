/** Turns what somebody typed into a search field into conditions on `clients`. */
import { parsePhone } from '../../domain/phone.ts';
import { foldText } from './open.ts';

export interface SqlCondition {
  /** To be joined with AND; columns are written `clients.…`. */
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The index of search knows parts of three characters and more. */
const SHORTEST_PART = 3;

/** Sorts after every text that begins with the prefix before it. */
const LAST_CHARACTER = '\u{10FFFF}';

/** Digits and what people write between those of a CPF, CNPJ or phone. */
const MASKED_NUMBER = /^[\d\s().+/-]+$/;
/** The same with the letters of a CNPJ; a mark and a digit tell it from a name. */
const MASKED_CNPJ = /^(?=.*\d)(?=.*[./-])[\dA-Z./-]+$/i;

/**
 * Clients of whom a part of the name, CPF/CNPJ or phone is written so, or whose code it is.
 * One or two characters are taken as the beginning of the name.
 * @returns undefined for an empty text
 */
export function conditionOfText(text: string): SqlCondition | undefined {
  // A NUL would end the text of the search in the middle of its quotation marks.
  const line = foldText(text).replace(/\p{Cc}+/gu, ' ');
  const wanted = withoutMask(line.trim());
  if (wanted === '') return undefined;
  const parts = wanted.split(/\s+/);
  const long = parts.filter((part) => part.length >= SHORTEST_PART);
  const found = long.length === 0 ? beginningWith(wanted) : holding(parts, long);
  return withCode(found, wanted);
}

function withoutMask(text: string): string {
  if (MASKED_NUMBER.test(text)) return parsePhone(text) ?? text.replace(/\D/g, '');
  return MASKED_CNPJ.test(text) ? text.replace(/[./-]/g, '') : text;
}

function beginningWith(prefix: string): SqlCondition {
  return {
    sql: 'clients.sort_name >= @prefix AND clients.sort_name < @prefixEnd',
    parameters: { prefix, prefixEnd: prefix + LAST_CHARACTER },
  };
}

function holding(parts: readonly string[], long: readonly string[]): SqlCondition {
  const short = parts.filter((part) => part.length < SHORTEST_PART);
  const conditions = short.map((_, index) => `AND instr(clients.sort_name, @short${index}) > 0`);
  return {
    sql: `clients.id IN (SELECT rowid FROM client_search WHERE client_search MATCH @words)
      ${conditions.join(' ')}`,
    parameters: {
      words: long.map(quote).join(' AND '),
      ...Object.fromEntries(short.map((part, index) => [`short${index}`, part])),
    },
  };
}

/** A literal phrase, so that no character of a name is read as an operator of the search. */
function quote(part: string): string {
  return `"${part.replaceAll('"', '""')}"`;
}

function withCode(found: SqlCondition, text: string): SqlCondition {
  if (!/^\d{1,9}$/.test(text)) return found;
  return {
    sql: `clients.id IN (
        SELECT clients.id FROM clients WHERE ${found.sql}
        UNION SELECT clients.id FROM clients WHERE clients.code = @code)`,
    parameters: { ...found.parameters, code: Number(text) },
  };
}
