/** Multa: `percent` in 1/100 % (200 = 2 %), `fixed` in centavos, charged once. */
export const fineKinds = ['none', 'percent', 'fixed'] as const;

/** Juros: both percents in 1/1000 % (33 = 0,033 %), `amount-day` in centavos a day. */
export const interestKinds = ['none', 'percent-month', 'percent-day', 'amount-day'] as const;

/** Desconto: `percent` in 1/100 %, `fixed` in centavos. */
export const discountKinds = ['none', 'percent', 'fixed'] as const;

/** From which day late days are counted once the next bank day after the due date is over. */
export const countsFromKinds = ['due', 'business-due'] as const;

/**
 * How fractions of a centavo are treated: `exact-half-up` rounds each component once,
 * `per-day-cents` rounds the interest of one day and multiplies, `truncate` drops the fraction of each component.
 */
export const termsRoundings = ['exact-half-up', 'per-day-cents', 'truncate'] as const;

export type FineKind = (typeof fineKinds)[number];
export type InterestKind = (typeof interestKinds)[number];
export type DiscountKind = (typeof discountKinds)[number];
export type CountsFrom = (typeof countsFromKinds)[number];
export type TermsRounding = (typeof termsRoundings)[number];

export interface FineTerm {
  readonly kind: FineKind;
  /** Unit by kind; 0 for `none`. */
  readonly value: number;
}

export interface InterestTerm {
  readonly kind: InterestKind;
  /** Unit by kind; 0 for `none`. */
  readonly value: number;
}

export interface DiscountTerm {
  readonly kind: DiscountKind;
  /** Unit by kind; 0 for `none`. */
  readonly value: number;
  /** The discount holds until this many calendar days before the due date; 0 = until the due date. */
  readonly daysBefore: number;
}

/** What changes the amount of a charge with the day on which it is paid. */
export interface ChargeTerms {
  readonly fine: FineTerm;
  readonly interest: InterestTerm;
  readonly discount: DiscountTerm;
  /** Calendar days after the due date on which the charge is still accepted; 0 = until the due date only. */
  readonly payableDays: number;
  readonly countsFrom: CountsFrom;
  readonly rounding: TermsRounding;
  /** Contra-apresentação: never late, so neither fine nor interest. */
  readonly isContra: boolean;
}

/** The amount as it is on any day, payable until 29 days after the due date. */
export const PLAIN_TERMS: ChargeTerms = {
  fine: { kind: 'none', value: 0 },
  interest: { kind: 'none', value: 0 },
  discount: { kind: 'none', value: 0, daysBefore: 0 },
  payableDays: 29,
  countsFrom: 'due',
  rounding: 'exact-half-up',
  isContra: false,
};

/** A term that does not hold together, by the name of its field. */
export interface TermsProblem {
  readonly field: 'fine' | 'interest' | 'discount' | 'payableDays';
  readonly problem: 'not-a-whole-number' | 'value-without-kind' | 'over-one-hundred-percent';
}

/** The terms that could not be stored; empty when all of them hold. */
export function termsProblems(terms: ChargeTerms): readonly TermsProblem[] {
  const { fine, interest, discount } = terms;
  return [
    ...valueProblems('fine', fine, 10_000),
    ...valueProblems('interest', interest, 100_000),
    ...valueProblems('discount', discount, 10_000),
    ...(isCount(discount.daysBefore) ? [] : [problem('discount', 'not-a-whole-number')]),
    ...(isCount(terms.payableDays) ? [] : [problem('payableDays', 'not-a-whole-number')]),
  ];
}

function valueProblems(
  field: 'fine' | 'interest' | 'discount',
  term: { readonly kind: string; readonly value: number },
  hundredPercent: number,
): readonly TermsProblem[] {
  if (!isCount(term.value)) return [problem(field, 'not-a-whole-number')];
  if (term.kind === 'none' && term.value !== 0) return [problem(field, 'value-without-kind')];
  if (term.kind.startsWith('percent') && term.value > hundredPercent)
    return [problem(field, 'over-one-hundred-percent')];
  return [];
}

function problem(field: TermsProblem['field'], what: TermsProblem['problem']): TermsProblem {
  return { field, problem: what };
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
