/** Text of a list into rows, a slice at a time. */
import Papa from 'papaparse';
import { Failure } from '../../../domain/failure.ts';
import type { StagedRow } from '../../store/import-rows.ts';
import type { Delimiter } from '../../store/imports.ts';
import { IMPORT_LIMITS } from './limits.ts';

export const delimiters = [';', '\t', '|', ','] as const satisfies readonly Delimiter[];

/** Characters that the parser is handed at once. */
const SLICE = 64 * 1024;

/** A row that is longer than this without an end has an open quotation mark. */
const LONGEST_ROW = 256 * 1024;

/** After so many of them the file has no quotation marks that mean anything. */
const MOST_BROKEN_ROWS = 100;

/** Lines that decide which delimiter it is. */
const PROBE_LINES = 20;

/** Excel's own way to name the delimiter: a first line `sep=;`. */
const EXCEL_HINT = /^sep=([;,\t|])\n/i;

export interface CsvText {
  readonly delimiter: Delimiter;
  /** Without Excel's hint. */
  readonly body: string;
  /** Line of the file on which the body begins, from 1. */
  readonly firstLine: number;
}

/** Finds the delimiter under which the first lines have the same number of columns; `;` wins a draw. */
export function openCsv(text: string): CsvText {
  const hint = EXCEL_HINT.exec(text);
  const hinted = delimiters.find((delimiter) => delimiter === hint?.[1]);
  if (hint !== null && hinted !== undefined)
    return { delimiter: hinted, body: text.slice(hint[0].length), firstLine: 2 };
  const probe = text.split('\n', PROBE_LINES).join('\n');
  const scored = delimiters.map((delimiter) => ({ delimiter, score: evenness(probe, delimiter) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return { delimiter: best.delimiter, body: text, firstLine: 1 };
}

/** Share of the rows that fit the width that most rows fit, 0 when that is one column. */
function evenness(probe: string, delimiter: Delimiter): number {
  const rows = [...rawRows(probe, delimiter)].map(({ cells }) => cells).filter(hasText);
  const widths = [...new Set(rows.map((cells) => cells.length))].filter((width) => width > 1);
  const shares = widths.map((width) => rows.filter((cells) => fits(cells, width)).length);
  return Math.max(0, ...shares) / Math.max(rows.length, 1);
}

/** A delimiter at the end of a line makes no column. */
function fits(cells: readonly string[], width: number): boolean {
  return cells.length === width || (cells.length === width + 1 && cells[width] === '');
}

function hasText(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

/**
 * The rows in their order, empty ones left out. Quotation marks that do not pair are taken as letters of their cell,
 * so that a broken line costs itself and not the lines after it.
 * @throws Failure `file-too-large` for a row of over 300 columns or a cell of over 10,000 characters
 */
export function* readRows(csv: CsvText): Generator<StagedRow> {
  let line = csv.firstLine;
  for (const { cells, lines } of rawRows(csv.body, csv.delimiter)) {
    refuseBeyondLimits(cells, line);
    if (hasText(cells)) yield { line, cells };
    line += lines;
  }
}

interface RawRow {
  readonly cells: readonly string[];
  /** Lines of the file that it takes: more than one when a cell holds line ends. */
  readonly lines: number;
}

interface Slice {
  readonly text: string;
  readonly delimiter: Delimiter;
  /** Nothing follows, so the last row is whole too. */
  readonly isLast: boolean;
  /** Whether quotation marks mean anything. */
  readonly hasQuotes: boolean;
}

interface SliceRows {
  readonly rows: readonly RawRow[];
  readonly consumed: number;
  /** The row after these has marks that do not pair. */
  readonly isBroken: boolean;
}

function* rawRows(body: string, delimiter: Delimiter): Generator<RawRow> {
  let at = 0;
  let size = SLICE;
  let broken = 0;
  while (at < body.length) {
    const isLast = at + size >= body.length;
    const hasQuotes = broken < MOST_BROKEN_ROWS;
    const slice = { text: body.slice(at, at + size), delimiter, isLast, hasQuotes };
    const read = readSlice(slice);
    const isOpen = read.consumed === 0 && !read.isBroken;
    if (isOpen && !isLast && size < LONGEST_ROW) {
      size *= 2;
      continue;
    }
    yield* read.rows;
    at += read.consumed;
    size = SLICE;
    if (!read.isBroken && !isOpen) continue;
    broken += 1;
    const literal = readLiterally(body, at, delimiter);
    yield { cells: literal.cells, lines: 1 };
    at = literal.end;
  }
}

/** Reads whole rows up to the first one whose quotation marks do not pair. */
function readSlice({ text, delimiter, isLast, hasQuotes }: Slice): SliceRows {
  const rows: RawRow[] = [];
  let consumed = 0;
  let isBroken = false;
  const parser = new Papa.Parser({
    delimiter,
    newline: '\n',
    ...(hasQuotes ? {} : { fastMode: true }),
    step: ({ data, errors, meta }: Papa.ParseStepResult<readonly (readonly string[])[]>) => {
      const [cells = []] = data;
      isBroken = errors.length > 0;
      if (isBroken) {
        parser.abort();
        return;
      }
      rows.push({ cells, lines: countLines(text, consumed, meta.cursor) });
      consumed = meta.cursor;
    },
  });
  parser.parse(text, 0, !isLast);
  return { rows, consumed, isBroken };
}

/** Takes one line as it stands, marks and all. */
function readLiterally(body: string, at: number, delimiter: Delimiter) {
  const lineEnd = body.indexOf('\n', at);
  const end = lineEnd < 0 ? body.length : lineEnd;
  const cells = body.slice(at, end).split(delimiter);
  return { cells: cells.map((cell) => cell.replace(/^"(.*)"$/, '$1')), end: end + 1 };
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1))
    lines += 1;
  return lines;
}

function refuseBeyondLimits(cells: readonly string[], line: number): void {
  if (cells.length > IMPORT_LIMITS.columns)
    throw new Failure('file-too-large', 'Too many columns', { line, limit: IMPORT_LIMITS.columns });
  if (cells.some((cell) => cell.length > IMPORT_LIMITS.cell))
    throw new Failure('file-too-large', 'A cell is too long', { line, limit: IMPORT_LIMITS.cell });
}
