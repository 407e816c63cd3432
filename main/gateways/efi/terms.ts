/** Fine, interest, discount and payable days as Efí can apply them (efi 1.4, configurations). */
import type {
  ChargeTerms,
  DiscountTerm,
  FineTerm,
  InterestTerm,
} from '../../../domain/charge-terms.ts';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import type { ClampNote } from '../../../domain/problem.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import { dailyOfMonthly, monthlyOfDaily } from '../../../domain/rate.ts';
import type { ClampedTerms } from '../gateway.ts';
import type { WireConditionalDiscount } from './wire.ts';

/** 1/100 %: 10 %. */
export const HIGHEST_FINE = 1000;
/** 1/1000 % a day: 0,33 %. */
export const HIGHEST_INTEREST_DAY = 330;
export const MOST_PAYABLE_DAYS = 120;

/** Below R$ 10,00 fine, interest and discount are silently not applied (efi 1.4). */
const LEAST_WITH_TERMS = cents(1_000);

const NO_FINE: FineTerm = { kind: 'none', value: 0 };
const NO_INTEREST: InterestTerm = { kind: 'none', value: 0 };
const NO_DISCOUNT: DiscountTerm = { kind: 'none', value: 0, daysBefore: 0 };

/** The terms as they will be applied. Doing it twice changes nothing. */
export function clampTerms(
  terms: ChargeTerms,
  amountCents: Cents = LEAST_WITH_TERMS,
): ClampedTerms {
  const isSmall = amountCents < LEAST_WITH_TERMS;
  const fine = terms.isContra || isSmall ? NO_FINE : clampFine(terms.fine);
  const interest = terms.isContra || isSmall ? NO_INTEREST : clampInterest(terms.interest);
  const discount = isSmall ? NO_DISCOUNT : terms.discount;
  const payableDays = Math.min(terms.payableDays, MOST_PAYABLE_DAYS);
  return {
    terms: { ...terms, fine, interest, discount, payableDays },
    notes: [
      ...noteOf('fine', terms.fine.value, fine.value),
      ...noteOf('interest', terms.interest.value, appliedInterest(terms.interest, interest)),
      ...noteOf('discount', terms.discount.value, discount.value),
      ...noteOf('payableDays', terms.payableDays, payableDays),
    ],
  };
}

/** Efí has no fine in reais. */
function clampFine(fine: FineTerm): FineTerm {
  if (fine.kind !== 'percent') return NO_FINE;
  return { kind: 'percent', value: Math.min(fine.value, HIGHEST_FINE) };
}

/** Efí takes a percent a day; its unit for a month is not certain (efi 1.4), an amount a day does not exist. */
function clampInterest(interest: InterestTerm): InterestTerm {
  if (interest.kind === 'none' || interest.kind === 'amount-day') return NO_INTEREST;
  const daily = interest.kind === 'percent-month' ? dailyOfMonthly(interest.value) : interest.value;
  return { kind: 'percent-day', value: Math.min(daily, HIGHEST_INTEREST_DAY) };
}

/** What is applied, in the unit of what was asked. */
function appliedInterest(asked: InterestTerm, applied: InterestTerm): number {
  return asked.kind === 'percent-month' ? monthlyOfDaily(applied.value) : applied.value;
}

function noteOf(field: ClampNote['field'], asked: number, applied: number): readonly ClampNote[] {
  return asked === applied ? [] : [{ field, asked, applied }];
}

/** Explicit zeros: what is left out would take the defaults of the account's panel (efi 1.4). */
export function lateConfigurations(terms: ChargeTerms): {
  readonly fine: number;
  readonly interest: number;
} {
  const clamped = clampTerms(terms).terms;
  return { fine: clamped.fine.value, interest: clamped.interest.value };
}

/** Undefined without discount, and when its last day is over: Efí refuses such a date (4600521). */
export function conditionalDiscount(
  terms: ChargeTerms,
  dueOn: CivilDate,
  today: CivilDate,
): WireConditionalDiscount | undefined {
  const { kind, value, daysBefore } = terms.discount;
  const untilOn = addDays(dueOn, -daysBefore);
  if (kind === 'none' || value === 0 || untilOn < today) return undefined;
  return { type: kind === 'percent' ? 'percentage' : 'currency', value, until_date: untilOn };
}
