/** What would become of one row: the same decision for the dry run and for the import itself. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { Books } from '../../store/books.ts';
import type { Client } from '../../store/clients.ts';
import type { CheckedRow, RowResult, StagedRow } from '../../store/import-rows.ts';
import { foldText } from '../../store/open.ts';
import { planKey } from '../../store/plans.ts';
import { mergeClient, mergeContract, speaksOfContract } from './merge-row.ts';
import {
  claim,
  CSV_SYSTEM,
  externalIdOf,
  identitiesOf,
  identityOf,
  matchRow,
  startRun,
  type MatchRun,
} from './match-row.ts';
import type { PlanBook } from './plan-book.ts';
import { isRefusal, problem, type ImportProblem } from './problems.ts';
import type { ReadRow } from './read-row.ts';
import type { RowValues } from './row-values.ts';

/** One dry run over a list. */
export interface CheckRun extends MatchRun {
  readonly books: Books;
  readonly plans: PlanBook;
  /** Line on which each identity came first. */
  readonly seen: Map<string, number>;
  /** New plans that were told of: once each is enough. */
  readonly toldPlans: Set<string>;
}

export function startCheckRun(books: Books, plans: PlanBook): CheckRun {
  return { ...startRun(), books, plans, seen: new Map(), toldPlans: new Set() };
}

/** Rows of one run are checked in the order of the file. */
export function checkRow(run: CheckRun, row: StagedRow, read: ReadRow): CheckedRow {
  const early = [...read.problems, ...repetitionsOf(run, read.values)];
  if (early.some(isRefusal)) return outcome(row.line, read.values, 'refused', early);
  const decided = decide(run, read.values);
  const problems = [...early, ...decided.problems, ...planProblems(run, read.values)];
  if (problems.some(isRefusal)) return outcome(row.line, read.values, 'refused', problems);
  claim(run, read.values, decided.clientId);
  for (const key of identitiesOf(read.values)) if (!run.seen.has(key)) run.seen.set(key, row.line);
  const checked = outcome(row.line, read.values, decided.result, problems);
  return { ...checked, clientId: decided.clientId ?? null };
}

function outcome(
  line: number,
  values: RowValues,
  result: RowResult,
  problems: readonly ImportProblem[],
): CheckedRow {
  const hasWarning = problems.some((one) => !isRefusal(one));
  return { line, result, hasWarning, clientId: null, values, problems };
}

/** The first row that comes in counts; what a refused row said leaves the way free. */
function repetitionsOf(run: CheckRun, values: RowValues): readonly ImportProblem[] {
  const identity = identityOf(values);
  const first = identity === undefined ? undefined : run.seen.get(identity);
  return first === undefined ? [] : [problem('repeated-in-file', null, String(first))];
}

interface Decision {
  readonly result: 'create' | 'update' | 'unchanged';
  readonly clientId?: number;
  readonly problems: readonly ImportProblem[];
}

function decide(run: CheckRun, values: RowValues): Decision {
  const match = matchRow(run.books, values, run);
  switch (match.kind) {
    case 'found':
      return decideKnown(run, values, match.clientId);
    case 'new':
      return { result: 'create', problems: problemsOfNew(run, values, match.isRepeated) };
    case 'ambiguous':
      return {
        result: 'create',
        problems: [problem('tax-id-ambiguous', 'taxId', values.taxId ?? '')],
      };
    default:
      return assertNever(match);
  }
}

function decideKnown(run: CheckRun, values: RowValues, clientId: number): Decision {
  const { books, plans } = run;
  const before = books.clients.getById(clientId);
  const client = mergeClient(before, values);
  const contract = books.contracts.ofClient(clientId);
  const changesContract =
    contract === undefined
      ? speaksOfContract(values)
      : mergeContract(contract, values, plans).changed.length > 0;
  const isChanged = client.changed.length > 0 || changesContract || bringsId(books, values);
  const problems = [
    ...identityProblems(before, values),
    ...(contract === undefined ? dueDayProblems(values) : []),
  ];
  return { result: isChanged ? 'update' : 'unchanged', clientId, problems };
}

/** Codes of two systems overlap: one that would make another person of a client is not believed. */
function identityProblems(before: Client, values: RowValues): readonly ImportProblem[] {
  const { name = before.name, taxId = before.taxId } = values;
  const isOtherTaxId = before.taxId !== null && taxId !== before.taxId;
  if (foldText(name) === foldText(before.name))
    return isOtherTaxId ? [problem('tax-id-changes', 'taxId', before.taxId)] : [];
  if (isOtherTaxId)
    return [problem('id-of-another-client', 'externalId', externalIdOf(values) ?? '')];
  const isConfirmed = before.taxId !== null && values.taxId === before.taxId;
  return isConfirmed || sharesWord(name, before.name)
    ? []
    : [problem('name-changes', 'name', before.name)];
}

function sharesWord(one: string, other: string): boolean {
  const words = new Set(foldText(one).split(/\s+/));
  return foldText(other)
    .split(/\s+/)
    .some((word) => word.length > 2 && words.has(word));
}

/** Whether the list names the client in a way that is not noted yet. */
export function bringsId(books: Books, values: RowValues): boolean {
  const externalId = externalIdOf(values);
  return (
    externalId !== undefined && books.clients.idByExternalId(CSV_SYSTEM, externalId) === undefined
  );
}

function problemsOfNew(
  run: CheckRun,
  values: RowValues,
  isRepeated: boolean,
): readonly ImportProblem[] {
  const { name, taxId } = values;
  if (name === undefined) return [problem('name-missing', 'name')];
  const found = [
    taxId === undefined ? problem('tax-id-missing', 'taxId') : undefined,
    isRepeated ? problem('tax-id-repeated', 'taxId', taxId ?? '') : undefined,
    identityOf(values) === undefined && run.books.clients.hasName(name)
      ? problem('name-exists', 'name', name)
      : undefined,
  ];
  return [...found.filter((one) => one !== undefined), ...dueDayProblems(values)];
}

function dueDayProblems(values: RowValues): readonly ImportProblem[] {
  const isMissing = speaksOfContract(values) && values.dueDay === undefined;
  return isMissing ? [problem('due-day-missing', 'dueDay')] : [];
}

function planProblems({ plans, toldPlans }: CheckRun, { plan }: RowValues): ImportProblem[] {
  if (plan === undefined) return [];
  const key = planKey(plan);
  const known = plans.get(key);
  if (known === undefined) return [problem('plan-without-price', 'plan', plan)];
  if (known.id !== null || toldPlans.has(key)) return [];
  toldPlans.add(key);
  return [problem('plan-new', 'plan', plan)];
}
