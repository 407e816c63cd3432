/** The life of a charge: which change may follow which, and what every change tells. */
import { randomUUID } from 'node:crypto';
import { addBankDays } from '../../../domain/bank-days.ts';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { Payment, PaymentState, PaymentStatus } from '../store/asaas/payment.ts';
import { ASAAS_ID, type AsaasContext } from './context.ts';
import { tell, type PaymentEvent } from './events.ts';

/** From -> to (asaas.md 4). Removal is a flag beside the status and only possible while the charge is open. */
export const paymentTransitions: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  PENDING: ['OVERDUE', 'CONFIRMED', 'RECEIVED', 'RECEIVED_IN_CASH'],
  OVERDUE: ['PENDING', 'CONFIRMED', 'RECEIVED', 'RECEIVED_IN_CASH'],
  CONFIRMED: ['RECEIVED'],
  RECEIVED: ['REFUND_REQUESTED', 'REFUNDED'],
  RECEIVED_IN_CASH: ['PENDING', 'OVERDUE'],
  REFUND_REQUESTED: ['REFUNDED'],
  REFUNDED: [],
};

/** Whether the charge still waits for its payer. */
export const isOpen = ({ status, isDeleted }: Payment): boolean =>
  !isDeleted && (status === 'PENDING' || status === 'OVERDUE');

export const canMove = (payment: Payment, to: PaymentStatus): boolean =>
  !payment.isDeleted && paymentTransitions[payment.status].includes(to);

/** Writes a change of what is no status. @returns the charge as it is now */
export function change(
  context: AsaasContext,
  payment: Payment,
  changes: Partial<PaymentState>,
): Payment {
  context.payments.save(payment.id, { ...payment, ...changes });
  return getPayment(context, payment.id);
}

/** Writes a change and tells it. */
export function changeAndTell(
  context: AsaasContext,
  payment: Payment,
  { event, changes }: { readonly event: PaymentEvent; readonly changes: Partial<PaymentState> },
): Payment {
  const changed = change(context, payment, changes);
  tell(context, event, changed);
  return changed;
}

/** A change of status. The caller runs it in a transaction and has asked `canMove`. */
export interface Move {
  readonly to: PaymentStatus;
  readonly event: PaymentEvent;
  readonly changes?: Partial<PaymentState>;
}

export function move(
  context: AsaasContext,
  payment: Payment,
  { to, event, changes }: Move,
): Payment {
  if (!canMove(payment, to)) throw new RangeError(`No way from ${payment.status} to ${to}`);
  return changeAndTell(context, payment, { event, changes: { ...changes, status: to } });
}

/** A payment by a payer: `on` is the day on which he paid. */
export interface Paying {
  readonly paidCents: Cents;
  readonly on: CivilDate;
  readonly by: 'BOLETO' | 'PIX';
  /** A boleto without its wait, as the sandbox confirms it. */
  readonly isAtOnce?: boolean;
}

/**
 * The payer's money is found: a boleto becomes CONFIRMED and is RECEIVED on a later bank day, Pix is RECEIVED at once.
 * Asaas finds it today, or on the day of payment when that is still to come.
 */
export function receivePayment(context: AsaasContext, payment: Payment, paying: Paying): Payment {
  const today = context.today();
  const foundOn = paying.on > today ? paying.on : today;
  const changes = { ...paidAmounts(context, payment, paying), confirmedOn: foundOn };
  if (paying.by === 'PIX' || paying.isAtOnce === true)
    return receiveAtOnce(context, payment, { changes, foundOn });
  const creditOn = addBankDays(foundOn, context.settings().daysToReceive);
  const confirmed = move(context, payment, {
    to: 'CONFIRMED',
    event: 'PAYMENT_CONFIRMED',
    changes: { ...changes, creditOn },
  });
  writeLedger(context, confirmed, creditOn);
  return creditOn <= today ? credit(context, confirmed, creditOn) : confirmed;
}

/** The value becomes what was paid; the face value and what was added are kept beside it (asaas.md 3.2). */
function paidAmounts(
  context: AsaasContext,
  payment: Payment,
  { paidCents, on, by }: Paying,
): Partial<PaymentState> {
  const face = payment.valueCents;
  const { fees } = context.settings();
  return {
    valueCents: paidCents,
    originalCents: paidCents === face ? null : face,
    interestCents: paidCents > face ? subtract(paidCents, face) : null,
    feeCents: cents(by === 'PIX' ? fees.pix : fees.boleto),
    clientPaidOn: on,
    billingType: by,
    pixTransaction: by === 'PIX' ? randomUUID() : null,
  };
}

function receiveAtOnce(
  context: AsaasContext,
  payment: Payment,
  { changes, foundOn }: { readonly changes: Partial<PaymentState>; readonly foundOn: CivilDate },
): Payment {
  const received = move(context, payment, {
    to: 'RECEIVED',
    event: 'PAYMENT_RECEIVED',
    changes: { ...changes, paidOn: foundOn, creditOn: foundOn },
  });
  writeLedger(context, received, foundOn);
  writeStatement(context, received, foundOn);
  return received;
}

/** CONFIRMED -> RECEIVED: the money is in the balance. */
export function credit(context: AsaasContext, payment: Payment, on: CivilDate): Payment {
  const received = move(context, payment, {
    to: 'RECEIVED',
    event: 'PAYMENT_RECEIVED',
    changes: { paidOn: on, creditOn: on },
  });
  if (payment.creditOn !== on) context.ports.ledger.setCredited(ASAAS_ID, payment.id, on);
  writeStatement(context, received, on);
  return received;
}

function writeLedger(context: AsaasContext, payment: Payment, creditedOn: CivilDate): void {
  context.ports.ledger.add(ASAAS_ID, {
    charge: payment.id,
    customId: payment.externalReference,
    paidCents: payment.valueCents,
    feeCents: payment.feeCents,
    paidOn: payment.clientPaidOn ?? creditedOn,
    creditedOn,
  });
}

function writeStatement({ book }: AsaasContext, payment: Payment, on: CivilDate): void {
  const line = { on, payment: payment.id };
  const { valueCents, feeCents } = payment;
  book.add({
    ...line,
    type: 'PAYMENT_RECEIVED',
    valueCents,
    description: `Cobrança recebida ${payment.id}`,
  });
  book.add({
    ...line,
    type: 'PAYMENT_FEE',
    valueCents: subtract(ZERO, feeCents),
    description: `Taxa da cobrança ${payment.id}`,
  });
}

/** Gives back a part or the rest. The fee is kept (asaas.md 7.1). */
export function refundPart(
  context: AsaasContext,
  payment: Payment,
  refund: {
    readonly valueCents: Cents;
    readonly on: CivilDate;
    readonly description: string | null;
  },
): Payment {
  const { valueCents, description, on } = refund;
  const refundedCents = cents(payment.refundedCents + valueCents);
  const refunds = [...payment.refunds, { createdAt: context.now(), valueCents, description }];
  const changes = { refundedCents, refunds };
  context.ports.ledger.markRefunded(ASAAS_ID, {
    charge: payment.id,
    refundedCents,
    refundedOn: on,
  });
  context.book.add({
    type: 'PAYMENT_REVERSAL',
    valueCents: subtract(ZERO, valueCents),
    on,
    description: `Estorno da cobrança ${payment.id}`,
    payment: payment.id,
  });
  return refundedCents === payment.valueCents
    ? move(context, payment, { to: 'REFUNDED', event: 'PAYMENT_REFUNDED', changes })
    : changeAndTell(context, payment, { event: 'PAYMENT_PARTIALLY_REFUNDED', changes });
}

/** PENDING or OVERDUE by the day, for a charge that is open again. */
export const openStatus = (context: AsaasContext, dueOn: CivilDate): 'PENDING' | 'OVERDUE' =>
  dueOn < context.today() ? 'OVERDUE' : 'PENDING';

/** The last day on which a bank takes the boleto. */
export function slipEndOf(
  context: AsaasContext,
  dueOn: CivilDate,
  daysSent: number | null,
): CivilDate | null {
  const days = daysSent ?? context.settings().defaultDaysToSlipEnd;
  return days === null ? null : addDays(dueOn, days);
}

/** The charge that is known to exist. */
export function getPayment(context: AsaasContext, id: string): Payment {
  const payment = context.payments.byId(id);
  if (payment === undefined) throw new RangeError(`No charge ${id}`);
  return payment;
}
