/** The import itself: all good rows of a checked list in one transaction, or none. */
import { setImmediate } from 'node:timers/promises';
import { assertNever } from '../../../domain/assert-never.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Books } from '../../store/books.ts';
import type { RowResult, RowWindow } from '../../store/import-rows.ts';
import type { ImportFile } from '../../store/imports.ts';
import type { ClientTools } from '../clients/list-clients.ts';
import { OPERATOR, todayOf } from '../tools.ts';
import { bringsId } from './check-row.ts';
import { CHUNK_ROWS } from './limits.ts';
import { claim, CSV_SYSTEM, externalIdOf, matchRow, startRun, type MatchRun } from './match-row.ts';
import {
  mergeClient,
  mergeContract,
  newClient,
  newContract,
  speaksOfContract,
} from './merge-row.ts';
import {
  bookOf,
  createMentions,
  withNewPlans,
  type PlanBook,
  type PlanMention,
} from './plan-book.ts';
import type { RowValues } from './row-values.ts';

/** A row that comes in, read before the transaction so that this one stays short. */
interface GoodRow {
  readonly line: number;
  /** What the dry run said. */
  readonly expected: RowResult;
  readonly clientId: number | null;
  readonly values: RowValues;
}

interface GoodRows {
  readonly rows: readonly GoodRow[];
  readonly mentions: readonly PlanMention[];
}

/** What every row of one import needs. */
interface Import extends MatchRun {
  readonly importId: number;
  readonly books: Books;
  readonly plans: PlanBook;
  readonly today: CivilDate;
  readonly now: Instant;
  readonly takeCode: () => number;
}

/**
 * Writes clients, contracts and new plans. Rows are matched again, since the books may have changed since the
 * check; those that had nothing new to say then are left alone.
 * @throws Failure `state-not-allowed` for a list that is not checked, `conflict` when a row can no longer be told
 *   to one client: nothing was imported, and the list wants another check
 */
export async function applyImport(tools: ClientTools, importId: number): Promise<void> {
  const { books } = tools;
  const file = getChecked(books, importId);
  const good = await collect(books, importId);
  books.transaction(() => {
    refuseIfChanged(books, file);
    write(tools, importId, good);
    books.imports.setApplied(importId, tools.clock.now());
  });
  tools.notify('clients', 'all');
  tools.notify('plans', 'all');
  tools.notify('imports', [importId]);
  tools.notify('status', 'all');
}

function getChecked(books: Books, importId: number): ImportFile {
  const file = books.imports.getById(importId);
  if (file.state !== 'checked')
    throw new Failure('state-not-allowed', 'The list is not checked', { state: file.state });
  return file;
}

function refuseIfChanged(books: Books, file: ImportFile): void {
  const now = getChecked(books, file.id);
  if (JSON.stringify(now.mapping) !== JSON.stringify(file.mapping))
    throw new Failure('conflict', 'The list was checked with another mapping');
}

async function collect(books: Books, importId: number): Promise<GoodRows> {
  const rows: GoodRow[] = [];
  const mentions = createMentions();
  let window: RowWindow = { importId, afterLine: 0, limit: CHUNK_ROWS };
  for (;;) {
    const checked = books.imports.checkedRows('all', window);
    const last = checked.at(-1);
    if (last === undefined) return { rows, mentions: mentions.list() };
    for (const { line, result, clientId, values } of checked) {
      // Written by the check of this same list.
      const read = values as RowValues;
      mentions.add(read);
      if (result !== 'refused') rows.push({ line, expected: result, clientId, values: read });
    }
    window = { ...window, afterLine: last.line };
    await setImmediate();
  }
}

function write(tools: ClientTools, importId: number, { rows, mentions }: GoodRows): void {
  const { books } = tools;
  let code = books.sequences.peek('client');
  const run: Import = {
    ...startRun(),
    importId,
    books,
    plans: makePlans(books, withNewPlans(bookOf(books.plans.all()), mentions)),
    today: todayOf(tools),
    now: tools.clock.now(),
    takeCode: () => code++,
  };
  const counts = { create: 0, update: 0, unchanged: 0 };
  for (const row of rows) {
    const result = writeRow(run, row);
    counts[result] += 1;
    if (result !== row.expected) books.imports.changeResult(importId, row.line, result);
  }
  books.sequences.raiseTo('client', code);
  books.audit.write({
    at: run.now,
    actor: OPERATOR,
    action: 'applied',
    entity: 'import',
    entityId: importId,
    detail: counts,
  });
}

/** Gives the plans that only the list knows their rows. */
function makePlans(books: Books, plans: PlanBook): PlanBook {
  const made = [...plans].map(([key, plan]) => {
    const { name, priceCents } = plan;
    const id = plan.id ?? books.plans.insert({ name, priceCents, isActive: true, accountId: null });
    return [key, { ...plan, id }] as const;
  });
  return new Map(made);
}

function writeRow(run: Import, row: GoodRow): 'create' | 'update' | 'unchanged' {
  const { values, clientId } = row;
  if (row.expected === 'unchanged') {
    claim(run, values, clientId ?? undefined);
    return 'unchanged';
  }
  const match = matchRow(run.books, values, run);
  switch (match.kind) {
    case 'found':
      claim(run, values, match.clientId);
      return change(run, values, match.clientId);
    case 'new':
      claim(run, values, create(run, values));
      return 'create';
    case 'ambiguous':
      throw changedSince();
    default:
      return assertNever(match);
  }
}

function create(run: Import, values: RowValues): number {
  const { books, now } = run;
  if (values.name === undefined) throw changedSince();
  const client = newClient(values, values.name);
  const clientId = books.clients.insert({ ...client, code: run.takeCode(), createdAt: now });
  if (speaksOfContract(values)) addContract(run, values, clientId);
  noteId(run, values, clientId);
  audit(run, clientId, []);
  return clientId;
}

function change(run: Import, values: RowValues, clientId: number): 'update' | 'unchanged' {
  const { books } = run;
  const merged = mergeClient(books.clients.getById(clientId), values);
  if (merged.changed.length > 0) books.clients.update(merged.client);
  const contractFields = changeContract(run, values, clientId);
  const isNamedAnew = bringsId(books, values);
  if (isNamedAnew) noteId(run, values, clientId);
  const fields = [...merged.changed, ...contractFields.map((field) => `contract.${field}`)];
  if (fields.length === 0 && !isNamedAnew) return 'unchanged';
  audit(run, clientId, fields);
  return 'update';
}

function changeContract(run: Import, values: RowValues, clientId: number): readonly string[] {
  const { contracts } = run.books;
  const before = contracts.ofClient(clientId);
  if (before === undefined) {
    if (!speaksOfContract(values)) return [];
    addContract(run, values, clientId);
    return ['new'];
  }
  const { contract, changed } = mergeContract(before, values, run.plans);
  if (changed.length > 0) contracts.update({ ...contract, id: before.id });
  return changed;
}

function addContract(run: Import, values: RowValues, clientId: number): void {
  const { plans, today } = run;
  run.books.contracts.insert(newContract(values, { clientId, startsOn: today, plans }));
}

function noteId({ books }: Import, values: RowValues, clientId: number): void {
  const externalId = externalIdOf(values);
  if (externalId !== undefined)
    books.clients.noteExternalId({ system: CSV_SYSTEM, externalId, clientId });
}

function audit(run: Import, clientId: number, fields: readonly string[]): void {
  run.books.audit.write({
    at: run.now,
    actor: OPERATOR,
    action: 'imported',
    entity: 'client',
    entityId: clientId,
    cause: `import:${run.importId}`,
    ...(fields.length === 0 ? {} : { detail: { fields: fields.join(' ') } }),
  });
}

function changedSince(): Failure {
  return new Failure('conflict', 'The books changed since the list was checked');
}
