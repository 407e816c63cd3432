import { assertNever } from '../../../domain/assert-never.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Payment } from '../../store/payments.ts';
import { OPERATOR, type Tools } from '../tools.ts';
import { settleStored } from './confirm-payment.ts';

export type ReviewDecision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'allocate'; readonly tituloId: number }
  | { readonly kind: 'keep-as-credit' };

/** What an operator says about a payment that waited. */
export function decideReview(tools: Tools, paymentId: number, decision: ReviewDecision): void {
  tools.books.transaction(() => {
    const payment = tools.books.payments.getById(paymentId);
    if (payment.review === 'none') throw new Failure('conflict', 'The payment waits for nothing');
    carryOut(tools, payment, decision);
  });
  tools.notify('payments', [paymentId]);
  tools.notify('titulos', 'all');
}

function carryOut(tools: Tools, payment: Payment, decision: ReviewDecision): void {
  switch (decision.kind) {
    case 'approve':
      return allocateTo(tools, payment, requireTitulo(payment));
    case 'allocate':
      return allocateTo(tools, payment, decision.tituloId);
    case 'keep-as-credit':
      return keepAsCredit(tools, payment);
    default:
      assertNever(decision);
  }
}

function requireTitulo(payment: Payment): number {
  if (payment.tituloId === null)
    throw new Failure('invalid-input', 'Choose a título for this payment');
  return payment.tituloId;
}

function allocateTo(tools: Tools, payment: Payment, tituloId: number): void {
  const { books } = tools;
  const isAllocated = books.allocations.ofPayment(payment.id).principalCents > 0;
  if (isAllocated) return keepAsCredit(tools, payment);
  const ownChargeId = payment.tituloId === tituloId ? payment.chargeId : null;
  settleStored(tools, {
    payment,
    titulo: books.titulos.getById(tituloId),
    charge: ownChargeId === null ? undefined : books.charges.getById(ownChargeId),
    mode: 'approved',
    actor: OPERATOR,
  });
}

/** The money stays with the client; what was allocated of it stays allocated. */
function keepAsCredit(tools: Tools, payment: Payment): void {
  const { books, clock } = tools;
  books.payments.changeReview({ id: payment.id, review: 'none', by: OPERATOR, at: clock.now() });
  books.audit.write({
    at: clock.now(),
    actor: OPERATOR,
    action: 'review-closed',
    entity: 'payment',
    entityId: payment.id,
    detail: { review: payment.review },
  });
}
