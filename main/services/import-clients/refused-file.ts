/** The refused rows as a list of their own, to be mended and imported again. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { parseBrazilianDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import { parseMoney } from '../../../domain/money.ts';
import type { Books } from '../../store/books.ts';
import type { RowWindow } from '../../store/import-rows.ts';
import type { ClientTools } from '../clients/list-clients.ts';
import { CHUNK_ROWS } from './limits.ts';
import { reasonOf } from './problems.ts';

export const REASON_HEADER = 'motivo';

/** Excel reads UTF-8 only with a mark. */
const MARK = '\ufeff';

/** Beginnings that a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes CSV in UTF-8 with a mark: semicolons, every cell quoted, the cells as they came and why in a last column.
 * @param path absolute; what stands there is replaced
 * @throws Failure `file-unreadable` when it cannot be written
 */
export async function writeRefusedFile(
  { books }: Pick<ClientTools, 'books'>,
  order: { readonly importId: number; readonly path: string },
): Promise<void> {
  const { headers } = books.imports.getById(order.importId);
  const lines = refusedLines(books, order.importId, headers);
  try {
    await pipeline(Readable.from(lines), createWriteStream(order.path, { mode: 0o600 }));
  } catch (error) {
    throw new Failure('file-unreadable', 'The list cannot be written', {}, { cause: error });
  }
}

async function* refusedLines(
  books: Books,
  importId: number,
  headers: readonly string[],
): AsyncGenerator<string> {
  yield MARK + lineOf([...headers, REASON_HEADER]);
  let window: RowWindow = { importId, afterLine: 0, limit: CHUNK_ROWS };
  for (;;) {
    const rows = books.imports.refusedRows(window);
    const last = rows.at(-1);
    if (last === undefined) return;
    for (const { cells, problems } of rows) yield lineOf([...cells, reasonOf(problems)]);
    window = { ...window, afterLine: last.line };
    await setImmediate();
  }
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(';')}\r\n`;
}

/** A leading ' makes text of a formula; negative amounts and dates are none. Reading a list takes it off again. */
function harmless(cell: string): string {
  const isValue = parseMoney(cell) !== undefined || parseBrazilianDate(cell) !== undefined;
  return FORMULA.test(cell) && !isValue ? `'${cell}` : cell;
}
