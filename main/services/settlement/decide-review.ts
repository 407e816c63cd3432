import { assertNever } from '../../../domain/assert-never.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Payment } from '../../store/payments.ts';
import type { Titulo } from '../../store/titulos.ts';
import { OPERATOR, type Tools } from '../tools.ts';
import { settleStored } from './confirm-payment.ts';
import { isPosted, postPayment } from './post-payment.ts';
import { reversePayment } from './reverse-payment.ts';

export type ReviewDecision =
  | { readonly kind: 'approve' }
  | { readonly kind: 'allocate'; readonly tituloId: number }
  | { readonly kind: 'keep-as-credit' }
  /** It is no money of its own: told twice by two roads, or a mark that nobody paid for. */
  | { readonly kind: 'dismiss' };

/**
 * What an operator says about a payment that waited.
 * @throws Failure `conflict` when it does not wait any more or the título's month is billed again,
 *   `invalid-input` without a título or client, `state-not-allowed`, `not-allowed` across environments
 */
export function decideReview(tools: Tools, paymentId: number, decision: ReviewDecision): void {
  tools.books.transaction(() => {
    const payment = tools.books.payments.getById(paymentId);
    const isMoney = payment.state === 'confirmed' || payment.state === 'credited';
    if (payment.review === 'none' || !isMoney) {
      throw new Failure('conflict', 'The payment waits for nothing', { state: payment.state });
    }
    carryOut(tools, payment, decision);
  });
  tools.notify('payments', [paymentId]);
  tools.notify('titulos', 'all');
}

function carryOut(tools: Tools, payment: Payment, decision: ReviewDecision): void {
  switch (decision.kind) {
    case 'approve':
      approve(tools, payment);
      return;
    case 'allocate':
      allocateTo(tools, payment, decision.tituloId);
      return;
    case 'keep-as-credit':
      keepAsCredit(tools, payment);
      return;
    case 'dismiss':
      dismiss(tools, payment);
      return;
    default:
      assertNever(decision);
  }
}

/** Of a payment that is too short, or of a título that is paid already, nothing more can be allocated. */
function approve(tools: Tools, payment: Payment): void {
  const { books } = tools;
  if (payment.tituloId === null) {
    throw new Failure('invalid-input', 'Choose a título for this payment');
  }
  const isPaid = books.titulos.getById(payment.tituloId).state === 'paid';
  if (isPaid || isAllocated(tools, payment)) keepAsCredit(tools, payment);
  else allocateTo(tools, payment, payment.tituloId);
}

function allocateTo(tools: Tools, payment: Payment, tituloId: number): void {
  const { books } = tools;
  const titulo = books.titulos.getById(tituloId);
  refuseTarget(tools, payment, titulo);
  const charge = payment.chargeId === null ? undefined : books.charges.getById(payment.chargeId);
  settleStored(tools, {
    payment,
    titulo,
    charge: charge?.tituloId === tituloId ? charge : undefined,
    mode: 'approved',
    actor: OPERATOR,
  });
}

function refuseTarget(tools: Tools, payment: Payment, titulo: Titulo): void {
  if (payment.environment !== titulo.environment) {
    throw new Failure('not-allowed', 'Practice and real money never mix');
  }
  if (titulo.state === 'paid' || isAllocated(tools, payment)) {
    throw new Failure('state-not-allowed', 'Nothing can be allocated', { state: titulo.state });
  }
  if (titulo.state === 'cancelled') refuseReopening(tools, titulo);
}

/** A month that was billed again has its título: the cancelled one cannot come back beside it. */
function refuseReopening(tools: Tools, titulo: Titulo): void {
  const { contractId, competence, environment, origin } = titulo;
  if (contractId === null || competence === null || origin === 'loose') return;
  const number = tools.books.titulos.numberOfMonth(environment, contractId, competence);
  if (number === undefined) return;
  throw new Failure('conflict', 'The month is billed by another título', { tituloNumber: number });
}

function isAllocated(tools: Tools, payment: Payment): boolean {
  return tools.books.allocations.ofPayment(payment.id).principalCents > 0;
}

/** The money stays with the client; what was allocated of it stays allocated. */
function keepAsCredit(tools: Tools, payment: Payment): void {
  if (payment.clientId === null) {
    throw new Failure('invalid-input', 'Choose a título: nobody is known to have paid this');
  }
  if (!isPosted(tools, payment.id)) postPayment(tools, payment, OPERATOR);
  close(tools, payment);
}

function dismiss(tools: Tools, payment: Payment): void {
  const isMark = payment.source === 'marked' && payment.review === 'approval';
  if (payment.review !== 'same-payment' && !isMark) {
    throw new Failure('not-allowed', 'Money that came in cannot be dismissed', {
      review: payment.review,
    });
  }
  close(tools, payment);
  reversePayment(tools, { payment, kind: 'undo', reversalKey: 'dismissed', actor: OPERATOR });
}

function close(tools: Tools, payment: Payment): void {
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
