/** Fine, interest, discount and payable days as Asaas can apply them (asaas 3.1). */
import type { ChargeTerms, FineTerm, InterestTerm } from '../../../domain/charge-terms.ts';
import { cents } from '../../../domain/money.ts';
import type { ClampNote } from '../../../domain/problem.ts';
import { monthlyOfDaily } from '../../../domain/rate.ts';
import type { ClampedTerms } from '../gateway.ts';
import { reaisOf } from '../reais.ts';
import type { DiscountBody, TermsBody } from './wire.ts';

/** Asaas documents no maximum; a year is what Baixa asks for at most. */
export const MOST_PAYABLE_DAYS = 365;

const NO_FINE: FineTerm = { kind: 'none', value: 0 };
const NO_INTEREST: InterestTerm = { kind: 'none', value: 0 };

/** The terms as they will be applied. Doing it twice changes nothing. */
export function clampTerms(terms: ChargeTerms): ClampedTerms {
  const fine = terms.isContra ? NO_FINE : terms.fine;
  const interest = terms.isContra ? NO_INTEREST : clampInterest(terms.interest);
  const payableDays = Math.min(terms.payableDays, MOST_PAYABLE_DAYS);
  const lost = interest.kind === 'none' ? terms.interest.value : 0;
  return {
    terms: { ...terms, fine, interest, payableDays },
    notes: [
      ...noteOf('fine', terms.fine.value, fine.value),
      ...noteOf('interest', lost, 0),
      ...noteOf('payableDays', terms.payableDays, payableDays),
    ],
  };
}

/** Asaas takes a percent a month: a percent a day is exactly thirty of it; an amount a day does not exist. */
function clampInterest(interest: InterestTerm): InterestTerm {
  if (interest.kind === 'percent-month') return interest;
  if (interest.kind !== 'percent-day') return NO_INTEREST;
  return { kind: 'percent-month', value: monthlyOfDaily(interest.value) };
}

function noteOf(field: ClampNote['field'], asked: number, applied: number): readonly ClampNote[] {
  return asked === applied ? [] : [{ field, asked, applied }];
}

/** Explicit zeros, so that nothing of the account's own settings applies unseen. */
export function termsBody(terms: ChargeTerms): TermsBody {
  const { fine, interest } = clampTerms(terms).terms;
  const discount = discountBody(terms);
  return {
    fine:
      fine.kind === 'fixed'
        ? { value: reaisOf(cents(fine.value)), type: 'FIXED' }
        : { value: percentOf(fine.value), type: 'PERCENTAGE' },
    interest: { value: Number((interest.value / 1000).toFixed(3)) },
    ...(discount && { discount }),
  };
}

function discountBody({ discount }: ChargeTerms): DiscountBody | undefined {
  const { kind, value, daysBefore } = discount;
  if (kind === 'none' || value === 0) return undefined;
  return {
    value: kind === 'fixed' ? reaisOf(cents(value)) : percentOf(value),
    dueDateLimitDays: daysBefore,
    type: kind === 'fixed' ? 'FIXED' : 'PERCENTAGE',
  };
}

/** 1/100 % -> percent. */
function percentOf(hundredths: number): number {
  return Number((hundredths / 100).toFixed(2));
}
