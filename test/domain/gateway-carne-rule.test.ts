import { describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { civilDate } from '../../domain/civil-date.ts';
import { chooseCarneWay, type GatewayCarneQuestion } from '../../domain/gateway-carne-rule.ts';
import { cents } from '../../domain/money.ts';
import { planParcels, type ParcelRequest } from '../../domain/parcel-schedule.ts';

function question(
  plan: Partial<ParcelRequest>,
  changes: Partial<GatewayCarneQuestion> = {},
): GatewayCarneQuestion {
  const parcels = planParcels({
    firstDueOn: civilDate('2027-01-11'),
    count: 12,
    amounts: { kind: 'each', cents: cents(9990) },
    dueRule: 'keep',
    monthRule: 'current',
    ...plan,
  });
  return { parcels, terms: PLAIN_TERMS, maximumParcels: 12, ...changes };
}

describe("the gateway's own carnê", () => {
  it('is used when all parcels are alike', () => {
    const way = chooseCarneWay(question({}));

    expect(way).toEqual({ way: 'gateway-carne', firstDueOn: '2027-01-11', mends: [] });
  });

  it('has later dates mended, the first one among them', () => {
    const way = chooseCarneWay(
      question({ firstDueOn: civilDate('2027-01-10'), count: 3, dueRule: 'next-bank-day' }),
    );

    expect(way).toEqual({
      way: 'gateway-carne',
      firstDueOn: '2027-01-10',
      mends: [{ number: 1, dueOn: '2027-01-11' }],
    });
  });

  it.each([
    ['values-differ', question({ amounts: { kind: 'split', totalCents: cents(10000) }, count: 3 })],
    ['due-day-after-28', question({ firstDueOn: civilDate('2027-01-29') })],
    ['too-many-parcels', question({ count: 13 })],
    ['gateway-without-carne', question({}, { maximumParcels: 0 })],
    [
      'conditional-discount',
      question(
        {},
        { terms: { ...PLAIN_TERMS, discount: { kind: 'percent', value: 500, daysBefore: 0 } } },
      ),
    ],
    ['earlier-date', question({ firstDueOn: civilDate('2027-01-20'), dueDay: 10 })],
    [
      'date-fixed',
      question(
        { firstDueOn: civilDate('2027-01-10'), count: 3, dueRule: 'next-bank-day' },
        { hasFixedDates: true },
      ),
    ],
  ] as const)('is not used for %s', (reason, asked) => {
    expect(chooseCarneWay(asked)).toEqual({ way: 'single-charges', reasons: [reason] });
  });

  it('names every reason at once', () => {
    const way = chooseCarneWay(
      question({
        firstDueOn: civilDate('2027-01-31'),
        count: 13,
        amounts: { kind: 'split', totalCents: cents(10000) },
      }),
    );

    expect(way).toEqual({
      way: 'single-charges',
      reasons: ['too-many-parcels', 'values-differ', 'due-day-after-28'],
    });
  });

  it('cannot be asked for without parcels', () => {
    expect(() => chooseCarneWay({ ...question({}), parcels: [] })).toThrow(RangeError);
  });
});
