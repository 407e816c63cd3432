/** What can be done to a charge after it was made (asaas.md 3.3). */
import { subtract } from '../../../domain/money.ts';
import type { BillingType, Payment, PaymentState } from '../store/asaas/payment.ts';
import {
  asBody,
  optionalCents,
  optionalChoice,
  optionalDay,
  optionalFlag,
  optionalText,
  requiredCents,
  type Body,
} from './body.ts';
import type { AsaasContext } from './context.ts';
import { invalidAction, invalidField, Refusal } from './errors.ts';
import { checkFloor, readTerms } from './order.ts';
import {
  canMove,
  change,
  changeAndTell,
  isOpen,
  move,
  openStatus,
  receivePayment,
  refundPart,
  slipEndOf,
} from './states.ts';
import { paymentView, publicUrl } from './views.ts';

const billingTypes: readonly BillingType[] = ['BOLETO', 'PIX', 'UNDEFINED'];

/** PUT /payments/:id (older clients POST): open charges only; type, value and due date are always sent. */
export function updatePayment(context: AsaasContext, payment: Payment, input: unknown): unknown {
  if (!isOpen(payment))
    throw invalidAction('Só é possível alterar cobranças aguardando pagamento ou vencidas.');
  const body = asBody(input);
  const changes = readChanges(context, payment, body);
  const changed = context.ports.store.transaction(() =>
    changeAndTell(context, payment, { event: 'PAYMENT_UPDATED', changes }),
  );
  return paymentView(context, changed);
}

function readChanges(context: AsaasContext, payment: Payment, body: Body): Partial<PaymentState> {
  const billingType = optionalChoice(body, 'billingType', billingTypes);
  if (billingType === undefined) throw invalidField('billingType');
  const valueCents = requiredCents(body, 'value');
  const dueOn = readNewDueDate(context, payment, body);
  const terms = { ...payment.terms, ...givenTerms(body) };
  checkFloor(context, valueCents, terms);
  return {
    billingType,
    valueCents,
    dueOn,
    terms,
    description: optionalText(body, 'description', 500) ?? payment.description,
    externalReference: optionalText(body, 'externalReference') ?? payment.externalReference,
    hasPostalService: optionalFlag(body, 'postalService') ?? payment.hasPostalService,
    status: dueOn === payment.dueOn ? payment.status : openStatus(context, dueOn),
    slipEndsOn:
      billingType === 'PIX' ? null : slipEndOf(context, dueOn, payment.terms.daysToSlipEnd),
    revision: payment.revision + 1,
  };
}

/** Terms that the body names; the others stay, and so does the deadline of the registration (asaas.md 3.1). */
function givenTerms(body: Body): Partial<Payment['terms']> {
  const { discount, fine, interest } = readTerms(body);
  return {
    ...(discount === null ? {} : { discount }),
    ...(fine === null ? {} : { fine }),
    ...(interest === null ? {} : { interest }),
  };
}

/** From today on, or the one that the charge has. */
function readNewDueDate(context: AsaasContext, payment: Payment, body: Body) {
  const dueOn = optionalDay(body, 'dueDate');
  if (dueOn === undefined) throw invalidField('dueDate');
  if (dueOn < context.today() && dueOn !== payment.dueOn)
    throw new Refusal('invalid_dueDate', 'A data de vencimento não pode ser anterior a hoje.');
  return dueOn;
}

/** DELETE /payments/:id: a flag, the status stays. */
export function removePayment(context: AsaasContext, payment: Payment): unknown {
  if (!isOpen(payment))
    throw invalidAction('Só é possível remover cobranças aguardando pagamento ou vencidas.');
  context.ports.store.transaction(() =>
    changeAndTell(context, payment, { event: 'PAYMENT_DELETED', changes: { isDeleted: true } }),
  );
  return { deleted: true, id: payment.id };
}

/** POST .../restore. With a past due date the charge comes back overdue: a guess. */
export function restorePayment(context: AsaasContext, payment: Payment): unknown {
  return paymentView(context, restore(context, payment));
}

export function restore(context: AsaasContext, payment: Payment): Payment {
  if (!payment.isDeleted) throw invalidAction('A cobrança não está removida.');
  const changes = { isDeleted: false, status: openStatus(context, payment.dueOn) };
  return context.ports.store.transaction(() =>
    changeAndTell(context, payment, { event: 'PAYMENT_RESTORED', changes }),
  );
}

/** POST .../receiveInCash: a mark of history; no money, no fee, no line in the book. */
export function receiveInCash(context: AsaasContext, payment: Payment, input: unknown): unknown {
  const body = asBody(input);
  if (!canMove(payment, 'RECEIVED_IN_CASH'))
    throw invalidAction('Só é possível confirmar em dinheiro cobranças em aberto.');
  const paidOn = optionalDay(body, 'paymentDate') ?? context.today();
  if (paidOn > context.today()) throw invalidField('paymentDate');
  return paymentView(context, markCash(context, payment, { body, paidOn }));
}

function markCash(
  context: AsaasContext,
  payment: Payment,
  { body, paidOn }: { readonly body: Body; readonly paidOn: Payment['dueOn'] },
): Payment {
  const value = optionalCents(body, 'value');
  const valueCents = value === undefined || value === 0 ? payment.valueCents : value;
  const originalCents = valueCents === payment.valueCents ? null : payment.valueCents;
  const days = { paidOn, clientPaidOn: paidOn, confirmedOn: paidOn };
  return context.ports.store.transaction(() =>
    move(context, payment, {
      to: 'RECEIVED_IN_CASH',
      event: 'PAYMENT_RECEIVED',
      changes: { ...days, valueCents, originalCents },
    }),
  );
}

/** POST .../undoReceivedInCash. */
export function undoCash(context: AsaasContext, payment: Payment): unknown {
  if (payment.status !== 'RECEIVED_IN_CASH')
    throw invalidAction('A cobrança não foi recebida em dinheiro.');
  const days = { paidOn: null, clientPaidOn: null, confirmedOn: null };
  const undone = context.ports.store.transaction(() =>
    move(context, payment, {
      to: openStatus(context, payment.dueOn),
      event: 'PAYMENT_RECEIVED_IN_CASH_UNDONE',
      changes: {
        ...days,
        valueCents: payment.originalCents ?? payment.valueCents,
        originalCents: null,
      },
    }),
  );
  return paymentView(context, undone);
}

/** POST .../refund: Pix only (cards are not imitated); without a value all that is left. */
export function refundPayment(context: AsaasContext, payment: Payment, input: unknown): unknown {
  if (payment.billingType !== 'PIX' || payment.status !== 'RECEIVED')
    throw invalidAction('Só é possível estornar cobranças recebidas por Pix ou cartão.');
  const body = asBody(input);
  const left = subtract(payment.valueCents, payment.refundedCents);
  const valueCents = optionalCents(body, 'value') ?? left;
  if (valueCents === 0 || valueCents > left) throw invalidField('value');
  const description = optionalText(body, 'description') ?? null;
  const refund = { valueCents, description, on: context.today() };
  const refunded = context.ports.store.transaction(() => refundPart(context, payment, refund));
  return paymentView(context, refunded);
}

/** POST .../bankSlip/refund: a link where the payer gives his account; what the status is meanwhile is a guess. */
export function askSlipRefund(context: AsaasContext, payment: Payment): unknown {
  const isAsked = payment.status === 'REFUND_REQUESTED';
  if (payment.billingType !== 'BOLETO' || !(isAsked || canMove(payment, 'REFUND_REQUESTED')))
    throw invalidAction('Só é possível estornar boletos recebidos.');
  if (!isAsked) change(context, payment, { status: 'REFUND_REQUESTED' });
  return { requestUrl: publicUrl(context, `estorno/${payment.slug}`) };
}

/** POST /sandbox/payment/:id/confirm: received on the same day, boletos too (asaas.md 6). */
export function confirmInSandbox(context: AsaasContext, payment: Payment): unknown {
  if (!canMove(payment, 'RECEIVED') || payment.status === 'CONFIRMED')
    throw invalidAction('Só é possível confirmar cobranças em aberto.');
  const by = payment.billingType === 'BOLETO' ? 'BOLETO' : 'PIX';
  const paying = {
    paidCents: payment.valueCents,
    on: context.today(),
    by,
    isAtOnce: true,
  } as const;
  const received = context.ports.store.transaction(() => receivePayment(context, payment, paying));
  return paymentView(context, received);
}

/** POST /sandbox/payment/:id/overdue. */
export function expireInSandbox(context: AsaasContext, payment: Payment): unknown {
  if (!canMove(payment, 'OVERDUE'))
    throw invalidAction('Só é possível vencer cobranças aguardando pagamento.');
  const overdue = context.ports.store.transaction(() =>
    move(context, payment, { to: 'OVERDUE', event: 'PAYMENT_OVERDUE' }),
  );
  return paymentView(context, overdue);
}
