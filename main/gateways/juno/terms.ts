/** Fine, interest, discount and payable days as Juno can apply them (juno 3.2). */
import type {
  ChargeTerms,
  DiscountTerm,
  FineTerm,
  InterestTerm,
} from '../../../domain/charge-terms.ts';
import { cents, scale, type Cents } from '../../../domain/money.ts';
import type { ClampNote } from '../../../domain/problem.ts';
import { dailyOfMonthly, monthlyOfDaily } from '../../../domain/rate.ts';
import type { ClampedTerms } from '../gateway.ts';
import { reaisOf } from '../reais.ts';
import type { TermsBody } from './wire.ts';

/** 29 is the most that Juno takes; a longer wish is taken as 29, never as an error. */
export const MOST_PAYABLE_DAYS = 29;

/** 20 %, in the units of the terms. */
const MOST_FINE = 2_000;
const MOST_INTEREST = 20_000;
/** Interest has two decimals of a percent. */
const INTEREST_STEP = 10;

const NO_FINE: FineTerm = { kind: 'none', value: 0 };
const NO_INTEREST: InterestTerm = { kind: 'none', value: 0 };

/** The terms as they will be applied. Doing it twice changes nothing. */
export function clampTerms(terms: ChargeTerms): ClampedTerms {
  const fine = terms.isContra ? NO_FINE : clampFine(terms.fine);
  const interest = terms.isContra ? NO_INTEREST : clampInterest(terms.interest);
  const payableDays = Math.min(terms.payableDays, MOST_PAYABLE_DAYS);
  return {
    terms: { ...terms, fine, interest, payableDays },
    notes: [
      ...noteOf('fine', terms.fine.value, fine.value),
      ...noteOf('interest', terms.interest.value, appliedInterest(terms.interest, interest)),
      ...noteOf('payableDays', terms.payableDays, payableDays),
    ],
  };
}

/** An amount in reais does not exist as a fine. */
function clampFine({ kind, value }: FineTerm): FineTerm {
  if (kind !== 'percent') return NO_FINE;
  return { kind, value: Math.min(value, MOST_FINE) };
}

/** Juno takes a percent a month: a percent a day is exactly thirty of it; an amount a day does not exist. */
function clampInterest(interest: InterestTerm): InterestTerm {
  const monthly = monthlyValue(interest);
  if (monthly === undefined) return NO_INTEREST;
  const rounded = Math.round(monthly / INTEREST_STEP) * INTEREST_STEP;
  return { kind: 'percent-month', value: Math.min(rounded, MOST_INTEREST) };
}

function monthlyValue({ kind, value }: InterestTerm): number | undefined {
  if (kind === 'percent-month') return value;
  return kind === 'percent-day' ? monthlyOfDaily(value) : undefined;
}

/** What is applied, in the unit of what was asked. */
function appliedInterest(asked: InterestTerm, applied: InterestTerm): number {
  return asked.kind === 'percent-day' ? dailyOfMonthly(applied.value) : applied.value;
}

function noteOf(field: ClampNote['field'], asked: number, applied: number): readonly ClampNote[] {
  return asked === applied ? [] : [{ field, asked, applied }];
}

/** Explicit zeros; fine and interest act only where the charge may be paid late at all. */
export function termsBody(terms: ChargeTerms, amountCents: Cents): TermsBody {
  const { fine, interest, payableDays } = clampTerms(terms).terms;
  const isPayableLate = payableDays > 0;
  const discountCents = discountOf(terms.discount, amountCents);
  return {
    maxOverdueDays: payableDays,
    fine: isPayableLate ? Number((fine.value / 100).toFixed(2)) : 0,
    interest: isPayableLate ? Number((interest.value / 1000).toFixed(2)) : 0,
    ...(discountCents > 0 && {
      discountAmount: reaisOf(discountCents),
      discountDays: terms.discount.daysBefore,
    }),
  };
}

/** Juno's discount is money: a percentage is computed of the charge's amount. */
export function discountOf({ kind, value }: DiscountTerm, amountCents: Cents): Cents {
  if (kind !== 'percent') return cents(value);
  return scale(amountCents, { numerator: value, denominator: 10_000 }, 'half-up');
}
