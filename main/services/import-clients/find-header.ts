/** Tells the header of a list from its rows. */
import { parseTaxId } from '../../../domain/cpf-cnpj.ts';
import { parseBrazilianDate } from '../../../domain/civil-date.ts';
import { parseEmail } from '../../../domain/email.ts';
import { parsePhone } from '../../../domain/phone.ts';
import type { StagedRow } from '../../store/import-rows.ts';
import { cleanCell } from './read-cell.ts';
import { countKnownHeaders } from './recognise-columns.ts';

/** Lines above a header: the titles that reports print. */
const MOST_TITLES = 10;

export interface FoundHeader {
  /** Names of the columns; `Coluna 1`, `Coluna 2`… where the list has none. */
  readonly headers: readonly string[];
  readonly hasHeader: boolean;
  /** Rows of the list up to here are no data. */
  readonly skip: number;
}

/** @param first the first rows of the list, at least ten of them where there are as many */
export function findHeader(first: readonly StagedRow[]): FoundHeader {
  const named = first
    .slice(0, MOST_TITLES)
    .findIndex(({ cells }) => countKnownHeaders(cells) >= Math.min(2, widthOf(cells)));
  if (named >= 0) return { headers: namesOf(first[named]), hasHeader: true, skip: named + 1 };
  const [top] = first;
  if (top === undefined || !isData(top)) return { headers: namesOf(top), hasHeader: true, skip: 1 };
  const width = Math.max(...first.map(({ cells }) => widthOf(cells)));
  return {
    headers: Array.from({ length: width }, (_, index) => numbered(index)),
    hasHeader: false,
    skip: 0,
  };
}

function namesOf(row: StagedRow | undefined): readonly string[] {
  const cells = row === undefined ? [] : row.cells.slice(0, widthOf(row.cells));
  return cells.map((cell, index) => (cleanCell(cell) === '' ? numbered(index) : cleanCell(cell)));
}

function numbered(index: number): string {
  return `Coluna ${index + 1}`;
}

/** Columns up to the last one that holds text. */
export function widthOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

/** No header names a person's address, number or day. */
function isData({ cells }: StagedRow): boolean {
  return cells
    .map(cleanCell)
    .some((text) =>
      [parseEmail, parseTaxId, parsePhone, parseBrazilianDate].some(
        (parse) => parse(text) !== undefined,
      ),
    );
}
