import type { ChargeOverview, ChargeQuery } from '../gateway.ts';
import { chargeStatuses, type Charge, type ChargeStatus } from '../store/efi/charge.ts';
import { dueCents } from './amounts.ts';
import type { EfiContext } from './context.ts';
import { canMove } from './states.ts';
import { isIssued, linhaOf, pixPayloadOf } from './views.ts';

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

/** Charges and parcels in the order of their making. An unknown status has none. */
export function overviews(context: EfiContext, query: ChargeQuery): readonly ChargeOverview[] {
  const { status, customId, limit, offset } = query;
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
      limit,
      offset,
    })
    .map((charge) => overviewOf(context, charge));
}
