import { isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { DayRange, Page, PaymentFilter } from '../store/asaas/payment.ts';
import type { AsaasContext } from './context.ts';
import { invalidField } from './errors.ts';
import { listView, paymentView } from './views.ts';

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 10;

/** Filters that can match nothing here: no subscriptions, no advanced receivables, no static codes. */
const NEVER = ['subscription', 'pixQrCodeId', 'checkoutSession'] as const;

/** GET /payments: newest first, ranges in brackets (asaas.md 3.4). */
export function listPayments(context: AsaasContext, query: URLSearchParams): unknown {
  const page = pageOf(query);
  if (NEVER.some((name) => query.has(name)) || query.get('anticipated') === 'true')
    return listView([], 0, page);
  const { rows, total } = context.payments.list(filterOf(context, query), page);
  return listView(
    rows.map((payment) => paymentView(context, payment)),
    total,
    page,
  );
}

/** `offset` counts items; more than a hundred are never given. */
export function pageOf(query: URLSearchParams): Page {
  const limit = wholeNumber(query.get('limit')) ?? DEFAULT_LIMIT;
  return {
    limit: Math.min(Math.max(limit, 1), MAX_LIMIT),
    offset: wholeNumber(query.get('offset')) ?? 0,
  };
}

const wholeNumber = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

export const filterOf = (context: AsaasContext, query: URLSearchParams): PaymentFilter => ({
  customer: text(query, 'customer'),
  customerGroup: text(query, 'customerGroupName'),
  installment: text(query, 'installment'),
  billingType: text(query, 'billingType'),
  status: text(query, 'status'),
  externalReference: text(query, 'externalReference'),
  created: rangeOf(query, 'dateCreated'),
  paid: rangeOf(query, 'paymentDate'),
  credit: rangeOf(query, 'estimatedCreditDate'),
  due: rangeOf(query, 'dueDate'),
  removed: context.settings().listsDeleted ? 'with' : 'without',
});

/** An absent and an empty parameter filter nothing. */
export const text = (query: URLSearchParams, name: string): string | undefined => {
  const value = query.get(name);
  return value === null || value === '' ? undefined : value;
};

/** `name`, `name[ge]` and `name[le]`. */
function rangeOf(query: URLSearchParams, name: string): DayRange {
  const on = dayOf(query, name);
  return { from: on ?? dayOf(query, `${name}[ge]`), to: on ?? dayOf(query, `${name}[le]`) };
}

export function dayOf(query: URLSearchParams, name: string): CivilDate | undefined {
  const value = text(query, name);
  if (value === undefined) return undefined;
  if (!isCivilDate(value)) throw invalidField(name.replace(/\[.*$/, ''));
  return value;
}
