import type { ChargeContact, ChargeOverview, ChargeQuery } from '../gateway.ts';
import type { Charge } from '../store/juno/charge.ts';
import { dueCents, lastDayOf } from './amounts.ts';
import type { JunoContext } from './context.ts';
import { billetType, groupCodeOf, linhaOf, linksView, pixPayloadOf } from './views.ts';

/** A charge as the control calls show it. */
export function overviewOf(context: JunoContext, charge: Charge): ChargeOverview {
  const webhook = context.webhooks.list().find(({ status }) => status === 'ACTIVE');
  const isCarne = charge.parcels > 1;
  return {
    id: charge.id,
    groupId: isCarne ? String(groupCodeOf(charge)) : null,
    parcel: isCarne ? charge.parcel : null,
    customId: charge.reference,
    status: charge.status,
    totalCents: charge.amountCents,
    dueTodayCents: isPayable(context, charge) ? dueCents(charge, context.today()) : null,
    dueOn: charge.dueOn,
    payer: charge.payer.name,
    linha: billetType(charge) === undefined ? null : linhaOf(context, charge),
    pixPayload: pixPayloadOf(charge),
    callbackUrl: webhook?.url ?? null,
    createdAt: charge.createdAt,
  };
}

const isPayable = (context: JunoContext, charge: Charge): boolean =>
  charge.status === 'ACTIVE' && !charge.hasEnded && context.today() <= lastDayOf(charge);

/** The payer's e-mail and the public addresses of a charge. */
export function contactOf(context: JunoContext, id: string): ChargeContact | undefined {
  const charge = context.charges.byId(id);
  if (charge === undefined) return undefined;
  const links = linksView(context, charge);
  return {
    email: charge.payer.email,
    pageUrl: links.checkoutUrl,
    pdfUrl: 'link' in links ? links.link : null,
  };
}

/** Charges and parcels in the order of their making. */
export function overviews(context: JunoContext, query: ChargeQuery): readonly ChargeOverview[] {
  const { id } = query;
  const only = id === undefined ? undefined : context.charges.byId(id);
  const found = id === undefined ? context.charges.all(query) : [only];
  return found.flatMap((charge) => (charge === undefined ? [] : [overviewOf(context, charge)]));
}
