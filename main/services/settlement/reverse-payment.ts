/** Gives a payment back: allocations are reversed, the título is owed again, the books get counter-postings. */
import { canMove } from '../../../domain/charge-states.ts';
import { subtract, ZERO } from '../../../domain/money.ts';
import { stateOfBalance } from '../../../domain/titulo-states.ts';
import type { Payment } from '../../store/payments.ts';
import { todayOf, type Tools } from '../tools.ts';

export type ReversalKind = 'refund' | 'med' | 'chargeback' | 'bank-return' | 'undo';

/** Reverses all of a payment, once for each `reversalKey`. Must run inside a transaction. */
export function reversePayment(
  tools: Tools,
  order: {
    readonly payment: Payment;
    readonly kind: ReversalKind;
    readonly reversalKey: string;
    readonly actor: string;
  },
): void {
  const { books, clock } = tools;
  const { payment, actor } = order;
  if (payment.state !== 'confirmed' && payment.state !== 'credited') return;
  const reversalId = books.reversals.insert({
    paymentId: payment.id,
    reversalKey: order.reversalKey,
    kind: order.kind,
    amountCents: payment.amountCents,
    happenedOn: todayOf(tools),
  });
  books.payments.changeState(payment.id, payment.state, 'reversed');
  for (const tituloId of books.allocations.reverseOfPayment(payment.id, actor, clock.now())) {
    reopen(tools, tituloId);
  }
  counterPost(tools, payment, { reversalId, actor });
  refundCharge(tools, payment);
  books.audit.write({
    at: clock.now(),
    actor,
    action: 'payment-reversed',
    entity: payment.tituloId === null ? 'payment' : 'titulo',
    entityId: payment.tituloId ?? payment.id,
    detail: { paymentId: payment.id, kind: order.kind, amountCents: payment.amountCents },
  });
}

function reopen(tools: Tools, tituloId: number): void {
  const { books } = tools;
  const titulo = books.titulos.getById(tituloId);
  const settledCents = books.allocations.settledOf(tituloId);
  books.titulos.settle({
    id: tituloId,
    settledCents,
    state: stateOfBalance(titulo.totalCents, settledCents),
    closedAt: null,
  });
}

function counterPost(
  tools: Tools,
  payment: Payment,
  about: { readonly reversalId: number; readonly actor: string },
): void {
  const { books, clock } = tools;
  const account =
    payment.accountId === null ? undefined : books.accounts.getById(payment.accountId);
  const historicos = account?.historicos ?? { receipt: 1, credit: 2, fee: 3 };
  const posted = books.postings.ofPayment(payment.id);
  for (const side of ['receipt', 'credit', 'fee'] as const) {
    books.postings.insert({
      environment: payment.environment,
      paymentId: payment.id,
      reversalId: about.reversalId,
      side,
      historicoId: historicos[side],
      amountCents: subtract(ZERO, posted[side] ?? ZERO),
      onDate: todayOf(tools),
      isExpected: false,
      actor: about.actor,
      at: clock.now(),
    });
  }
}

function refundCharge(tools: Tools, payment: Payment): void {
  if (payment.chargeId === null) return;
  const { books, clock } = tools;
  const charge = books.charges.getById(payment.chargeId);
  if (!canMove(charge.state, 'refunded')) return;
  books.charges.changeState({
    id: charge.id,
    from: charge.state,
    to: 'refunded',
    at: clock.now(),
  });
}
