/** What the screens ask of an import: its counts and its rows. */
import { Failure } from '../../../domain/failure.ts';
import type { CheckedRow, RowFilter } from '../../store/import-rows.ts';
import type { ClientTools } from '../clients/list-clients.ts';
import { displayValues, type RowValues } from './row-values.ts';

type ReadTools = Pick<ClientTools, 'books'>;

export interface RowPageQuery {
  readonly importId: number;
  readonly filter: RowFilter;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Counts of a checked list; all 0 before its check has ended. */
export function summariseImport({ books }: ReadTools, importId: number) {
  const { state, rowCount } = books.imports.getById(importId);
  const isChecked = state === 'checked' || state === 'applied';
  const counts = isChecked ? books.imports.counts(importId) : undefined;
  return {
    state,
    total: rowCount,
    toCreate: counts?.create ?? 0,
    toUpdate: counts?.update ?? 0,
    unchanged: counts?.unchanged ?? 0,
    withWarnings: counts?.withWarnings ?? 0,
    refused: counts?.refused ?? 0,
  };
}

/** @throws Failure `invalid-input` (field `after`) for a cursor that is not ours */
export function listImportRows({ books }: ReadTools, query: RowPageQuery) {
  const afterLine = Number(query.after ?? 0);
  if (!Number.isSafeInteger(afterLine))
    throw new Failure('invalid-input', 'Not a cursor of this list', { field: 'after' });
  const { importId, limit } = query;
  const rows = books.imports.checkedRows(query.filter, { importId, afterLine, limit });
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const page = rows.map(toView);
  return last === undefined ? { rows: page } : { rows: page, next: String(last.line) };
}

function toView({ line, result, values, problems }: CheckedRow) {
  // Written by the check of this same list.
  return { line, result, values: displayValues(values as RowValues), problems: [...problems] };
}
