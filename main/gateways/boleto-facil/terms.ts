/** Fine, interest, discount and payable days as Boleto Fácil can apply them (juno 1.3, 4). */
import type {
  ChargeTerms,
  DiscountTerm,
  FineTerm,
  InterestTerm,
} from '../../../domain/charge-terms.ts';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, scale, type Cents } from '../../../domain/money.ts';
import type { ClampNote } from '../../../domain/problem.ts';
import { dailyOfMonthly, monthlyOfDaily } from '../../../domain/rate.ts';
import type { ClampedTerms } from '../gateway.ts';
import type { Form } from './calls.ts';

/** More is taken as 29, and is no error (M24). */
export const MOST_PAYABLE_DAYS = 29;
/** 1/100 %: 20 %. */
export const HIGHEST_FINE = 2_000;
/** 1/1000 % a month: 20 %. */
export const HIGHEST_INTEREST_MONTH = 20_000;

const NO_FINE: FineTerm = { kind: 'none', value: 0 };
const NO_INTEREST: InterestTerm = { kind: 'none', value: 0 };

/**
 * The terms as they will be applied. Doing it twice changes nothing. A percent of discount becomes money only where
 * the amount is known: Boleto Fácil takes reais.
 */
export function clampTerms(terms: ChargeTerms, amountCents?: Cents): ClampedTerms {
  const payableDays = Math.min(terms.payableDays, MOST_PAYABLE_DAYS);
  // Without a day after the due date there is nobody to pay a fine (M23).
  const isNeverLate = terms.isContra || payableDays === 0;
  const fine = isNeverLate ? NO_FINE : clampFine(terms.fine);
  const interest = isNeverLate ? NO_INTEREST : clampInterest(terms.interest);
  const discount = amountCents === undefined ? terms.discount : inReais(terms, amountCents);
  return {
    terms: { ...terms, fine, interest, discount, payableDays },
    notes: [
      ...noteOf('fine', terms.fine.value, fine.value),
      ...noteOf('interest', terms.interest.value, appliedInterest(terms.interest, interest)),
      ...noteOf('payableDays', terms.payableDays, payableDays),
    ],
  };
}

/** There is no fine in reais. */
function clampFine(fine: FineTerm): FineTerm {
  if (fine.kind !== 'percent') return NO_FINE;
  return { kind: 'percent', value: Math.min(fine.value, HIGHEST_FINE) };
}

/** A percent a month with two decimals: a percent a day is exactly thirty of it, an amount a day does not exist. */
function clampInterest(interest: InterestTerm): InterestTerm {
  if (interest.kind === 'none' || interest.kind === 'amount-day') return NO_INTEREST;
  const monthly = interest.kind === 'percent-day' ? monthlyOfDaily(interest.value) : interest.value;
  const value = Math.min(monthly - (monthly % 10), HIGHEST_INTEREST_MONTH);
  return { kind: 'percent-month', value };
}

/** What is applied, in the unit of what was asked. */
function appliedInterest(asked: InterestTerm, applied: InterestTerm): number {
  return asked.kind === 'percent-day' ? dailyOfMonthly(applied.value) : applied.value;
}

function inReais({ discount }: ChargeTerms, amountCents: Cents): DiscountTerm {
  if (discount.kind !== 'percent') return discount;
  const ratio = { numerator: discount.value, denominator: 10_000 };
  return { ...discount, kind: 'fixed', value: scale(amountCents, ratio, 'half-up') };
}

function noteOf(field: ClampNote['field'], asked: number, applied: number): readonly ClampNote[] {
  return asked === applied ? [] : [{ field, asked, applied }];
}

/** What the terms of a charge depend on beside themselves. */
export interface TermsCase {
  readonly amountCents: Cents;
  readonly dueOn: CivilDate;
  readonly today: CivilDate;
}

/** Explicit zeros, so that nothing of the account's own settings applies unseen. */
export function termsForm(terms: ChargeTerms, about: TermsCase): Form {
  const applied = clampTerms(terms, about.amountCents).terms;
  return {
    maxOverdueDays: String(applied.payableDays),
    fine: decimal(applied.fine.value),
    interest: decimal(Math.round(applied.interest.value / 10)),
    ...discountForm(applied.discount, about),
  };
}

function discountForm(discount: DiscountTerm, { dueOn, today }: TermsCase): Form {
  const isOver = addDays(dueOn, -discount.daysBefore) < today;
  if (discount.kind === 'none' || discount.value === 0 || isOver) return {};
  return {
    discountAmount: decimal(cents(discount.value)),
    discountDays: String(discount.daysBefore),
  };
}

/** Hundredths as a decimal number with a point and two places: 9990 -> `99.90` (juno 1.1). */
export function decimal(hundredths: number): string {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
