/** What the payer, the bank and the panel do: the control calls of a charge. */
import { assertNever } from '../../../domain/assert-never.ts';
import { cents, subtract, type Cents } from '../../../domain/money.ts';
import type { ActionInput, ActionOutcome, ChargeAction } from '../gateway.ts';
import type { Payment } from '../store/asaas/payment.ts';
import { dueCents } from './amounts.ts';
import { receiveInCash, removePayment, restore } from './changes.ts';
import type { AsaasContext } from './context.ts';
import { addCustomer } from './customers.ts';
import { Refusal } from './errors.ts';
import { addPayment } from './order.ts';
import { overviewOf } from './overview.ts';
import {
  canMove,
  changeAndTell,
  credit,
  getPayment,
  isOpen,
  move,
  receivePayment,
  refundPart,
} from './states.ts';

/** The "charge" whose `pay` is money that nobody billed: Asaas makes a customer and a charge of it (asaas.md 5.3). */
const FOREIGN = 'foreign';

const FOREIGN_CENTS = cents(5_000);

/** Runs an action in one transaction. */
export function act(
  context: AsaasContext,
  chargeId: string,
  request: { readonly action: ChargeAction; readonly input: ActionInput },
): ActionOutcome {
  const { store } = context.ports;
  if (chargeId === FOREIGN && request.action === 'pay')
    return store.transaction(() => done(context, receiveForeign(context, request.input)));
  const payment = context.payments.byId(chargeId);
  if (payment === undefined) return { kind: 'unknown-charge' };
  return store.transaction(() => {
    const reason = attempt(context, payment, request);
    return reason === undefined
      ? done(context, getPayment(context, chargeId))
      : { kind: 'refused', reason };
  });
}

const done = (context: AsaasContext, payment: Payment): ActionOutcome => ({
  kind: 'done',
  charge: overviewOf(context, payment),
});

interface ActionRequest {
  readonly action: ChargeAction;
  readonly input: ActionInput;
}

/** What the API refuses is refused here for the same reason. */
function attempt(
  context: AsaasContext,
  payment: Payment,
  request: ActionRequest,
): string | undefined {
  try {
    return perform(context, payment, request);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** Does it, or gives the reason why it cannot be done. */
function perform(
  context: AsaasContext,
  payment: Payment,
  { action, input }: ActionRequest,
): string | undefined {
  switch (action) {
    case 'pay':
      return pay(context, payment, input);
    case 'identify':
      return 'A Asaas não anuncia um pagamento antes de confirmá-lo.';
    case 'credit':
      return creditNow(context, payment, input);
    case 'overdue':
      return makeOverdue(context, payment);
    case 'settle':
      receiveInCash(context, payment, inCash(input));
      return undefined;
    case 'cancel':
      removePayment(context, payment);
      return undefined;
    case 'expire':
      return endSlip(context, payment);
    case 'refund':
      return refund(context, payment, input);
    case 'contest':
      return 'Só pagamentos com cartão podem ser contestados.';
    case 'restore':
      restore(context, payment);
      return undefined;
    default:
      return assertNever(action);
  }
}

const notFrom = ({ status, isDeleted }: Payment): string =>
  isDeleted ? 'A cobrança foi removida.' : `A cobrança está ${status}.`;

function pay(context: AsaasContext, payment: Payment, input: ActionInput): string | undefined {
  if (!isOpen(payment)) return notFrom(payment);
  const by = wayOf(context, payment);
  const on = input.on ?? context.today();
  const isSlipOver =
    payment.hasSlipEnded || (payment.slipEndsOn !== null && on > payment.slipEndsOn);
  if (by === 'BOLETO' && isSlipOver) return 'O registro do boleto foi cancelado.';
  receivePayment(context, payment, {
    paidCents: input.amountCents ?? dueCents(payment, on),
    on,
    by,
  });
  return undefined;
}

function wayOf(context: AsaasContext, { billingType, hasSlipEnded }: Payment): 'BOLETO' | 'PIX' {
  const { undefinedPaidBy, boletoPaidByPix } = context.settings();
  if (billingType === 'UNDEFINED') return hasSlipEnded ? 'PIX' : undefinedPaidBy;
  return billingType === 'BOLETO' && !boletoPaidByPix ? 'BOLETO' : 'PIX';
}

function creditNow(
  context: AsaasContext,
  payment: Payment,
  input: ActionInput,
): string | undefined {
  if (payment.status !== 'CONFIRMED') return notFrom(payment);
  credit(context, payment, input.on ?? context.today());
  return undefined;
}

function makeOverdue(context: AsaasContext, payment: Payment): string | undefined {
  if (!canMove(payment, 'OVERDUE') || payment.status !== 'PENDING') return notFrom(payment);
  move(context, payment, { to: 'OVERDUE', event: 'PAYMENT_OVERDUE' });
  return undefined;
}

const inCash = ({ amountCents, on }: ActionInput) => ({
  ...(amountCents === undefined ? {} : { value: amountCents / 100 }),
  ...(on === undefined ? {} : { paymentDate: on }),
});

/** The registration of an overdue boleto is cancelled: nobody can pay it, the debt stays (asaas.md 5.3). */
export function endSlip(context: AsaasContext, payment: Payment): string | undefined {
  if (!isOpen(payment) || payment.status !== 'OVERDUE') return notFrom(payment);
  if (payment.billingType === 'PIX') return 'A cobrança não tem boleto.';
  if (payment.hasSlipEnded) return 'O registro do boleto já foi cancelado.';
  changeAndTell(context, payment, {
    event: 'PAYMENT_BANK_SLIP_CANCELLED',
    changes: { hasSlipEnded: true },
  });
  return undefined;
}

/** The whole rest, or a part; of a boleto too, as when its payer has given his account. */
function refund(context: AsaasContext, payment: Payment, input: ActionInput): string | undefined {
  if (!canMove(payment, 'REFUNDED')) return notFrom(payment);
  const left = subtract(payment.valueCents, payment.refundedCents);
  const valueCents = input.amountCents ?? left;
  if (valueCents > left) return 'O valor é maior do que o que resta da cobrança.';
  refundPart(context, payment, {
    valueCents,
    on: input.on ?? context.today(),
    description: null,
  });
  return undefined;
}

function receiveForeign(context: AsaasContext, input: ActionInput): Payment {
  const paidCents: Cents = input.amountCents ?? FOREIGN_CENTS;
  const on = input.on ?? context.today();
  const customer = addCustomer(context, {
    name: 'PAGADOR AVULSO',
    cpfCnpj: '52998224725',
    email: null,
    externalReference: null,
    groupName: null,
    fields: {},
    isDeleted: false,
  });
  const payment = addPayment(context, {
    customer,
    billingType: 'PIX',
    dueOn: on,
    description: 'Pix recebido',
    externalReference: null,
    terms: { discount: null, fine: null, interest: null, daysToSlipEnd: null },
    hasPostalService: false,
    valueCents: paidCents,
  });
  return receivePayment(context, payment, { paidCents, on, by: 'PIX' });
}
