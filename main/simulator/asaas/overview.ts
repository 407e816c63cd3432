import type { ChargeContact, ChargeOverview, ChargeQuery } from '../gateway.ts';
import { paymentStatuses, type Payment, type PaymentFilter } from '../store/asaas/payment.ts';
import { dueCents } from './amounts.ts';
import type { AsaasContext } from './context.ts';
import { isOpen } from './states.ts';
import { hasSlip, invoiceUrl, linhaOf, pixPayloadOf, slipUrl } from './views.ts';

/** A removed charge keeps its status at Asaas; people and tests see that it is gone. */
const REMOVED = 'DELETED';

/** What `overviewOf` can show as status. */
export const shownStatuses = [...paymentStatuses, REMOVED] as const;

/** A charge as the control calls show it. */
export function overviewOf(context: AsaasContext, payment: Payment): ChargeOverview {
  const webhook = context.webhooks.list().find(({ isEnabled }) => isEnabled);
  return {
    id: payment.id,
    groupId: payment.installment,
    parcel: payment.parcel,
    customId: payment.externalReference,
    status: payment.isDeleted ? REMOVED : payment.status,
    totalCents: payment.originalCents ?? payment.valueCents,
    dueTodayCents: isOpen(payment) ? dueCents(payment, context.today()) : null,
    dueOn: payment.dueOn,
    payer: context.customers.byId(payment.customer)?.name ?? null,
    linha: hasSlip(payment) ? linhaOf(payment) : null,
    pixPayload: pixPayloadOf(context, payment),
    callbackUrl: webhook?.url ?? null,
    createdAt: payment.createdAt,
  };
}

/** The payer's e-mail and the public addresses of a charge. */
export function contactOf(context: AsaasContext, id: string): ChargeContact | undefined {
  const payment = context.payments.byId(id);
  if (payment === undefined) return undefined;
  return {
    email: context.customers.byId(payment.customer)?.email ?? null,
    pageUrl: invoiceUrl(context, payment),
    pdfUrl: hasSlip(payment) ? slipUrl(context, payment) : null,
  };
}

/** Charges and parcels in the order of their making. */
export function overviews(context: AsaasContext, query: ChargeQuery): readonly ChargeOverview[] {
  const { id, status, customId, newestFirst, limit, offset } = query;
  if (id !== undefined) {
    const payment = context.payments.byId(id);
    return payment === undefined ? [] : [overviewOf(context, payment)];
  }
  const isGone = status === REMOVED;
  const filter: PaymentFilter = {
    status: isGone ? undefined : status,
    externalReference: customId,
    removed: isGone ? 'only' : status === undefined ? 'with' : 'without',
  };
  return context.payments
    .list(filter, { limit, offset, oldestFirst: newestFirst !== true })
    .rows.map((payment) => overviewOf(context, payment));
}
