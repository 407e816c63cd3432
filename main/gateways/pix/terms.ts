/** Fine, interest, discount and payable days as the API Pix can apply them (pix 1.7). The bank computes, we only say how. */
import type {
  ChargeTerms,
  DiscountTerm,
  FineTerm,
  InterestTerm,
} from '../../../domain/charge-terms.ts';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import type { ClampNote } from '../../../domain/problem.ts';
import { monthlyOfDaily } from '../../../domain/rate.ts';
import type { ClampedTerms } from '../gateway.ts';
import { reaisOf } from './mapping.ts';
import type { DiscountBody, TermBody } from './wire.ts';

/** The standard has no maximum; a year is what Baixa asks for at most. */
export const MOST_PAYABLE_DAYS = 365;

const NO_FINE: FineTerm = { kind: 'none', value: 0 };
const NO_INTEREST: InterestTerm = { kind: 'none', value: 0 };
const NO_DISCOUNT: DiscountTerm = { kind: 'none', value: 0, daysBefore: 0 };

/** Numbers of the standard's tables (pix 1.7). */
const FIXED = 1;
const PERCENT = 2;
const AMOUNT_A_DAY = 1;
const PERCENT_A_MONTH = 3;

/**
 * The terms as they will be applied. Doing it twice changes nothing. Each part is cut to centavos, and days count from
 * the bank day on which the charge was really due (annex III of the manual).
 */
export function clampTerms(terms: ChargeTerms): ClampedTerms {
  // A cob has no due date, and nothing that depends on one.
  const applied = terms.isContra
    ? { fine: NO_FINE, interest: NO_INTEREST, discount: NO_DISCOUNT, payableDays: 0 }
    : {
        fine: terms.fine,
        interest: clampInterest(terms.interest),
        discount: terms.discount,
        payableDays: Math.min(terms.payableDays, MOST_PAYABLE_DAYS),
      };
  return {
    terms: { ...terms, ...applied, rounding: 'truncate', countsFrom: 'business-due' },
    notes: [
      ...noteOf('fine', terms.fine.value, applied.fine.value),
      ...noteOf('interest', terms.interest.value, applied.interest.value),
      ...noteOf('discount', terms.discount.value, applied.discount.value),
      ...(terms.isContra ? [] : noteOf('payableDays', terms.payableDays, applied.payableDays)),
    ],
  };
}

/** Rates have two decimals; a rate a day goes as thirty of it a month, which needs no third one. */
function clampInterest(interest: InterestTerm): InterestTerm {
  if (interest.kind !== 'percent-month') return interest;
  const value = Math.floor(interest.value / 10) * 10;
  return value === 0 ? NO_INTEREST : { kind: 'percent-month', value };
}

function noteOf(field: ClampNote['field'], asked: number, applied: number): readonly ClampNote[] {
  return asked === applied ? [] : [{ field, asked, applied }];
}

export function fineBody({ kind, value }: FineTerm): TermBody | undefined {
  if (kind === 'none' || value === 0) return undefined;
  return { modalidade: kind === 'fixed' ? FIXED : PERCENT, valorPerc: reaisOf(value) };
}

export function interestBody(asked: InterestTerm): TermBody | undefined {
  const { kind, value } = clampInterest(asked);
  if (kind === 'none' || value === 0) return undefined;
  if (kind === 'amount-day') return { modalidade: AMOUNT_A_DAY, valorPerc: reaisOf(value) };
  const monthly = kind === 'percent-day' ? monthlyOfDaily(value) : value;
  return { modalidade: PERCENT_A_MONTH, valorPerc: reaisOf(monthly / 10) };
}

/** Undefined without discount, and when its last day is over. */
export function discountBody(
  { kind, value, daysBefore }: DiscountTerm,
  dueOn: CivilDate,
  today: CivilDate,
): DiscountBody | undefined {
  const untilOn = addDays(dueOn, -daysBefore);
  if (kind === 'none' || value === 0 || untilOn < today) return undefined;
  return {
    modalidade: kind === 'fixed' ? FIXED : PERCENT,
    descontoDataFixa: [{ data: untilOn, valorPerc: reaisOf(value) }],
  };
}
