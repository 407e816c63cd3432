/** The client list as the screens ask for it: filter, sort, one page after another, totals beside it. */
import type { Environment } from '../../../domain/account.ts';
import { Failure } from '../../../domain/failure.ts';
import type { ClientListFilter, OwedView } from '../../store/client-filter.ts';
import type { ClientListRow, ClientSort } from '../../store/client-list.ts';
import { todayOf, type Tools } from '../tools.ts';

export type ClientTools = Pick<Tools, 'books' | 'clock' | 'notify'>;
export type ClientReadTools = Pick<Tools, 'books' | 'clock'>;

export interface ClientPageQuery {
  readonly filter: ClientListFilter;
  readonly sort: ClientSort;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * One page of clients with contract and sums in centavos.
 * @throws Failure `invalid-input` (field `after`) for a cursor that is not ours
 */
export function listClients(tools: ClientReadTools, query: ClientPageQuery) {
  const rows = tools.books.clientList.page({
    ...viewOf(tools),
    filter: query.filter,
    sort: query.sort,
    after: query.after === undefined ? undefined : readCursor(query.after),
    limit: query.limit,
  });
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  const page = rows.map(toView);
  return last === undefined ? { rows: page } : { rows: page, next: cursorOf(last, query.sort) };
}

/** How many clients the filter finds, and their overdue títulos. */
export function totalClients(tools: ClientReadTools, filter: ClientListFilter) {
  return tools.books.clientList.totals(filter, viewOf(tools));
}

/** Sums take real money; while there is no real account at all, that of the simulator. */
export function viewOf(tools: ClientReadTools): OwedView {
  const accounts = tools.books.accounts.all();
  const hasReal = accounts.some(({ environment }) => environment === 'production');
  const environments: readonly Environment[] = hasReal
    ? ['production']
    : ['production', 'simulator'];
  return { environments, today: todayOf(tools) };
}

function toView(row: ClientListRow) {
  const { id, code, name, taxId, phone, email, city, isActive, billing, planName, dueDay } = row;
  const { openCents, overdueCents, overdueCount } = row;
  const contract = { billing, planName, dueDay };
  const owed = { openCents, overdueCents, overdueCount };
  return { id, code, name, taxId: taxId ?? '', phone, email, city, isActive, ...contract, ...owed };
}

function cursorOf(row: ClientListRow, sort: ClientSort): string {
  const key = sort === 'name' ? row.sortName : row.code;
  return Buffer.from(JSON.stringify([key, row.id])).toString('base64url');
}

function readCursor(text: string): { readonly key: string | number; readonly id: number } {
  const parts = parseJson(Buffer.from(text, 'base64url').toString());
  if (Array.isArray(parts)) {
    const [key, id] = parts as readonly unknown[];
    if ((typeof key === 'string' || typeof key === 'number') && typeof id === 'number')
      return { key, id };
  }
  throw new Failure('invalid-input', 'Not a cursor of this list', { field: 'after' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Failure('invalid-input', 'Not a cursor', { field: 'after' }, { cause: error });
  }
}
