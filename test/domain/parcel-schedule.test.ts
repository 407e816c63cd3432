import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBankDay } from '../../domain/bank-days.ts';
import { addDays, civilDate, competenceOf, dayOfMonth } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import {
  billedMonth,
  dueOnIn,
  planParcels,
  repeatedCompetences,
  type ParcelRequest,
} from '../../domain/parcel-schedule.ts';

function request(changes: Partial<ParcelRequest>): ParcelRequest {
  return {
    firstDueOn: civilDate('2027-01-10'),
    count: 3,
    amounts: { kind: 'each', cents: cents(9990) },
    dueRule: 'keep',
    monthRule: 'current',
    ...changes,
  };
}

describe('the parcels of a carnê', () => {
  it('clamp the day to each month from the first due date and not from one another', () => {
    const parcels = planParcels(request({ firstDueOn: civilDate('2027-01-31'), count: 5 }));

    expect(parcels.map(({ dueOn }) => dueOn)).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
    ]);
  });

  it('have 29 February in a leap year', () => {
    const parcels = planParcels(request({ firstDueOn: civilDate('2028-01-30'), count: 2 }));

    expect(parcels[1]?.dueOn).toBe('2028-02-29');
  });

  it('keep the due day of the contract when the first month is too short for it', () => {
    const parcels = planParcels(
      request({ firstDueOn: civilDate('2027-02-28'), dueDay: 31, count: 3 }),
    );

    expect(parcels.map(({ dueOn }) => dueOn)).toEqual(['2027-02-28', '2027-03-31', '2027-04-30']);
  });

  it('stay on a holiday when told to, and may be paid on the next bank day', () => {
    const [parcel] = planParcels(request({ firstDueOn: civilDate('2026-11-20'), count: 1 }));

    expect(parcel).toEqual({
      number: 1,
      competence: '2026-11',
      amountCents: 9990,
      calendarDueOn: '2026-11-20',
      dueOn: '2026-11-20',
      effectiveDueOn: '2026-11-23',
    });
  });

  it('move to the next bank day when told to, without moving the months after', () => {
    const parcels = planParcels(
      request({ firstDueOn: civilDate('2026-11-20'), count: 2, dueRule: 'next-bank-day' }),
    );

    expect(parcels.map(({ calendarDueOn, dueOn }) => [calendarDueOn, dueOn])).toEqual([
      ['2026-11-20', '2026-11-23'],
      ['2026-12-20', '2026-12-21'],
    ]);
  });

  it('bill their own month although the bank day lies in the next one', () => {
    const [parcel] = planParcels(
      request({ firstDueOn: civilDate('2026-10-31'), count: 1, dueRule: 'next-bank-day' }),
    );

    expect(parcel).toMatchObject({ dueOn: '2026-11-03', competence: '2026-10' });
  });

  it('bill the month before when the contract says so', () => {
    const parcels = planParcels(request({ monthRule: 'previous', count: 2 }));

    expect(parcels.map(({ competence }) => competence)).toEqual(['2026-12', '2027-01']);
    expect(billedMonth(civilDate('2026-03-31'), 'previous')).toBe('2026-02');
  });

  it('split a total into parts that add up to it', () => {
    const parcels = planParcels(
      request({ amounts: { kind: 'split', totalCents: cents(10000) }, count: 3 }),
    );

    expect(parcels.map(({ amountCents }) => amountCents)).toEqual([3334, 3333, 3333]);
  });

  it.each([0, -1, 1.5])('are never %d', (count) => {
    expect(() => planParcels(request({ count }))).toThrow(RangeError);
  });

  it('name the months that are billed already', () => {
    const parcels = planParcels(request({ count: 3 }));
    const taken = new Set([competenceOf(civilDate('2027-02-01'))]);

    expect(repeatedCompetences(parcels, taken)).toEqual(['2027-02']);
  });

  it('lie one in each month, in order, on a bank day where the rule asks for it', () => {
    const anyFirst = fc
      .integer({ min: 0, max: 4000 })
      .map((days) => addDays(civilDate('2025-01-01'), days));
    fc.assert(
      fc.property(anyFirst, fc.integer({ min: 1, max: 36 }), (firstDueOn, count) => {
        const parcels = planParcels(request({ firstDueOn, count, dueRule: 'next-bank-day' }));

        expect(new Set(parcels.map(({ competence }) => competence)).size).toBe(count);
        expect(parcels.map(({ dueOn }) => dueOn)).toEqual(parcels.map(({ dueOn }) => dueOn).sort());
        expect(parcels.every(({ dueOn }) => isBankDay(dueOn))).toBe(true);
        expect(
          parcels.every(({ calendarDueOn }) => dayOfMonth(calendarDueOn) <= dayOfMonth(firstDueOn)),
        ).toBe(true);
      }),
    );
  });
});

describe('a due day in a month', () => {
  const february = competenceOf(civilDate('2027-02-01'));

  it.each([
    [1, '2027-02-01'],
    [28, '2027-02-28'],
    [31, '2027-02-28'],
  ])('%i is %s', (day, expected) => {
    expect(dueOnIn(february, day)).toBe(expected);
  });

  it.each([0, 32, 1.5])('%d is none', (day) => {
    expect(() => dueOnIn(february, day)).toThrow(RangeError);
  });
});
