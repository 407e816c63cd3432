/** Reads a list into the books' staging rows and guesses its columns. Nothing about a client changes here. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../domain/failure.ts';
import type { Mapping } from '../../../domain/import-fields.ts';
import type { StagedRow } from '../../store/import-rows.ts';
import type { ClientTools } from '../clients/list-clients.ts';
import { decodeFile } from './detect-encoding.ts';
import { findHeader, widthOf, type FoundHeader } from './find-header.ts';
import { CHUNK_ROWS, IMPORT_LIMITS } from './limits.ts';
import { openCsv, readRows, type CsvText } from './parse-csv.ts';
import { headerKey, recogniseByCells, recogniseByHeaders } from './recognise-columns.ts';

export type ImportAnalysis = Awaited<ReturnType<typeof analyseFile>>;

/** Rows that the screen shows beside the mapping, and that the guess is made by. */
const SAMPLE_ROWS = 20;
const GUESS_ROWS = 200;

/** Imports whose rows are kept to be looked at again. */
const KEPT_IMPORTS = 3;

/**
 * Reads a CSV of at most 50 MB, 200,000 rows of 300 columns, and cells of 10,000 characters.
 * @throws Failure `file-unreadable`; `file-too-large` (`limit`); `file-format` (`reason`: `empty`, `binary`,
 *   `spreadsheet`)
 */
export async function analyseFile(
  tools: ClientTools,
  file: { readonly path: string; readonly name: string },
) {
  const bytes = await readBytes(file.path);
  const { encoding, text } = await decodeFile(bytes);
  const csv = openCsv(text);
  const first = firstRows(csv, GUESS_ROWS);
  const header = findHeader(first);
  const guessed = guess(tools, header, first.slice(header.skip));
  await forgetOldImports(tools);
  const importId = tools.books.imports.insertFile({
    fileName: file.name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    encoding,
    delimiter: csv.delimiter,
    headers: header.headers,
    mapping: guessed.mapping,
    createdAt: tools.clock.now(),
  });
  const rowCount = await stageOrForget(tools, { importId, csv, header });
  tools.notify('imports', [importId]);
  return {
    importId,
    fileName: file.name,
    encoding,
    delimiter: csv.delimiter,
    headers: [...header.headers],
    sample: first
      .slice(header.skip, header.skip + SAMPLE_ROWS)
      .map(({ cells }) => [...fitted(cells, header.headers.length)]),
    rowCount,
    mapping: [...guessed.mapping],
    isRemembered: guessed.isRemembered,
  };
}

/** The same header as last time gets the same mapping. */
export function headerHash(headers: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(headers.map(headerKey)))
    .digest('hex');
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > IMPORT_LIMITS.bytes)
      throw new Failure('file-too-large', 'The list is too large', { limit: IMPORT_LIMITS.bytes });
    return await readFile(path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('file-unreadable', 'The list cannot be read', {}, { cause: error });
  }
}

function firstRows(csv: CsvText, count: number): readonly StagedRow[] {
  const rows: StagedRow[] = [];
  for (const row of readRows(csv)) {
    rows.push(row);
    if (rows.length === count) break;
  }
  return rows;
}

function guess(
  { books }: ClientTools,
  { headers, hasHeader }: FoundHeader,
  data: readonly StagedRow[],
): { readonly mapping: Mapping; readonly isRemembered: boolean } {
  const remembered = books.imports.rememberedMapping(headerHash(headers));
  if (hasHeader && remembered?.length === headers.length)
    return { mapping: remembered, isRemembered: true };
  const sample = data.map(({ cells }) => cells);
  const mapping = hasHeader
    ? recogniseByHeaders(headers, sample)
    : recogniseByCells(headers.length, sample);
  return { mapping, isRemembered: false };
}

interface Staging {
  readonly importId: number;
  readonly csv: CsvText;
  readonly header: FoundHeader;
}

/** A list that is refused half-way leaves no rows behind. */
async function stageOrForget(tools: ClientTools, staging: Staging): Promise<number> {
  try {
    const count = await stageRows(tools, staging);
    if (count === 0) throw new Failure('file-format', 'The list has no rows', { reason: 'empty' });
    tools.books.imports.setRowCount(staging.importId, count);
    return count;
  } catch (error) {
    await removeRows(tools, staging.importId);
    tools.books.imports.removeFile(staging.importId);
    throw error;
  }
}

async function stageRows({ books }: ClientTools, staging: Staging): Promise<number> {
  const { importId, csv, header } = staging;
  let skip = header.skip;
  let count = 0;
  let chunk: StagedRow[] = [];
  const write = async () => {
    const rows = chunk;
    chunk = [];
    books.transaction(() => books.imports.addRows(importId, rows));
    count += rows.length;
    await setImmediate();
  };
  for (const row of readRows(csv)) {
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    if (count + chunk.length >= IMPORT_LIMITS.rows)
      throw new Failure('file-too-large', 'Too many rows', { limit: IMPORT_LIMITS.rows });
    chunk.push({ line: row.line, cells: fitted(row.cells, header.headers.length) });
    if (chunk.length === CHUNK_ROWS) await write();
  }
  if (chunk.length > 0) await write();
  return count;
}

/** As wide as the header, and wider only by cells that hold text. */
function fitted(cells: readonly string[], width: number): readonly string[] {
  const wanted = Math.max(width, widthOf(cells));
  return Array.from({ length: wanted }, (_, index) => cells[index] ?? '');
}

async function forgetOldImports(tools: ClientTools): Promise<void> {
  for (const id of tools.books.imports.outdated(KEPT_IMPORTS)) {
    await removeRows(tools, id);
    tools.books.imports.removeFile(id);
  }
}

async function removeRows({ books }: ClientTools, importId: number): Promise<void> {
  while (books.imports.removeRows(importId, CHUNK_ROWS) > 0) await setImmediate();
}
