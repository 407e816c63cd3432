/** The life of a charge and of its payments: which change may follow which, and what every change tells. */
import { addBankDays } from '../../../domain/bank-days.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Charge, ChargeStatus, Payment, PaymentStatus } from '../store/juno/charge.ts';
import { JUNO_ID, newId, type JunoContext } from './context.ts';
import { tellCharge, tellPayment } from './events.ts';
import { billetType } from './views.ts';

/** From -> to (juno.md 3.2). Which endings a later payment undoes is a guess. */
export const chargeTransitions: Readonly<Record<ChargeStatus, readonly ChargeStatus[]>> = {
  ACTIVE: ['CANCELLED', 'MANUAL_RECONCILIATION', 'FAILED', 'PAID'],
  CANCELLED: ['PAID'],
  MANUAL_RECONCILIATION: ['PAID'],
  FAILED: [],
  PAID: [],
};

/** From -> to of a payment (juno.md 2.3). */
export const paymentTransitions: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  AUTHORIZED: ['CONFIRMED'],
  CONFIRMED: ['PARTIALLY_REFUNDED', 'CUSTOMER_PAID_BACK', 'BANK_PAID_BACK'],
  PARTIALLY_REFUNDED: ['PARTIALLY_REFUNDED', 'CUSTOMER_PAID_BACK', 'BANK_PAID_BACK'],
  CUSTOMER_PAID_BACK: [],
  BANK_PAID_BACK: [],
};

export const canMove = ({ status }: Charge, to: ChargeStatus): boolean =>
  chargeTransitions[status].includes(to);

/** Writes a change of status and tells it. The caller runs it in a transaction and has asked `canMove`. */
export function move(context: JunoContext, charge: Charge, to: ChargeStatus): Charge {
  if (!canMove(charge, to)) throw new RangeError(`No way from ${charge.status} to ${to}`);
  context.charges.save(charge.id, { ...charge, status: to });
  const moved = getCharge(context, charge.id);
  tellCharge(context, 'CHARGE_STATUS_CHANGED', moved);
  return moved;
}

/** The payment that was announced and waits for its confirmation. */
export const announcedOf = (context: JunoContext, charge: Charge): Payment | undefined =>
  context.payments.ofCharge(charge.id).find(({ status }) => status === 'AUTHORIZED');

/** A payer's money: `on` is the day on which he paid. */
export interface Paying {
  readonly amountCents: Cents;
  readonly on: CivilDate;
}

/** Writes a payment that is not confirmed; nothing is told yet. */
export function receive(
  context: JunoContext,
  charge: Charge,
  { amountCents, on }: Paying,
): Payment {
  const { fees, confirmDays } = context.settings();
  const type = billetType(charge) ?? 'CREDIT_CARD';
  const id = newId('pay', 32);
  context.payments.add({
    id,
    charge: charge.id,
    type,
    amountCents,
    feeCents: cents(type === 'BOLETO_PIX' ? fees.pix : fees.boleto),
    paidOn: on,
    confirmOn: confirmDays === null ? null : addBankDays(laterOf(context, on), confirmDays),
    createdAt: context.now(),
  });
  return getPayment(context, id);
}

/** AUTHORIZED: shown and told, no money yet. */
export function announce(context: JunoContext, charge: Charge, payment: Payment): void {
  tellPayment(context, charge, payment);
}

/** AUTHORIZED -> CONFIRMED: the charge is paid, the book gets its row, the money is free on a later bank day. */
export function confirm(context: JunoContext, charge: Charge, payment: Payment): void {
  if (payment.status !== 'AUTHORIZED') throw new RangeError(`${payment.id} is ${payment.status}`);
  const releaseOn = addBankDays(laterOf(context, payment.paidOn), context.settings().releaseDays);
  const ledgerEntry = context.ports.ledger.add(JUNO_ID, {
    charge: charge.id,
    customId: charge.reference,
    paidCents: payment.amountCents,
    feeCents: payment.feeCents,
    paidOn: payment.paidOn,
    creditedOn: releaseOn,
  });
  context.payments.save(payment.id, { ...payment, status: 'CONFIRMED', ledgerEntry, releaseOn });
  tellPayment(context, charge, getPayment(context, payment.id));
  if (canMove(charge, 'PAID')) move(context, charge, 'PAID');
}

/** A payment that is found today, or on its day when that is still to come. */
const laterOf = (context: JunoContext, on: CivilDate): CivilDate =>
  on > context.today() ? on : context.today();

/** The money is free on another day than was expected. Nothing is told: there is no event for it. */
export function release(context: JunoContext, payment: Payment, on: CivilDate): void {
  context.payments.save(payment.id, { ...payment, releaseOn: on });
  context.ports.ledger.setEntryCredited(entryOf(payment), on);
}

/** Money that goes back, to the payer or to his bank. */
export interface Payback {
  readonly to: 'CUSTOMER_PAID_BACK' | 'BANK_PAID_BACK';
  readonly amountCents: Cents;
  readonly on: CivilDate;
}

/** Gives back a part or the rest. The fee is kept, the charge stays as it is: guesses. */
export function payBack(context: JunoContext, payment: Payment, payback: Payback): void {
  const paybackCents = cents(payment.paybackCents + payback.amountCents);
  const status = paybackCents < payment.amountCents ? 'PARTIALLY_REFUNDED' : payback.to;
  if (!paymentTransitions[payment.status].includes(status))
    throw new RangeError(`No way from ${payment.status} to ${status}`);
  context.payments.save(payment.id, { ...payment, status, paybackCents, paybackOn: payback.on });
  context.ports.ledger.markEntryRefunded(entryOf(payment), {
    refundedCents: paybackCents,
    refundedOn: payback.on,
  });
  tellPayment(context, getCharge(context, payment.charge), getPayment(context, payment.id));
}

/** The charge that is known to exist. */
export function getCharge(context: JunoContext, id: string): Charge {
  const charge = context.charges.byId(id);
  if (charge === undefined) throw new RangeError(`No charge ${id}`);
  return charge;
}

function entryOf({ id, ledgerEntry }: Payment): number {
  if (ledgerEntry === null) throw new RangeError(`${id} has no line in the book`);
  return ledgerEntry;
}

function getPayment(context: JunoContext, id: string): Payment {
  const payment = context.payments.byId(id);
  if (payment === undefined) throw new RangeError(`No payment ${id}`);
  return payment;
}
