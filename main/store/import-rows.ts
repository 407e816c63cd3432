/** The rows of a list on its way in: as they stand in the file, and what would become of each. */
import type { ImportField } from '../../domain/import-fields.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

export type RowResult = 'create' | 'update' | 'unchanged' | 'refused';

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

const CHECKED_COLUMNS = `line, result, has_warning, client_id, row_values, problems`;

const FILTERS: Readonly<Record<RowFilter, string>> = {
  all: `result <> 'unchecked'`,
  create: `result = 'create'`,
  update: `result = 'update'`,
  warning: `has_warning = 1`,
  refused: `result = 'refused'`,
};

export function createImportRows(db: Db) {
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
  const changeResult = db.prepare(`
    UPDATE import_rows
    SET result = @result
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
  const removeRows = db.prepare(`
    DELETE FROM import_rows
    WHERE import_id = @importId AND line IN (
      SELECT line FROM import_rows WHERE import_id = @importId ORDER BY line LIMIT @limit)`);

  return {
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

    /** What became of a row where it is not what the check said. */
    changeResult(importId: number, line: number, result: RowResult): void {
      mustHit(changeResult.run({ importId, line, result }));
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

    /** Removes some rows of a file; gives how many, 0 when none is left. */
    removeRows: (importId: number, limit: number): number =>
      removeRows.run({ importId, limit }).changes,
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
