import { assertNever } from './assert-never.ts';
import { nextBankDay, type ExtraHolidays } from './bank-days.ts';
import type { ChargeTerms, DiscountTerm, FineTerm, InterestTerm } from './charge-terms.ts';
import { addDays, daysBetween, type CivilDate } from './civil-date.ts';
import { cents, scale, sum, ZERO, type Cents, type Rounding } from './money.ts';

/** What an amount on a day depends on. */
export interface AmountQuestion {
  /** What is owed before terms, > 0: fine, interest and discount are all taken on this total. */
  readonly totalCents: Cents;
  readonly dueOn: CivilDate;
  /** The day of payment. */
  readonly on: CivilDate;
  readonly terms: ChargeTerms;
  /** Holidays beside the national ones. */
  readonly holidays?: ExtraHolidays;
}

/** One line of an explained amount; `cents` is negative for the discount. The basis is what the screen needs to say why. */
export type AmountLine =
  | { readonly kind: 'total'; readonly cents: Cents }
  | { readonly kind: 'fine'; readonly cents: Cents; readonly basis: { readonly term: FineTerm } }
  | {
      readonly kind: 'interest';
      readonly cents: Cents;
      readonly basis: { readonly term: InterestTerm; readonly days: number };
    }
  | {
      readonly kind: 'discount';
      readonly cents: Cents;
      readonly basis: { readonly term: DiscountTerm; readonly untilOn: CivilDate };
    };

export interface ExplainedAmount {
  readonly lines: readonly AmountLine[];
  /** What is due on that day: the sum of the lines, never below 0. */
  readonly amountCents: Cents;
  readonly isLate: boolean;
  /** Days that interest is counted for; 0 when not late. */
  readonly lateDays: number;
}

/** The amount due on a day, line by line (boleto manual sheet 5.3; Pix manual, annex III, for `truncate`). */
export function explainAmount(question: AmountQuestion): ExplainedAmount {
  const lateDays = lateDaysOf(question);
  const lines: readonly AmountLine[] = [
    { kind: 'total', cents: question.totalCents },
    ...fineLine(question, lateDays),
    ...interestLine(question, lateDays),
    ...discountLine(question),
  ];
  return {
    lines,
    amountCents: sum(lines.map((line) => line.cents)),
    isLate: lateDays > 0,
    lateDays,
  };
}

/**
 * Days of delay: none until the first bank day from the due date on (Lei 7.089/1983),
 * then calendar days from the due date, or from that bank day, as the terms say. Contra-apresentação is never late.
 */
export function lateDaysOf(question: Omit<AmountQuestion, 'totalCents'>): number {
  const { dueOn, on, terms } = question;
  const businessDueOn = nextBankDay(dueOn, question.holidays);
  if (terms.isContra || on <= businessDueOn) return 0;
  return daysBetween(terms.countsFrom === 'due' ? dueOn : businessDueOn, on);
}

/** The last day on which a charge with these terms is accepted; a weekend or holiday moves it to the next bank day. */
export function lastPayableOn(
  dueOn: CivilDate,
  terms: ChargeTerms,
  holidays?: ExtraHolidays,
): CivilDate {
  return nextBankDay(addDays(dueOn, terms.payableDays), holidays);
}

/** The last day of the discount; banks still take it on the next bank day when the due date is none. */
export function discountUntilOn(question: Omit<AmountQuestion, 'totalCents' | 'on'>): CivilDate {
  const { daysBefore } = question.terms.discount;
  return daysBefore === 0
    ? nextBankDay(question.dueOn, question.holidays)
    : addDays(question.dueOn, -daysBefore);
}

function fineLine({ totalCents, terms }: AmountQuestion, lateDays: number): readonly AmountLine[] {
  if (lateDays === 0 || terms.fine.kind === 'none') return [];
  const fine =
    terms.fine.kind === 'fixed'
      ? cents(terms.fine.value)
      : scale(totalCents, { numerator: terms.fine.value, denominator: 10_000 }, roundingOf(terms));
  return [{ kind: 'fine', cents: fine, basis: { term: terms.fine } }];
}

function interestLine({ totalCents, terms }: AmountQuestion, days: number): readonly AmountLine[] {
  if (days === 0 || terms.interest.kind === 'none') return [];
  const interest = interestCents(totalCents, terms, days);
  return [{ kind: 'interest', cents: interest, basis: { term: terms.interest, days } }];
}

function interestCents(totalCents: Cents, terms: ChargeTerms, days: number): Cents {
  const { value } = terms.interest;
  switch (terms.interest.kind) {
    case 'none':
      return ZERO;
    case 'amount-day':
      return cents(value * days);
    case 'percent-day':
      return rateInterest(totalCents, { terms, days, denominator: 100_000 });
    case 'percent-month':
      return rateInterest(totalCents, { terms, days, denominator: 3_000_000 });
    default:
      return assertNever(terms.interest.kind);
  }
}

function rateInterest(
  totalCents: Cents,
  rate: { readonly terms: ChargeTerms; readonly days: number; readonly denominator: number },
): Cents {
  const { terms, days, denominator } = rate;
  const { value } = terms.interest;
  if (terms.rounding === 'per-day-cents')
    return cents(scale(totalCents, { numerator: value, denominator }, 'half-up') * days);
  return scale(totalCents, { numerator: value * days, denominator }, roundingOf(terms));
}

function discountLine(question: AmountQuestion): readonly AmountLine[] {
  const { totalCents, on, terms } = question;
  if (terms.discount.kind === 'none') return [];
  const untilOn = discountUntilOn(question);
  if (on > untilOn) return [];
  const discount = Math.min(discountCents(totalCents, terms), totalCents);
  return [{ kind: 'discount', cents: cents(-discount), basis: { term: terms.discount, untilOn } }];
}

function discountCents(totalCents: Cents, terms: ChargeTerms): Cents {
  const { kind, value } = terms.discount;
  if (kind === 'fixed') return cents(value);
  return scale(totalCents, { numerator: value, denominator: 10_000 }, roundingOf(terms));
}

function roundingOf(terms: ChargeTerms): Rounding {
  return terms.rounding === 'truncate' ? 'down' : 'half-up';
}
