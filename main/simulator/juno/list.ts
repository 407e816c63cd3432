/** GET /charges: filters in pairs, four orders, pages by cursor (juno.md 3.3). */
import { isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import {
  orders,
  type Charge,
  type ChargeFilter,
  type ChargeOrder,
  type Cursor,
  type DayRange,
  type Halves,
  type Place,
  type Sorting,
} from '../store/juno/charge.ts';
import { apiUrl, type JunoContext } from './context.ts';
import { invalid } from './errors.ts';
import { chargeView } from './views.ts';

const DEFAULT_SIZE = 20;
const MAX_SIZE = 100;

const CURSOR_NAMES = ['page', 'firstObjectId', 'firstValue', 'lastObjectId', 'lastValue'] as const;

interface Listing {
  readonly filter: ChargeFilter;
  readonly sorting: Sorting;
  readonly size: number;
  /** Number of the page, from 0. */
  readonly page: number;
  readonly cursor: Cursor | undefined;
}

export function listCharges(context: JunoContext, query: URLSearchParams): unknown {
  const listing = readListing(context, query);
  const { filter, sorting, size, cursor } = listing;
  const offset = cursor === undefined ? listing.page * size : 0;
  const charges = context.charges.page(filter, sorting, { cursor, limit: size, offset });
  return {
    ...embedded(context, charges),
    _links: linksOf(context, { listing, query, charges }),
  };
}

function embedded(context: JunoContext, charges: readonly Charge[]) {
  const isTold = charges.length > 0 || context.settings().emptyList === 'list';
  return isTold
    ? { _embedded: { charges: charges.map((charge) => chargeView(context, charge)) } }
    : {};
}

function readListing(context: JunoContext, query: URLSearchParams): Listing {
  const by = orders.find((order) => order === (query.get('orderBy') ?? 'id'));
  if (by === undefined) throw invalid('orderBy', 'Valor inválido');
  return {
    filter: readFilter(context, query),
    sorting: { by, isAscending: flagOf(query, 'orderAsc') ?? true },
    size: Math.min(Math.max(countOf(query, 'pageSize') ?? DEFAULT_SIZE, 1), MAX_SIZE),
    page: countOf(query, 'page') ?? 0,
    cursor: readCursor(context, query, by),
  };
}

function readFilter(context: JunoContext, query: URLSearchParams): ChargeFilter {
  const { listsCancelled, listsManualReconciliation } = context.settings();
  const pair = (yes: string, no: string, isShown = true): Halves => ({
    yes: flagOf(query, yes) ?? isShown,
    no: flagOf(query, no) ?? true,
  });
  // No charge is ever archived here, so that a list of archived ones alone is empty.
  const showsUnarchived = flagOf(query, 'showUnarchived') ?? true;
  const isPaid = pair('showPaid', 'showNotPaid');
  return {
    created: rangeOf(query, 'createdOn'),
    due: rangeOf(query, 'dueDate'),
    paid: rangeOf(query, 'paymentDate'),
    isDue: pair('showDue', 'showNotDue'),
    isPaid: showsUnarchived ? isPaid : { yes: false, no: false },
    isCancelled: pair('showCancelled', 'showNotCancelled', listsCancelled),
    isManual: pair(
      'showManualReconciliation',
      'showNotManualReconciliation',
      listsManualReconciliation,
    ),
    isFailed: pair('showFailed', 'showNotFailed'),
    today: context.today(),
  };
}

const rangeOf = (query: URLSearchParams, name: string): DayRange => ({
  from: dayOf(query, `${name}Start`),
  to: dayOf(query, `${name}End`),
});

/** An absent and an empty parameter say nothing. */
function textOf(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name);
  return value === null || value === '' ? undefined : value;
}

function dayOf(query: URLSearchParams, name: string): CivilDate | undefined {
  const value = textOf(query, name);
  if (value === undefined) return undefined;
  if (!isCivilDate(value)) throw invalid(name, 'Use AAAA-MM-DD');
  return value;
}

function flagOf(query: URLSearchParams, name: string): boolean | undefined {
  const value = textOf(query, name);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') throw invalid(name, 'Use true ou false');
  return value === 'true';
}

function countOf(query: URLSearchParams, name: string): number | undefined {
  const value = textOf(query, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw invalid(name, 'Valor inválido');
  return Number(value);
}

/** After the last charge of a page, or before the first one. */
function readCursor(
  context: JunoContext,
  query: URLSearchParams,
  by: ChargeOrder,
): Cursor | undefined {
  const [last, first] = [textOf(query, 'lastObjectId'), textOf(query, 'firstObjectId')];
  const id = last ?? first;
  if (id === undefined) return undefined;
  const end = last === undefined ? 'first' : 'last';
  const charge = context.charges.byId(id);
  if (charge === undefined) throw invalid(`${end}ObjectId`, 'Cobrança não encontrada');
  const place = placeOf(context, { charge, by, value: query.get(`${end}Value`) });
  return { place, direction: end === 'last' ? 'after' : 'before' };
}

/** The value that the page ended with, which may have changed since; without it the charge's own. */
function placeOf(
  context: JunoContext,
  at: {
    readonly charge: Charge;
    readonly by: ChargeOrder;
    readonly value: string | null;
  },
): Place {
  const own = context.charges.placeOf(at.charge, at.by);
  // No payment date is a value too.
  if (at.value === null || at.by === 'id') return own;
  if (at.by !== 'amount') return { ...own, value: at.value };
  const amount = Number(at.value);
  return Number.isFinite(amount) ? { ...own, value: Math.round(amount * 100) } : own;
}

interface Shown {
  readonly listing: Listing;
  readonly query: URLSearchParams;
  readonly charges: readonly Charge[];
}

function linksOf(context: JunoContext, shown: Shown) {
  const [first, last] = [shown.charges.at(0), shown.charges.at(-1)];
  const next = last === undefined ? undefined : neighbour(context, shown, last);
  const previous = first === undefined ? undefined : neighbour(context, shown, first, 'first');
  return {
    self: { href: hrefOf(context, shown.query) },
    ...(previous === undefined ? {} : { previous: { href: previous } }),
    ...(next === undefined ? {} : { next: { href: next } }),
  };
}

/** The address of the page beyond a charge, undefined when there is none. */
function neighbour(
  context: JunoContext,
  { listing, query }: Shown,
  charge: Charge,
  end: 'first' | 'last' = 'last',
): string | undefined {
  const { filter, sorting, page } = listing;
  const place = context.charges.placeOf(charge, sorting.by);
  const direction = end === 'last' ? 'after' : 'before';
  const cursor = { place, direction } as const;
  const beyond = context.charges.page(filter, sorting, { cursor, limit: 1, offset: 0 });
  if (beyond.length === 0) return undefined;
  const params = new URLSearchParams(query);
  for (const name of CURSOR_NAMES) params.delete(name);
  params.set('page', String(Math.max(page + (end === 'last' ? 1 : -1), 0)));
  params.set(`${end}ObjectId`, charge.id);
  params.set(`${end}Value`, valueText(place, charge, sorting.by));
  return hrefOf(context, params);
}

function valueText({ value }: Place, charge: Charge, by: ChargeOrder): string {
  if (by === 'id') return charge.id;
  return by === 'amount' ? (Number(value) / 100).toFixed(2) : String(value);
}

function hrefOf(context: JunoContext, query: URLSearchParams): string {
  const text = query.toString();
  return apiUrl(context, `/charges${text === '' ? '' : `?${text}`}`);
}
