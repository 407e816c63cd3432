import type { ChargeContact, ChargeOverview, ChargeQuery } from '../gateway.ts';
import { chargeStatuses, type Charge, type ChargeStatus } from '../store/efi/charge.ts';
import { dueCents } from './amounts.ts';
import type { EfiContext } from './context.ts';
import { canMove } from './states.ts';
import { billetView, isIssued, linhaOf, parcelView, pixPayloadOf } from './views.ts';

/** A charge as the control calls show it. */
export function overviewOf(context: EfiContext, charge: Charge): ChargeOverview {
  const issued = isIssued(charge) ? charge : undefined;
  const customer = issued?.billet.customer;
  const isOpen = canMove(charge, 'paid') && issued !== undefined;
  return {
    id: String(charge.chargeId),
    groupId: charge.carnetId === null ? null : String(charge.carnetId),
    parcel: charge.parcel,
    customId: charge.customId,
    status: charge.status,
    totalCents: charge.totalCents,
    dueTodayCents: isOpen ? dueCents(charge, issued.billet, context.today()) : null,
    dueOn: issued?.billet.expireOn ?? null,
    payer: customer?.corporate_name ?? customer?.name ?? null,
    linha: issued === undefined ? null : linhaOf(issued),
    pixPayload: issued?.billet.hasPix === true ? pixPayloadOf(issued) : null,
    callbackUrl: charge.notificationUrl,
    createdAt: charge.createdAt,
  };
}

/** The charge with an id as text. */
export function chargeOf(context: EfiContext, id: string): Charge | undefined {
  return /^\d{1,15}$/.test(id) ? context.charges.byId(Number(id)) : undefined;
}

/** The payer's e-mail and the public page of an issued charge. */
export function contactOf(context: EfiContext, id: string): ChargeContact | undefined {
  const charge = chargeOf(context, id);
  if (charge === undefined || !isIssued(charge)) return undefined;
  const links =
    charge.carnetId === null ? billetView(context, charge) : parcelView(context, charge);
  return {
    email: charge.billet.customer.email ?? null,
    pageUrl: 'link' in links ? links.link : null,
    pdfUrl: links.pdf.charge,
  };
}

/** Charges and parcels in the order of their making. An unknown status has none. */
export function overviews(context: EfiContext, query: ChargeQuery): readonly ChargeOverview[] {
  const { id, status, customId, newestFirst, limit, offset } = query;
  if (id !== undefined) {
    const charge = chargeOf(context, id);
    return charge === undefined ? [] : [overviewOf(context, charge)];
  }
  const known = chargeStatuses.find((one): one is ChargeStatus => one === status);
  if (status !== undefined && known === undefined) return [];
  return context.charges
    .list({
      kind: 'any',
      by: 'creation',
      from: '',
      before: '9999',
      status: known,
      customId,
      newestFirst,
      limit,
      offset,
    })
    .map((charge) => overviewOf(context, charge));
}
