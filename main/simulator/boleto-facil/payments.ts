/** The life of a payment: announced, confirmed, given back, and what each of it tells. */
import { addBankDays } from '../../../domain/bank-days.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Charge } from '../store/boleto-facil/charge.ts';
import type { Payment, PaymentStatus } from '../store/boleto-facil/payments.ts';
import { BOLETO_FACIL_ID, type BoletoFacilContext } from './context.ts';
import { notify } from './notifications.ts';

/** From -> to (juno.md 2.3). */
const paymentTransitions: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  AUTHORIZED: ['CONFIRMED', 'FAILED'],
  AWAITING_PROCESSING: ['CONFIRMED', 'FAILED'],
  CONFIRMED: ['CUSTOMER_PAID_BACK', 'BANK_PAID_BACK'],
  FAILED: [],
  CUSTOMER_PAID_BACK: [],
  BANK_PAID_BACK: [],
};

interface Paying {
  readonly paidCents: Cents;
  readonly on: CivilDate;
}

/** Announced, and not confirmed yet. */
export const isAnnounced = ({ status }: Payment): boolean =>
  paymentTransitions[status].includes('CONFIRMED');

/** A payment in the gateway's natural sequence: confirmed at once, or announced first where the settings say so. */
export function receive(context: BoletoFacilContext, charge: Charge, paying: Paying): void {
  const { announcesFirst, announcedAs, bankDaysToConfirm } = context.settings();
  if (!announcesFirst) {
    confirm(context, addPayment(context, charge, { ...paying, status: announcedAs }));
    return;
  }
  const confirmOn = addBankDays(laterOf(paying.on, context.today()), bankDaysToConfirm);
  const payment = announce(context, charge, { ...paying, confirmOn });
  if (bankDaysToConfirm === 0) confirm(context, payment);
}

/** Announces a payment; without a day it waits for the control call that confirms it. */
export function announce(
  context: BoletoFacilContext,
  charge: Charge,
  announced: Paying & { readonly confirmOn?: CivilDate },
): Payment {
  const status = context.settings().announcedAs;
  const payment = addPayment(context, charge, { ...announced, status });
  notify(context, payment);
  return payment;
}

function addPayment(
  context: BoletoFacilContext,
  { code }: Charge,
  { paidCents, on, status, confirmOn }: NewlyPaid,
): Payment {
  const id = context.payments.add({
    code,
    amountCents: paidCents,
    feeCents: cents(context.settings().feeCents),
    paidOn: on,
    status,
    confirmOn: confirmOn ?? null,
  });
  return getPayment(context, id);
}

interface NewlyPaid extends Paying {
  readonly status: PaymentStatus;
  readonly confirmOn?: CivilDate;
}

/** The money is sure: ledger, status, notification. */
export function confirm(context: BoletoFacilContext, payment: Payment, on?: CivilDate): void {
  const confirmedOn = laterOf(payment.paidOn, on ?? context.today());
  const { code, amountCents, feeCents, paidOn } = payment;
  const entry = context.ports.ledger.add(BOLETO_FACIL_ID, {
    charge: String(code),
    customId: getCharge(context, code).reference || null,
    paidCents: amountCents,
    feeCents,
    paidOn,
    creditedOn: confirmedOn,
  });
  context.payments.setConfirmed(payment.id, confirmedOn, entry);
  notify(context, getPayment(context, payment.id));
}

/** The whole payment goes back; the tariff is kept. */
export function payBack(
  context: BoletoFacilContext,
  payment: Payment,
  back: {
    readonly status: 'CUSTOMER_PAID_BACK' | 'BANK_PAID_BACK';
    readonly on: CivilDate;
  },
): void {
  context.payments.setStatus(payment.id, back.status);
  if (payment.ledgerEntry !== null)
    context.ports.ledger.markEntryRefunded(payment.ledgerEntry, {
      refundedCents: payment.amountCents,
      refundedOn: back.on,
    });
  if (context.settings().notifiesPaidBack) notify(context, getPayment(context, payment.id));
}

/** An announced payment did not happen. */
export function fail(context: BoletoFacilContext, payment: Payment): void {
  context.payments.setStatus(payment.id, 'FAILED');
}

const laterOf = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other);

/** The charge that is known to exist. */
export function getCharge(context: BoletoFacilContext, code: number): Charge {
  const charge = context.charges.byCode(code);
  if (charge === undefined) throw new RangeError(`No charge ${code}`);
  return charge;
}

function getPayment(context: BoletoFacilContext, id: number): Payment {
  const payment = context.payments.byId(id);
  if (payment === undefined) throw new RangeError(`No payment ${id}`);
  return payment;
}
