/** Lists of clients on their way in: the file, its rows as they were read, and what would become of each. */
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

/** What a column of an operator's list can be. */
export const importFields = [
  'name',
  'taxId',
  'externalId',
  'email',
  'phone',
  'street',
  'number',
  'complement',
  'district',
  'city',
  'state',
  'postalCode',
  'dueDay',
  'plan',
  'price',
  'login',
  'isActive',
  'billing',
  'notes',
] as const;
export type ImportField = (typeof importFields)[number];

/** One position per column of the file; null leaves it out. */
export type Mapping = readonly (ImportField | null)[];

export type FileEncoding = 'utf-8' | 'utf-8-bom' | 'windows-1252' | 'utf-8-twice' | 'utf-16';
export type Delimiter = ';' | ',' | '\t' | '|';
export type ImportState = 'analysed' | 'checking' | 'checked' | 'applied';
export type RowResult = 'create' | 'update' | 'unchanged' | 'refused';

export interface ImportFile {
  readonly id: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  readonly state: ImportState;
  readonly rowCount: number;
}

export type ImportFileToStore = Omit<ImportFile, 'id' | 'state' | 'rowCount'> & {
  readonly createdAt: Instant;
};

/** A row as it stands in the file; `line` counts from 1, the header included. */
export interface StagedRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface RowProblem {
  readonly code: string;
  readonly field: ImportField | null;
  /** The text that was found, or what the code speaks of. */
  readonly value: string;
}

/** What a row says, as JSON of the service that read it. */
export interface CheckedRow {
  readonly line: number;
  readonly result: RowResult;
  readonly hasWarning: boolean;
  /** The client that it will change. */
  readonly clientId: number | null;
  readonly values: unknown;
  readonly problems: readonly RowProblem[];
}

export type RowFilter = 'all' | 'create' | 'update' | 'warning' | 'refused';

export type RowCounts = Readonly<Record<RowResult, number>> & { readonly withWarnings: number };

interface FileRow {
  readonly id: number;
  readonly file_name: string;
  readonly sha256: string;
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
  readonly headers: string;
  readonly mapping: string;
  readonly state: ImportState;
  readonly row_count: number;
}

interface CheckedDbRow {
  readonly line: number;
  readonly result: RowResult;
  readonly has_warning: number;
  readonly client_id: number | null;
  readonly row_values: string;
  readonly problems: string;
}

/** A place in the rows of one file. */
export interface RowWindow {
  readonly importId: number;
  readonly afterLine: number;
  readonly limit: number;
}

const FILE_COLUMNS = `id, file_name, sha256, encoding, delimiter, headers, mapping, state, row_count`;
const CHECKED_COLUMNS = `line, result, has_warning, client_id, row_values, problems`;

const FILTERS: Readonly<Record<RowFilter, string>> = {
  all: `result <> 'unchecked'`,
  create: `result = 'create'`,
  update: `result = 'update'`,
  warning: `has_warning = 1`,
  refused: `result = 'refused'`,
};

export type Imports = ReturnType<typeof createImports>;

export function createImports(db: Db) {
  const byId = db.prepare<[number], FileRow>(`
    SELECT ${FILE_COLUMNS} FROM import_files WHERE id = ?`);
  const insertFile = db.prepare(`
    INSERT INTO import_files (file_name, sha256, encoding, delimiter, headers, mapping, state,
      created_at)
    VALUES (@fileName, @sha256, @encoding, @delimiter, @headers, @mapping, 'analysed', @createdAt)`);
  const setRowCount = db.prepare(`UPDATE import_files SET row_count = ? WHERE id = ?`);
  const startCheck = db.prepare(`
    UPDATE import_files
    SET state = 'checking', mapping = @mapping
    WHERE id = @id AND state <> 'applied'`);
  const setState = db.prepare(`
    UPDATE import_files
    SET state = @to
    WHERE id = @id AND state = @from`);
  const setApplied = db.prepare(`
    UPDATE import_files
    SET state = 'applied', applied_at = @at
    WHERE id = @id AND state = 'checked'`);
  const insertRow = db.prepare(`
    INSERT INTO import_rows (import_id, line, result, cells, row_values)
    VALUES (@importId, @line, 'unchecked', @cells, '{}')`);
  const staged = db.prepare<[RowWindow], { line: number; cells: string }>(`
    SELECT line, cells
    FROM import_rows
    WHERE import_id = @importId AND line > @afterLine
    ORDER BY line
    LIMIT @limit`);
  const saveRow = db.prepare(`
    UPDATE import_rows
    SET result = @result, has_warning = @hasWarning, client_id = @clientId, row_values = @values,
      problems = @problems
    WHERE import_id = @importId AND line = @line`);
  const counts = db.prepare<[number], { result: RowResult; count: number }>(`
    SELECT result, count(*) AS count
    FROM import_rows
    WHERE import_id = ? AND result <> 'unchecked'
    GROUP BY result`);
  const countWarnings = db
    .prepare<[number], number>(
      `SELECT count(*)
      FROM import_rows
      WHERE import_id = ? AND has_warning = 1`,
    )
    .pluck();
  const pages = Object.fromEntries(
    Object.entries(FILTERS).map(([name, condition]) => [
      name,
      db.prepare<[RowWindow], CheckedDbRow>(`
        SELECT ${CHECKED_COLUMNS}
        FROM import_rows
        WHERE import_id = @importId AND ${condition} AND line > @afterLine
        ORDER BY line
        LIMIT @limit`),
    ]),
  ) as Readonly<Record<RowFilter, ReturnType<typeof db.prepare<[RowWindow], CheckedDbRow>>>>;
  const refused = db.prepare<[RowWindow], { line: number; cells: string; problems: string }>(`
    SELECT line, cells, problems
    FROM import_rows
    WHERE import_id = @importId AND result = 'refused' AND line > @afterLine
    ORDER BY line
    LIMIT @limit`);
  const remembered = db
    .prepare<[string], string>(`SELECT mapping FROM import_mappings WHERE header_hash = ?`)
    .pluck();
  const remember = db.prepare(`
    INSERT INTO import_mappings (header_hash, mapping, used_at)
    VALUES (@headerHash, @mapping, @usedAt)
    ON CONFLICT (header_hash) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`);
  const outdated = db
    .prepare<[number], number>(
      `SELECT id
      FROM import_files
      WHERE id NOT IN (SELECT id FROM import_files ORDER BY id DESC LIMIT ?)
        AND EXISTS (SELECT 1 FROM import_rows WHERE import_id = import_files.id)`,
    )
    .pluck();
  const removeRows = db.prepare(`
    DELETE FROM import_rows
    WHERE import_id = @importId AND line IN (
      SELECT line FROM import_rows WHERE import_id = @importId ORDER BY line LIMIT @limit)`);
  const removeFile = db.prepare(`DELETE FROM import_files WHERE id = ? AND state <> 'applied'`);

  return {
    getById(id: number): ImportFile {
      const row = byId.get(id);
      if (row === undefined) throw new Failure('not-found', `No import ${id}`);
      return toFile(row);
    },

    insertFile(file: ImportFileToStore): number {
      const parameters = {
        ...file,
        headers: JSON.stringify(file.headers),
        mapping: JSON.stringify(file.mapping),
      };
      return Number(insertFile.run(parameters).lastInsertRowid);
    },

    setRowCount(id: number, count: number): void {
      mustHit(setRowCount.run(count, id));
    },

    /** Begins a dry run with this mapping. Throws Failure `conflict` for a file that was applied. */
    startCheck(id: number, mapping: Mapping): void {
      mustHit(startCheck.run({ id, mapping: JSON.stringify(mapping) }));
    },

    changeState(change: {
      readonly id: number;
      readonly from: ImportState;
      readonly to: ImportState;
    }): void {
      mustHit(setState.run(change));
    },

    setApplied(id: number, at: Instant): void {
      mustHit(setApplied.run({ id, at }));
    },

    addRows(importId: number, rows: readonly StagedRow[]): void {
      for (const row of rows)
        insertRow.run({ importId, line: row.line, cells: JSON.stringify(row.cells) });
    },

    stagedRows: (window: RowWindow): readonly StagedRow[] =>
      staged
        .all(window)
        .map((row) => ({ line: row.line, cells: JSON.parse(row.cells) as string[] })),

    saveChecked(importId: number, rows: readonly CheckedRow[]): void {
      for (const row of rows) {
        saveRow.run({
          importId,
          line: row.line,
          result: row.result,
          hasWarning: row.hasWarning ? 1 : 0,
          clientId: row.clientId,
          values: JSON.stringify(row.values),
          problems: JSON.stringify(row.problems),
        });
      }
    },

    /** How many rows had each result, those not yet checked left out. */
    counts(importId: number): RowCounts {
      const found = new Map(counts.all(importId).map((row) => [row.result, row.count]));
      return {
        create: found.get('create') ?? 0,
        update: found.get('update') ?? 0,
        unchanged: found.get('unchanged') ?? 0,
        refused: found.get('refused') ?? 0,
        withWarnings: countWarnings.get(importId) ?? 0,
      };
    },

    /** Checked rows in the order of the file. */
    checkedRows: (filter: RowFilter, window: RowWindow): readonly CheckedRow[] =>
      pages[filter].all(window).map(toChecked),

    /** Refused rows as they came, with the reasons. */
    refusedRows: (
      window: RowWindow,
    ): readonly (StagedRow & { readonly problems: readonly RowProblem[] })[] =>
      refused.all(window).map((row) => ({
        line: row.line,
        cells: JSON.parse(row.cells) as string[],
        problems: JSON.parse(row.problems) as RowProblem[],
      })),

    /** How a header was mapped the last time. */
    rememberedMapping(headerHash: string): Mapping | undefined {
      const json = remembered.get(headerHash);
      return json === undefined ? undefined : (JSON.parse(json) as Mapping);
    },

    rememberMapping(note: {
      readonly headerHash: string;
      readonly mapping: Mapping;
      readonly usedAt: Instant;
    }): void {
      remember.run({ ...note, mapping: JSON.stringify(note.mapping) });
    },

    /** Files beyond the newest `keep` whose rows are still here. */
    outdated: (keep: number): readonly number[] => outdated.all(keep),

    /** Removes some rows of a file; gives how many, 0 when none is left. */
    removeRows: (importId: number, limit: number): number =>
      removeRows.run({ importId, limit }).changes,

    /** Forgets a file that was never applied; one that was stays as the origin of its clients. */
    removeFile(importId: number): void {
      removeFile.run(importId);
    },
  };
}

function toFile(row: FileRow): ImportFile {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    encoding: row.encoding,
    delimiter: row.delimiter,
    headers: JSON.parse(row.headers) as string[],
    mapping: JSON.parse(row.mapping) as Mapping,
    state: row.state,
    rowCount: row.row_count,
  };
}

function toChecked(row: CheckedDbRow): CheckedRow {
  return {
    line: row.line,
    result: row.result,
    hasWarning: row.has_warning === 1,
    clientId: row.client_id,
    values: JSON.parse(row.row_values) as unknown,
    problems: JSON.parse(row.problems) as RowProblem[],
  };
}
