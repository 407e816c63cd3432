import { addDays } from '../../../domain/civil-date.ts';
import type { ChargeFilter } from '../store/efi/charge.ts';
import { startOfDay, type EfiContext } from './context.ts';
import { accept } from './validation.ts';
import { listedView } from './views.ts';
import { listSchema, type ListQuery } from './wire.ts';

const PAGING: readonly string[] = ['limit', 'page', 'offset'];

/** GET /v1/charges (efi.md 1.9): pages by `page`; `offset` is ignored, as by Efí. */
export function listCharges(context: EfiContext, query: URLSearchParams): unknown {
  const accepted = accept(listSchema, Object.fromEntries(query));
  const { limit, page } = accepted;
  const data = rowsOf(context, accepted).map((charge) => listedView(context, charge));
  const filters = Object.entries(accepted).filter(([name]) => !PAGING.includes(name));
  const pagination = { limit, offset: (page - 1) * limit, page };
  return { code: 200, data, params: { ...Object.fromEntries(filters), pagination } };
}

function rowsOf(context: EfiContext, query: ListQuery) {
  if (query.charge_type === 'card' || query.charge_type === 'subscription') return [];
  return context.charges.list(filterOf(query, query.charge_type));
}

function filterOf(query: ListQuery, kind: 'billet' | 'carnet'): ChargeFilter {
  const before = addDays(query.end_date, 1);
  const isDay = query.date_of === 'expired';
  return {
    kind,
    by: query.date_of,
    from: isDay ? query.begin_date : startOfDay(query.begin_date),
    before: isDay ? before : startOfDay(before),
    status: query.status,
    document: query.customer_document,
    customId: query.custom_id,
    valueCents: query.value,
    limit: query.limit,
    offset: (query.page - 1) * query.limit,
  };
}
