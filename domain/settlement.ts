/** Decides what a confirmed payment does to its título and charge. Pure: whoever calls it writes the rows. */
import { bankDaysBetween, type ExtraHolidays } from './bank-days.ts';
import { explainAmount, type ExplainedAmount } from './charge-amount.ts';
import { afterConfirmedPayment, canMove, type ChargeState } from './charge-states.ts';
import type { ChargeTerms } from './charge-terms.ts';
import type { CivilDate } from './civil-date.ts';
import { cents, sum, ZERO, type Cents } from './money.ts';
import type { PaymentReview, PaymentSource } from './payment-states.ts';
import { stateOfBalance, type TituloState } from './titulo-states.ts';

/** The título as it stands before the payment. */
export interface TituloToSettle {
  readonly state: TituloState;
  /** > 0. */
  readonly totalCents: Cents;
  /** Principal and discount allocated so far, 0..total. */
  readonly settledCents: Cents;
  /** Late charges allocated so far. */
  readonly lateSettledCents: Cents;
  readonly dueOn: CivilDate;
  readonly terms: ChargeTerms;
}

/** By which road money was reported: two confirmations of one payment differ here. */
export interface PaymentRoad {
  readonly source: PaymentSource;
  /** Row of the account; undefined for money received by hand. */
  readonly accountId: number | undefined;
}

export interface PaymentToSettle extends PaymentRoad {
  /** > 0; undefined when the report says "settled" without an amount. */
  readonly amountCents: Cents | undefined;
  readonly paidOn: CivilDate;
  /** Late charges and discount as reported, or as the operator typed them. */
  readonly lateCents?: Cents;
  readonly discountCents?: Cents;
  /** What a Pix charge asked for on that day (`componentesValor`); a Pix is never compared with the original value. */
  readonly askedCents?: Cents;
}

/** Another confirmed payment of the same título. */
export interface OtherPayment extends PaymentRoad {
  readonly amountCents: Cents;
  readonly paidOn: CivilDate;
}

export interface SettlementCase {
  readonly titulo: TituloToSettle;
  /** undefined when the money did not come through a charge. */
  readonly chargeState: ChargeState | undefined;
  readonly payment: PaymentToSettle;
  /** The account's "auto baixar". */
  readonly autoSettle: boolean;
  readonly others: readonly OtherPayment[];
  readonly holidays?: ExtraHolidays;
}

/** Parts are never negative; principal and late are money, discount is debt given up. */
export interface Allocation {
  readonly principalCents: Cents;
  readonly lateCents: Cents;
  readonly discountCents: Cents;
}

/** principal + late + credit + held is the amount of the payment. */
export interface Settlement {
  readonly review: Exclude<PaymentReview, 'unmatched'>;
  /** undefined when the payment waits for a decision, or nothing of it fits the título. */
  readonly allocation: Allocation | undefined;
  /** Left over and the client's to use. */
  readonly creditCents: Cents;
  /** Waits for the operator's answer. */
  readonly heldCents: Cents;
  readonly tituloState: TituloState;
  readonly chargeState: ChargeState | undefined;
}

/** Bank days within which the same amount over another road may be the same money. */
const SAME_PAYMENT_BANK_DAYS = 3;

/** Differences of rounding between us and a bank: 5 centavos, or 1 for each late day. */
const TOLERANCE_CENTS = 5;

/** Decides on a payment that was just confirmed. */
export function settle(payment: SettlementCase): Settlement {
  const review = reviewThatHolds(payment);
  return review === undefined ? allocate(payment) : hold(payment, review);
}

/**
 * Allocates a payment whatever would have held it: what an approval does, and what the operator's own receipt does.
 * A cancelled título is reopened by it; of a paid one all is credit.
 * @throws RangeError when the payment has no amount
 */
export function allocate(settlement: SettlementCase): Settlement {
  const { titulo, payment } = settlement;
  const amountCents = positive(payment.amountCents);
  const { allocation, isShort } = isTyped(payment)
    ? typedAllocation(titulo, payment, amountCents)
    : reportedAllocation(settlement, amountCents);
  const { principalCents, lateCents, discountCents } = allocation;
  const settledCents = sum([titulo.settledCents, principalCents, discountCents]);
  return {
    review: isShort ? 'amount' : 'none',
    allocation: principalCents + lateCents + discountCents > 0 ? allocation : undefined,
    creditCents: cents(amountCents - principalCents - lateCents),
    heldCents: ZERO,
    tituloState: stateOfBalance(titulo.totalCents, settledCents),
    chargeState: chargeStateAfter(settlement),
  };
}

/** How far an amount may be from ours and still be a matter of rounding. */
export function toleranceCents(lateDays: number): Cents {
  return cents(Math.max(TOLERANCE_CENTS, lateDays));
}

type HoldingReview = Exclude<Settlement['review'], 'none' | 'amount'>;

function reviewThatHolds(settlement: SettlementCase): HoldingReview | undefined {
  const { titulo, payment, autoSettle } = settlement;
  if (isTyped(payment)) return heldByTitulo(titulo);
  if (payment.source === 'marked') return 'approval';
  if (payment.amountCents === undefined || hasTwin(settlement)) return 'same-payment';
  return heldByTitulo(titulo) ?? (autoSettle ? undefined : 'approval');
}

function heldByTitulo({ state }: TituloToSettle): HoldingReview | undefined {
  if (state === 'cancelled') return 'cancelled-titulo';
  return state === 'paid' ? 'duplicate' : undefined;
}

function hold(settlement: SettlementCase, review: HoldingReview): Settlement {
  return {
    review,
    allocation: undefined,
    creditCents: ZERO,
    heldCents: settlement.payment.amountCents ?? ZERO,
    tituloState: settlement.titulo.state,
    chargeState: chargeStateAfter(settlement),
  };
}

function hasTwin({ payment, others, holidays }: SettlementCase): boolean {
  return others.some(
    (other) =>
      other.amountCents === payment.amountCents &&
      (other.source !== payment.source || other.accountId !== payment.accountId) &&
      Math.abs(bankDaysBetween(other.paidOn, payment.paidOn, holidays)) <= SAME_PAYMENT_BANK_DAYS,
  );
}

/** The receipt of an operator, or of the books that were imported: what was typed holds. */
function isTyped({ source }: PaymentToSettle): boolean {
  return source === 'manual' || source === 'import';
}

function chargeStateAfter({ chargeState, payment }: SettlementCase): ChargeState | undefined {
  if (chargeState === undefined || isTyped(payment)) return chargeState;
  if (payment.source !== 'marked') return afterConfirmedPayment(chargeState);
  return canMove(chargeState, 'marked') ? 'marked' : chargeState;
}

interface Split {
  readonly allocation: Allocation;
  readonly isShort: boolean;
}

function typedAllocation(
  titulo: TituloToSettle,
  payment: PaymentToSettle,
  amountCents: Cents,
): Split {
  const balance = balanceOf(titulo);
  const discount = Math.min(payment.discountCents ?? 0, balance);
  const late = Math.min(payment.lateCents ?? 0, amountCents);
  const principal = Math.min(amountCents - late, balance - discount);
  return { allocation: allocationOf(principal, late, discount), isShort: false };
}

function reportedAllocation(settlement: SettlementCase, amountCents: Cents): Split {
  const { titulo, payment } = settlement;
  const explained = explainOn(settlement);
  const tolerance = toleranceCents(explained.lateDays);
  const balance = balanceOf(titulo);
  const gap = Math.max(balance - amountCents, 0);
  const discount = Math.max(discountOf(titulo, explained), payment.discountCents ?? 0);
  const isGapClosed = gap <= discount + tolerance;
  // With nothing left to pay there is nothing to be late with.
  const lateLimit =
    balance === 0 ? 0 : Math.max(lateOf(titulo, explained) + tolerance, payment.lateCents ?? 0);
  const late = Math.min(Math.max(amountCents - balance, 0), lateLimit);
  return {
    allocation: allocationOf(Math.min(amountCents, balance), late, isGapClosed ? gap : 0),
    isShort: !isGapClosed || isShortOfAsked(payment, amountCents, tolerance),
  };
}

function isShortOfAsked(payment: PaymentToSettle, amountCents: Cents, tolerance: Cents): boolean {
  return payment.askedCents !== undefined && amountCents < payment.askedCents - tolerance;
}

function explainOn({ titulo, payment, holidays }: SettlementCase): ExplainedAmount {
  return explainAmount({
    totalCents: titulo.totalCents,
    dueOn: titulo.dueOn,
    on: payment.paidOn,
    terms: titulo.terms,
    ...(holidays ? { holidays } : {}),
  });
}

/** Late charges still due that day. */
function lateOf(titulo: TituloToSettle, explained: ExplainedAmount): number {
  const late = explained.lines
    .filter(({ kind }) => kind === 'fine' || kind === 'interest')
    .reduce((total, line) => total + line.cents, 0);
  return Math.max(late - titulo.lateSettledCents, 0);
}

/** The discount of that day; a título that is partly paid already has used it. */
function discountOf(titulo: TituloToSettle, explained: ExplainedAmount): number {
  if (titulo.settledCents > 0) return 0;
  return Math.abs(explained.lines.find(({ kind }) => kind === 'discount')?.cents ?? 0);
}

function balanceOf({ totalCents, settledCents }: TituloToSettle): Cents {
  return cents(totalCents - settledCents);
}

function allocationOf(principal: number, late: number, discount: number): Allocation {
  return {
    principalCents: cents(principal),
    lateCents: cents(late),
    discountCents: cents(discount),
  };
}

function positive(amountCents: Cents | undefined): Cents {
  if (amountCents === undefined || amountCents <= 0)
    throw new RangeError('A payment is allocated only with an amount above 0');
  return amountCents;
}
