/** The dry run: what would become of every row with this mapping. */
import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../domain/failure.ts';
import type { Mapping } from '../../../domain/import-fields.ts';
import type { RowWindow, StagedRow } from '../../store/import-rows.ts';
import type { ImportFile } from '../../store/imports.ts';
import { stopIfCancelled, type JobReporter } from '../desk/jobs.ts';
import { readSettings } from '../desk/settings.ts';
import type { ClientTools } from '../clients/list-clients.ts';
import { headerHash } from './analyse-file.ts';
import { checkRow, startCheckRun } from './check-row.ts';
import { CHUNK_ROWS } from './limits.ts';
import { bookOf, createMentions, withNewPlans, type PlanBook } from './plan-book.ts';
import { createRowReader } from './read-row.ts';

export interface CheckOrder {
  readonly importId: number;
  readonly mapping: Mapping;
}

/**
 * Reads every staged row and notes its result; writes nothing else but the remembered mapping.
 * @throws Failure `invalid-input` for a mapping of another width, `state-not-allowed` for a list that was imported,
 *   `conflict` when another check of it began, `job-cancelled`
 */
export async function checkImport(
  tools: ClientTools,
  order: CheckOrder,
  job: JobReporter,
): Promise<void> {
  const file = begin(tools, order);
  try {
    await checkRows(tools, { file, job, ...order });
  } catch (error) {
    if (isOurs(tools, order)) settle(tools, order.importId, 'analysed');
    throw error;
  } finally {
    tools.notify('imports', [order.importId]);
  }
}

function begin({ books, clock }: ClientTools, { importId, mapping }: CheckOrder): ImportFile {
  return books.transaction(() => {
    const file = books.imports.getById(importId);
    if (mapping.length !== file.headers.length)
      throw new Failure('invalid-input', 'Not a mapping of this list', { field: 'mapping' });
    if (file.state === 'applied')
      throw new Failure('state-not-allowed', 'The list was imported', { state: file.state });
    books.imports.startCheck(importId, mapping);
    const usedAt = clock.now();
    books.imports.rememberMapping({ headerHash: headerHash(file.headers), mapping, usedAt });
    return file;
  });
}

interface Check extends CheckOrder {
  readonly file: ImportFile;
  readonly job: JobReporter;
}

async function checkRows(tools: ClientTools, check: Check): Promise<void> {
  const { books } = tools;
  const plans = await plansOf(tools, check);
  const run = startCheckRun(books, plans);
  const read = createRowReader(check.mapping, readSettings(tools));
  let done = 0;
  let refused = 0;
  for await (const rows of chunksOf(tools, check)) {
    const checked = rows.map((row) => checkRow(run, row, read(row.cells)));
    books.transaction(() => {
      refuseIfReplaced(tools, check);
      books.imports.saveChecked(check.importId, checked);
    });
    done += rows.length;
    refused += checked.filter(({ result }) => result === 'refused').length;
    check.job.progress(done, check.file.rowCount, refused);
  }
  settle(tools, check.importId, 'checked');
}

/** Plans cost what most of their rows say, so all rows are asked before the first one is checked. */
async function plansOf(tools: ClientTools, check: Check): Promise<PlanBook> {
  const known = bookOf(tools.books.plans.all());
  if (!check.mapping.includes('plan')) return known;
  const ofPlans = check.mapping.map((field) =>
    field === 'plan' || field === 'price' ? field : null,
  );
  const mentions = createMentions();
  const read = createRowReader(ofPlans, readSettings(tools));
  for await (const rows of chunksOf(tools, check))
    for (const { cells } of rows) mentions.add(read(cells).values);
  return withNewPlans(known, mentions.list());
}

/** All staged rows, some at a time; between them everybody else has a turn. */
async function* chunksOf(
  { books }: ClientTools,
  { importId, job }: Check,
): AsyncGenerator<readonly StagedRow[]> {
  let window: RowWindow = { importId, afterLine: 0, limit: CHUNK_ROWS };
  for (;;) {
    stopIfCancelled(job);
    const rows = books.imports.stagedRows(window);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    window = { ...window, afterLine: last.line };
    await setImmediate();
  }
}

function isOurs({ books }: ClientTools, { importId, mapping }: CheckOrder): boolean {
  const now = books.imports.getById(importId);
  return now.state === 'checking' && JSON.stringify(now.mapping) === JSON.stringify(mapping);
}

/** Rows of two mappings must not stand side by side. */
function refuseIfReplaced(tools: ClientTools, order: CheckOrder): void {
  if (!isOurs(tools, order)) throw new Failure('conflict', 'Another check of this list began');
}

function settle({ books }: ClientTools, id: number, to: 'analysed' | 'checked'): void {
  books.imports.changeState({ id, from: 'checking', to });
}
