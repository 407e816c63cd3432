import type { ChargeContact, ChargeOverview, ChargeQuery } from '../gateway.ts';
import {
  chargeStatuses,
  type Charge,
  type ChargeStatus,
} from '../store/gerencianet-token/charge.ts';
import { dueCents } from './amounts.ts';
import type { TokenContext } from './context.ts';
import { canMove } from './states.ts';
import { linhaOf, linkOf } from './views.ts';

/** A charge as the control calls show it. */
export const overviewOf = (context: TokenContext, charge: Charge): ChargeOverview => ({
  id: charge.chave,
  groupId: charge.lotSize > 1 ? charge.lotChave : null,
  parcel: null,
  customId: charge.retorno,
  status: charge.status,
  totalCents: charge.totalCents,
  dueTodayCents: canMove(charge, 'paid') ? dueCents(charge, context.today()) : null,
  dueOn: charge.dueOn,
  payer: charge.payer.name,
  linha: linhaOf(charge),
  pixPayload: null,
  callbackUrl: context.settings().paymentUrl,
  createdAt: charge.createdAt,
});

/** The payer's e-mail and the public page of a charge. */
export function contactOf(context: TokenContext, chave: string): ChargeContact | undefined {
  const charge = context.charges.byChave(chave);
  if (charge === undefined) return undefined;
  const pageUrl = linkOf(context, charge);
  return { email: charge.payer.email ?? null, pageUrl, pdfUrl: `${pageUrl}.pdf` };
}

/** Charges in the order of their making unless it is turned. An unknown status has none. */
export function overviews(context: TokenContext, query: ChargeQuery): readonly ChargeOverview[] {
  const { id, status, customId, newestFirst, limit, offset } = query;
  if (id !== undefined) {
    const charge = context.charges.byChave(id);
    return charge === undefined ? [] : [overviewOf(context, charge)];
  }
  const known = chargeStatuses.find((one): one is ChargeStatus => one === status);
  if (status !== undefined && known === undefined) return [];
  return context.charges
    .list({ status: known, retorno: customId, newestFirst, limit, offset })
    .map((charge) => overviewOf(context, charge));
}
