/** Gives a payment back: allocations are reversed, the título is owed again, the books get counter-postings. */
import { canMove } from '../../../domain/charge-states.ts';
import { stateOfBalance } from '../../../domain/titulo-states.ts';
import type { Payment } from '../../store/payments.ts';
import { todayOf, type Tools } from '../tools.ts';
import { postReversal } from './post-payment.ts';

export type ReversalKind = 'refund' | 'med' | 'chargeback' | 'bank-return' | 'undo';

export interface ReversalOrder {
  readonly payment: Payment;
  /** `undo` takes back our own entry: at the gateway nothing was returned, so its charge stays as it is. */
  readonly kind: ReversalKind;
  readonly reversalKey: string;
  readonly actor: string;
}

/** Reverses all of a payment, once: what is reversed already, or was only announced, is left alone. Must run inside a transaction. */
export function reversePayment(tools: Tools, order: ReversalOrder): void {
  const { books, clock } = tools;
  const { payment, actor, kind } = order;
  if (payment.state !== 'confirmed' && payment.state !== 'credited') return;
  const at = clock.now();
  books.payments.changeState(payment.id, payment.state, 'reversed');
  for (const tituloId of books.allocations.reverseOfPayment(payment.id, actor, at)) {
    reopen(tools, tituloId);
  }
  const reversalId = books.reversals.insert({
    paymentId: payment.id,
    reversalKey: order.reversalKey,
    kind,
    amountCents: payment.amountCents,
    happenedOn: todayOf(tools),
  });
  postReversal(tools, payment, { reversalId, actor });
  if (payment.review !== 'none') {
    // There is nothing left to decide about.
    books.payments.changeReview({ id: payment.id, review: 'none', by: actor, at });
  }
  if (kind !== 'undo') refundCharge(tools, payment);
  books.audit.write({
    at,
    actor,
    action: 'payment-reversed',
    entity: payment.tituloId === null ? 'payment' : 'titulo',
    entityId: payment.tituloId ?? payment.id,
    detail: { paymentId: payment.id, kind, amountCents: payment.amountCents },
  });
}

function reopen(tools: Tools, tituloId: number): void {
  const { books } = tools;
  const titulo = books.titulos.getById(tituloId);
  const settledCents = books.allocations.settledOf(tituloId);
  const state = stateOfBalance(titulo.totalCents, settledCents);
  books.titulos.settle({
    id: tituloId,
    settledCents,
    state,
    closedAt: state === 'paid' ? titulo.closedAt : null,
  });
}

function refundCharge(tools: Tools, payment: Payment): void {
  if (payment.chargeId === null) return;
  const { books, clock } = tools;
  const charge = books.charges.getById(payment.chargeId);
  const holdsMoney = books.payments
    .ofCharge(charge.id)
    .some(({ state }) => state === 'confirmed' || state === 'credited');
  if (holdsMoney || !canMove(charge.state, 'refunded')) return;
  books.charges.changeState({ id: charge.id, from: charge.state, to: 'refunded', at: clock.now() });
}
