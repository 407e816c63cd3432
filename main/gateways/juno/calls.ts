/** The endpoints of Juno API 2.0 that Baixa uses (juno 3.1 to 3.4), below the resource path of the account. */
import type { HttpCall } from '../http.ts';
import type { ChargesBody, NewWebhookBody, WebhookChangeBody } from './wire.ts';

/** Largest page (juno 3.3). */
export const PAGE_SIZE = 100;

/** The defaults of these flags are not documented: with both of a pair nothing is left out. */
const EVERYTHING = {
  showArchived: 'true',
  showUnarchived: 'true',
  showDue: 'true',
  showNotDue: 'true',
  showPaid: 'true',
  showNotPaid: 'true',
  showCancelled: 'true',
  showNotCancelled: 'true',
  showManualReconciliation: 'true',
  showNotManualReconciliation: 'true',
} as const;

export const calls = {
  createCharges: (body: ChargesBody): HttpCall => ({
    operation: 'createCharges',
    method: 'POST',
    template: '/charges',
    body,
  }),
  getCharge: (id: string): HttpCall => ({
    operation: 'getCharge',
    method: 'GET',
    template: '/charges/:id',
    params: { id },
  }),
  /** @param after the marks of the next page, as the page before named them */
  listCharges: (filter: ChargeFilter, after: PageMarks): HttpCall => ({
    operation: 'listCharges',
    method: 'GET',
    template: '/charges',
    query: {
      ...EVERYTHING,
      ...filter,
      orderBy: 'id',
      orderAsc: 'true',
      pageSize: String(PAGE_SIZE),
      ...after,
    },
  }),
  /** The cheapest call that proves credentials and token together. */
  oneCharge: (today: string): HttpCall => ({
    operation: 'listCharges',
    method: 'GET',
    template: '/charges',
    query: { createdOnStart: today, createdOnEnd: today, pageSize: '1' },
  }),
  /** With one "l", and no body (juno 3.3). */
  cancelCharge: (id: string): HttpCall => ({
    operation: 'cancelCharge',
    method: 'PUT',
    template: '/charges/:id/cancelation',
    params: { id },
  }),
  createPixKey: (idempotencyKey: string): HttpCall => ({
    operation: 'createPixKey',
    method: 'POST',
    template: '/pix/keys',
    headers: { 'X-Idempotency-Key': idempotencyKey },
    body: { type: 'RANDOM_KEY' },
  }),
  listWebhooks: (): HttpCall => ({
    operation: 'listWebhooks',
    method: 'GET',
    template: '/notifications/webhooks',
  }),
  createWebhook: (body: NewWebhookBody): HttpCall => ({
    operation: 'createWebhook',
    method: 'POST',
    template: '/notifications/webhooks',
    body,
  }),
  updateWebhook: (id: string, body: WebhookChangeBody): HttpCall => ({
    operation: 'updateWebhook',
    method: 'PATCH',
    template: '/notifications/webhooks/:id',
    params: { id },
    body,
  }),
  deleteWebhook: (id: string): HttpCall => ({
    operation: 'deleteWebhook',
    method: 'DELETE',
    template: '/notifications/webhooks/:id',
    params: { id },
  }),
} as const;

/** Filters of GET /charges that Baixa uses; days as `YYYY-MM-DD`, both ends included. */
export type ChargeFilter = Readonly<
  Partial<
    Record<
      | 'createdOnStart'
      | 'createdOnEnd'
      | 'dueDateStart'
      | 'dueDateEnd'
      | 'paymentDateStart'
      | 'paymentDateEnd',
      string
    >
  >
>;

/** Where a page begins, in the words of the link to it. */
export type PageMarks = Readonly<Record<string, string>>;

const MARKS = ['page', 'firstObjectId', 'firstValue', 'lastObjectId', 'lastValue'] as const;

/** The marks of a link to another page; the rest of the link is ours, and its host is not followed. */
export function marksOf(href: string): PageMarks {
  const base = 'https://gateway.invalid';
  if (!URL.canParse(href, base)) return {};
  const { searchParams } = new URL(href, base);
  return Object.fromEntries(
    MARKS.flatMap((mark) => {
      const value = searchParams.get(mark);
      return value === null || value === '' ? [] : [[mark, value]];
    }),
  );
}
