import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  discountUntilOn,
  explainAmount,
  lastPayableOn,
  lateDaysOf,
  type AmountLine,
  type ExplainedAmount,
} from '../../domain/charge-amount.ts';
import {
  countsFromKinds,
  discountKinds,
  fineKinds,
  interestKinds,
  PLAIN_TERMS,
  termsProblems,
  termsRoundings,
  type ChargeTerms,
  type InterestTerm,
  type TermsRounding,
} from '../../domain/charge-terms.ts';
import { addDays, civilDate } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';

const DUE = civilDate('2026-12-01');
const ONE_PERCENT_MONTH: InterestTerm = { kind: 'percent-month', value: 1000 };

function terms(changes: Partial<ChargeTerms>): ChargeTerms {
  return { ...PLAIN_TERMS, ...changes };
}

function centsOf(explained: ExplainedAmount, kind: AmountLine['kind']): number {
  return explained.lines.find((line) => line.kind === kind)?.cents ?? 0;
}

function explainLate(total: number, days: number, changes: Partial<ChargeTerms>): ExplainedAmount {
  return explainAmount({
    totalCents: cents(total),
    dueOn: DUE,
    on: addDays(DUE, days),
    terms: terms(changes),
  });
}

describe('the amount of a late charge', () => {
  // Fact sheet of boletos, 5.3: value, days, multa 2 %, then juros by rule.
  const table = [
    { total: 10000, days: 5, fine: 200, exact: 17, cut: 16, perDay: 15, d33: 17, d30: 15 },
    { total: 9990, days: 10, fine: 200, exact: 33, cut: 33, perDay: 30, d33: 33, d30: 30 },
    { total: 9990, days: 30, fine: 200, exact: 100, cut: 99, perDay: 90, d33: 99, d30: 90 },
    { total: 8990, days: 17, fine: 180, exact: 51, cut: 50, perDay: 51, d33: 50, d30: 46 },
    { total: 53803, days: 17, fine: 1076, exact: 305, cut: 304, perDay: 306, d33: 302, d30: 274 },
    { total: 4400, days: 10, fine: 88, exact: 15, cut: 14, perDay: 10, d33: 15, d30: 13 },
    {
      total: 300000,
      days: 10,
      fine: 6000,
      exact: 1000,
      cut: 1000,
      perDay: 1000,
      d33: 990,
      d30: 900,
    },
  ];

  it.each(table)('of $total after $days days has a multa of $fine', ({ total, days, fine }) => {
    const explained = explainLate(total, days, { fine: { kind: 'percent', value: 200 } });

    expect(centsOf(explained, 'fine')).toBe(fine);
    expect(explained.amountCents).toBe(total + fine);
  });

  it.each(table)('of $total after $days days has the juros of the table', (row) => {
    const juros = (rounding: TermsRounding, interest: InterestTerm) =>
      centsOf(explainLate(row.total, row.days, { rounding, interest }), 'interest');

    expect({
      exact: juros('exact-half-up', ONE_PERCENT_MONTH),
      cut: juros('truncate', ONE_PERCENT_MONTH),
      perDay: juros('per-day-cents', ONE_PERCENT_MONTH),
      d33: juros('exact-half-up', { kind: 'percent-day', value: 33 }),
      d30: juros('exact-half-up', { kind: 'percent-day', value: 30 }),
    }).toEqual({ exact: row.exact, cut: row.cut, perDay: row.perDay, d33: row.d33, d30: row.d30 });
  });

  it('has fixed amounts as they are', () => {
    const explained = explainLate(9990, 3, {
      fine: { kind: 'fixed', value: 350 },
      interest: { kind: 'amount-day', value: 7 },
    });

    expect(explained.amountCents).toBe(9990 + 350 + 21);
    expect(explained).toMatchObject({ isLate: true, lateDays: 3 });
  });

  // Itaú sample of the fact sheet, 5.3: 44,00 due 10/05/2013, settled 20/05/2013 with 0,98.
  it('is what a bank really charged on 44,00 for ten days', () => {
    const explained = explainAmount({
      totalCents: cents(4400),
      dueOn: civilDate('2013-05-10'),
      on: civilDate('2013-05-20'),
      terms: terms({
        fine: { kind: 'percent', value: 200 },
        interest: ONE_PERCENT_MONTH,
        rounding: 'per-day-cents',
      }),
    });

    expect(explained.amountCents).toBe(4400 + 98);
  });

  // Sicredi sample of the fact sheet, 5.3: 538,03 due Sunday 15/01/2017, paid 02/02/2017 with 10,76 and 3,06.
  it('is what a bank really charged on 538,03 when days count from the business due date', () => {
    const explained = explainAmount({
      totalCents: cents(53803),
      dueOn: civilDate('2017-01-15'),
      on: civilDate('2017-02-02'),
      terms: terms({
        fine: { kind: 'percent', value: 200 },
        interest: ONE_PERCENT_MONTH,
        rounding: 'per-day-cents',
        countsFrom: 'business-due',
      }),
    });

    expect(explained.lateDays).toBe(17);
    expect(explained.amountCents).toBe(53803 + 1076 + 306);
  });

  it('says in data what each line rests on', () => {
    const explained = explainLate(10000, 5, {
      fine: { kind: 'percent', value: 200 },
      interest: ONE_PERCENT_MONTH,
    });

    expect(explained.lines).toEqual([
      { kind: 'total', cents: 10000 },
      { kind: 'fine', cents: 200, basis: { term: { kind: 'percent', value: 200 } } },
      { kind: 'interest', cents: 17, basis: { term: ONE_PERCENT_MONTH, days: 5 } },
    ]);
  });
});

describe('late days', () => {
  it.each([
    ['2026-12-01', '2026-12-01', 'due', 0],
    ['2026-12-01', '2026-12-02', 'due', 1],
    ['2026-11-20', '2026-11-23', 'due', 0],
    ['2026-11-20', '2026-11-24', 'due', 4],
    ['2026-11-20', '2026-11-24', 'business-due', 1],
    ['2026-02-14', '2026-02-18', 'due', 0],
    ['2026-02-14', '2026-02-19', 'due', 5],
  ] as const)(
    'due on %s and paid on %s, counted from %s, are %i',
    (dueOn, on, countsFrom, days) => {
      const question = { dueOn: civilDate(dueOn), on: civilDate(on), terms: terms({ countsFrom }) };

      expect(lateDaysOf(question)).toBe(days);
    },
  );

  it('respect a holiday of the town', () => {
    const question = {
      dueOn: DUE,
      on: addDays(DUE, 1),
      terms: PLAIN_TERMS,
      holidays: new Set([DUE]),
    };

    expect(lateDaysOf(question)).toBe(0);
  });

  it('never come to a charge without a due date (contra-apresentação)', () => {
    const explained = explainLate(9990, 90, {
      isContra: true,
      fine: { kind: 'percent', value: 200 },
      interest: ONE_PERCENT_MONTH,
    });

    expect(explained).toEqual({
      lines: [{ kind: 'total', cents: 9990 }],
      amountCents: 9990,
      isLate: false,
      lateDays: 0,
    });
  });
});

describe('a discount', () => {
  it.each([
    ['2026-11-26', 0, 500],
    ['2026-11-26', 5, 500],
    ['2026-11-27', 5, 0],
    ['2026-12-01', 0, 500],
    ['2026-12-02', 0, 0],
  ])('paid on %s with %i days before is %i', (on, daysBefore, expected) => {
    const explained = explainAmount({
      totalCents: cents(10000),
      dueOn: DUE,
      on: civilDate(on),
      terms: terms({ discount: { kind: 'percent', value: 500, daysBefore } }),
    });

    expect(explained.amountCents).toBe(10000 - expected);
  });

  it('until the due date still holds on the next bank day', () => {
    const until = discountUntilOn({
      dueOn: civilDate('2026-11-20'),
      terms: terms({ discount: { kind: 'fixed', value: 500, daysBefore: 0 } }),
    });

    expect(until).toBe('2026-11-23');
  });

  it('never goes below nothing to pay', () => {
    const explained = explainLate(300, 0, {
      discount: { kind: 'fixed', value: 500, daysBefore: 0 },
    });

    expect(explained.amountCents).toBe(0);
  });
});

describe('the last payable day', () => {
  it.each([
    [0, '2026-12-01'],
    [4, '2026-12-07'],
    [29, '2026-12-30'],
  ])('with %i payable days is %s', (payableDays, expected) => {
    expect(lastPayableOn(DUE, terms({ payableDays }))).toBe(expected);
  });
});

describe('any amount', () => {
  const anyTerms: fc.Arbitrary<ChargeTerms> = fc.record({
    fine: fc.record({
      kind: fc.constantFrom(...fineKinds),
      value: fc.integer({ min: 0, max: 1000 }),
    }),
    interest: fc.record({
      kind: fc.constantFrom(...interestKinds),
      value: fc.integer({ min: 0, max: 1000 }),
    }),
    discount: fc.record({
      kind: fc.constantFrom(...discountKinds),
      value: fc.integer({ min: 0, max: 10_000 }),
      daysBefore: fc.integer({ min: 0, max: 20 }),
    }),
    payableDays: fc.integer({ min: 0, max: 120 }),
    countsFrom: fc.constantFrom(...countsFromKinds),
    rounding: fc.constantFrom(...termsRoundings),
    isContra: fc.boolean(),
  });
  const anyTotal = fc.integer({ min: 1, max: 99_999_999 }).map(cents);

  it('is the sum of its lines, never negative, and never grows and shrinks by one rule at once', () => {
    fc.assert(
      fc.property(anyTerms, anyTotal, fc.integer({ min: -40, max: 400 }), (some, total, days) => {
        const explained = explainAmount({
          totalCents: total,
          dueOn: DUE,
          on: addDays(DUE, days),
          terms: some,
        });

        const lines = explained.lines.reduce((whole, line) => whole + line.cents, 0);
        expect(explained.amountCents).toBe(lines);
        expect(explained.amountCents).toBeGreaterThanOrEqual(0);
        expect(explained.isLate && centsOf(explained, 'discount') !== 0).toBe(false);
      }),
    );
  });

  it('never falls from one late day to the next', () => {
    fc.assert(
      fc.property(anyTerms, anyTotal, fc.integer({ min: 1, max: 400 }), (some, total, days) => {
        const on = (late: number) =>
          explainAmount({ totalCents: total, dueOn: DUE, on: addDays(DUE, late), terms: some });

        expect(on(days + 1).amountCents).toBeGreaterThanOrEqual(on(days).amountCents);
      }),
    );
  });
});

describe('terms that do not hold together', () => {
  it.each([
    [{ fine: { kind: 'percent', value: 1.5 } }, 'fine', 'not-a-whole-number'],
    [{ fine: { kind: 'none', value: 200 } }, 'fine', 'value-without-kind'],
    [{ interest: { kind: 'percent-day', value: 100_001 } }, 'interest', 'over-one-hundred-percent'],
    [{ discount: { kind: 'fixed', value: 1, daysBefore: -1 } }, 'discount', 'not-a-whole-number'],
    [{ payableDays: -1 }, 'payableDays', 'not-a-whole-number'],
  ] as const)('%j are named: %s, %s', (changes, field, problem) => {
    expect(termsProblems(terms(changes))).toEqual([{ field, problem }]);
  });

  it('are not found in plain ones', () => {
    expect(termsProblems(PLAIN_TERMS)).toEqual([]);
  });
});
