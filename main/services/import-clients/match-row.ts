/** Tells which client a row speaks of. */
import type { Books } from '../../store/books.ts';
import { foldText } from '../../store/open.ts';
import type { RowValues } from './row-values.ts';

/** The name under which ids of lists are noted. */
export const CSV_SYSTEM = 'csv';

export type Match =
  | { readonly kind: 'found'; readonly clientId: number }
  /** `isRepeated`: somebody else has this CPF or CNPJ already. */
  | { readonly kind: 'new'; readonly isRepeated: boolean }
  | { readonly kind: 'ambiguous' };

/** What one run over a list remembers, so that its rows are told apart from each other. */
export interface MatchRun {
  /** Clients that a row of this list has taken. */
  readonly claimed: Set<number>;
  /** CPF and CNPJ of the rows so far. */
  readonly taxIds: Set<string>;
}

export function startRun(): MatchRun {
  return { claimed: new Set(), taxIds: new Set() };
}

/** How the list names the client: its id column, else the login. */
export function externalIdOf(values: RowValues): string | undefined {
  if (values.externalId !== undefined) return values.externalId;
  return values.login === undefined ? undefined : `login:${foldText(values.login)}`;
}

/** What tells a row from the others of its list; undefined when it has nothing that does. */
export function identityOf(values: RowValues): string | undefined {
  const externalId = externalIdOf(values);
  if (externalId !== undefined) return `id ${externalId}`;
  return values.taxId === undefined ? undefined : taxIdKey(values.taxId);
}

/** All that a later row must not be told by. */
export function identitiesOf(values: RowValues): readonly string[] {
  const identity = identityOf(values);
  const taxId = values.taxId === undefined ? undefined : taxIdKey(values.taxId);
  return [identity, taxId].filter((key) => key !== undefined);
}

function taxIdKey(taxId: string): string {
  return `tax-id ${taxId}`;
}

/**
 * By the id of an earlier list, else by a CPF or CNPJ that one client alone has, else it is a new client.
 * One person may hold several contracts under one CPF: rows with ids of their own stay clients of their own.
 */
export function matchRow(books: Books, values: RowValues, run: MatchRun): Match {
  const externalId = externalIdOf(values);
  const known =
    externalId === undefined ? undefined : books.clients.idByExternalId(CSV_SYSTEM, externalId);
  if (known !== undefined) return { kind: 'found', clientId: known };
  const { taxId } = values;
  if (taxId === undefined) return { kind: 'new', isRepeated: false };
  const holders = books.clients.idsByTaxId(taxId);
  const free = externalId === undefined ? holders : holders.filter((id) => isFree(books, id, run));
  const [only] = free;
  if (only === undefined)
    return { kind: 'new', isRepeated: holders.length > 0 || run.taxIds.has(taxId) };
  return free.length === 1 ? { kind: 'found', clientId: only } : { kind: 'ambiguous' };
}

/** Notes that a row has gone to its client; a new one is claimed too once it has an id. */
export function claim(run: MatchRun, values: RowValues, clientId: number | undefined): void {
  if (clientId !== undefined) run.claimed.add(clientId);
  if (values.taxId !== undefined) run.taxIds.add(values.taxId);
}

function isFree(books: Books, clientId: number, run: MatchRun): boolean {
  return !run.claimed.has(clientId) && !books.clients.hasExternalId(CSV_SYSTEM, clientId);
}
