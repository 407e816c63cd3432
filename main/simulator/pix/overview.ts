import { addMs, instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { ChargeOverview, ChargeQuery } from '../gateway.ts';
import type { Charge, Payment } from '../store/pix/charge.ts';
import { amountDue, lastPayableDay } from './amounts.ts';
import type { PixContext } from './context.ts';
import { centsOf } from './money.ts';
import { pixCodeOf } from './views.ts';

/** A charge as the control calls show it; its id is the txid, which is also the client's own reference. */
export function overviewOf(context: PixContext, charge: Charge): ChargeOverview {
  const { txid, content, status } = charge;
  const today = context.today();
  const isOpen = status === 'ATIVA' && isPayable(context, charge, today);
  return {
    id: txid,
    groupId: null,
    parcel: null,
    customId: txid,
    status,
    totalCents: centsOf(content.valor.original),
    dueTodayCents: isOpen ? amountDue(charge, today).totalCents : null,
    dueOn: charge.kind === 'cobv' ? charge.content.calendario.dataDeVencimento : null,
    payer: content.devedor?.nome ?? null,
    linha: null,
    pixPayload: pixCodeOf(context, charge),
    callbackUrl: context.webhooks.byKey(content.chave)?.url ?? null,
    createdAt: charge.createdAt,
  };
}

/** A Pix that belongs to no charge. */
export function paymentOverview(context: PixContext, payment: Payment): ChargeOverview {
  return {
    id: payment.txid ?? payment.e2eid,
    groupId: null,
    parcel: null,
    customId: payment.txid,
    status: 'CONCLUIDA',
    totalCents: payment.amountCents,
    dueTodayCents: null,
    dueOn: null,
    payer: payment.payer.nome,
    linha: null,
    pixPayload: null,
    callbackUrl: context.webhooks.byKey(payment.key)?.url ?? null,
    createdAt: payment.at,
  };
}

/** Charges in the order of their making. */
export function overviews(context: PixContext, query: ChargeQuery): readonly ChargeOverview[] {
  const { id, status, customId, newestFirst, limit, offset } = query;
  const filter = {
    kind: 'any',
    from: '' as Instant,
    to: '9999' as Instant,
    status,
    // The txid is the number of the charge and the reference of the client in one.
    txid: id ?? customId,
  } as const;
  return context.charges
    .list(filter, { limit, offset, newestFirst })
    .map((charge) => overviewOf(context, charge));
}

/** Whether payers' banks still take it: before it expires, or up to the end of its validity. */
export function isPayable(context: PixContext, charge: Charge, on: CivilDate): boolean {
  if (charge.kind === 'cobv') return on <= lastPayableDay(charge.content);
  const expiresAt = addMs(charge.createdAt, charge.content.calendario.expiracao * 1_000);
  const at = on === context.today() ? context.now() : instantInSaoPaulo(`${on} 00:00:00`);
  return at < expiresAt;
}
