import type { ChargeContact, ChargeOverview, ChargeQuery } from '../gateway.ts';
import type { Charge } from '../store/boleto-facil/charge.ts';
import { paymentStatuses } from '../store/boleto-facil/payments.ts';
import { dueCents, isPayable } from './amounts.ts';
import { slipOf } from './banks.ts';
import { chargeOf } from './charges.ts';
import type { BoletoFacilContext } from './context.ts';
import { callbackUrlOf } from './notifications.ts';
import { isAnnounced } from './payments.ts';
import { boletoLink, checkoutLink } from './views.ts';

/** Every status that a charge is shown with. */
export const chargeStatuses = [
  'OPEN',
  'OVERDUE',
  'EXPIRED',
  'CANCELLED',
  'MARKED_PAID',
  ...paymentStatuses,
] as const;

type ChargeStatus = (typeof chargeStatuses)[number];

/** A charge as the control calls show it. */
export function overviewOf(context: BoletoFacilContext, charge: Charge): ChargeOverview {
  const status = statusOf(context, charge);
  const isOpen = status === 'OPEN' || status === 'OVERDUE';
  const { openDiscount } = context.settings();
  return {
    id: String(charge.code),
    groupId: charge.book,
    parcel: charge.book === null ? null : charge.parcel,
    customId: charge.reference === '' ? null : charge.reference,
    status,
    totalCents: charge.amountCents,
    dueTodayCents: isOpen ? dueCents(charge, context.today(), openDiscount) : null,
    dueOn: charge.dueOn,
    payer: charge.payer.name,
    linha: slipOf(charge).linha,
    pixPayload: null,
    callbackUrl: callbackUrlOf(context, charge),
    createdAt: charge.createdAt,
  };
}

/**
 * API v1 gives a charge no status, only its payments theirs. For people: the payment that counts most, else CANCELLED,
 * MARKED_PAID, EXPIRED (no bank takes it any more), OVERDUE or OPEN.
 */
function statusOf(context: BoletoFacilContext, charge: Charge): ChargeStatus {
  const payments = context.payments.ofCharge(charge.code);
  const counted =
    payments.find(({ status }) => status === 'CONFIRMED') ??
    payments.find(isAnnounced) ??
    payments.at(-1);
  if (counted !== undefined) return counted.status;
  if (charge.state === 'cancelled') return 'CANCELLED';
  if (charge.state === 'marked') return 'MARKED_PAID';
  const today = context.today();
  if (!isPayable(charge, today)) return 'EXPIRED';
  return charge.dueOn < today ? 'OVERDUE' : 'OPEN';
}

/** Charges and parcels that a control call asks for. */
export function overviews(
  context: BoletoFacilContext,
  query: ChargeQuery,
): readonly ChargeOverview[] {
  return find(context, query).map((charge) => overviewOf(context, charge));
}

function find(context: BoletoFacilContext, query: ChargeQuery): readonly Charge[] {
  const { id, status, customId, newestFirst, limit, offset } = query;
  if (id !== undefined) return [chargeOf(context, id)].filter((one) => one !== undefined);
  const filter = { reference: customId, hasCancelled: true, newestFirst };
  if (status === undefined) return context.charges.list({ ...filter, page: { limit, offset } });
  // The status follows from payments and the day, and stands in no column.
  return context.charges
    .list(filter)
    .filter((charge) => statusOf(context, charge) === status)
    .slice(offset, offset + limit);
}

/** The payer's e-mail, and where the charge is shown. */
export function contactOf(context: BoletoFacilContext, id: string): ChargeContact | undefined {
  const charge = chargeOf(context, id);
  if (charge === undefined) return undefined;
  return {
    email: charge.payer.email,
    pageUrl: checkoutLink(context, charge),
    pdfUrl: boletoLink(context, charge),
  };
}
