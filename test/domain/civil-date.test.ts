import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  civilDate,
  civilDateOf,
  competenceOf,
  dayOfMonth,
  daysBetween,
  formatCivilDate,
  formatCompetence,
  isCivilDate,
  parseBrazilianDate,
  weekdayOf,
  yearOf,
} from '../../domain/civil-date.ts';
import { instant } from '../../domain/instant.ts';

const anyDay = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => addDays(civilDate('1990-01-01'), days));

describe('a civil date', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20261121', '2026-11-21T00:00', '', 'hoje'])(
    'is not %j',
    (text) => {
      expect(isCivilDate(text)).toBe(false);
      expect(() => civilDate(text)).toThrow(RangeError);
    },
  );

  it.each([
    ['10/12/2026', '2026-12-10'],
    ['1/2/2027', '2027-02-01'],
    ['01-02-27', '2027-02-01'],
    ['01.02.2027', '2027-02-01'],
    [' 2026-12-10 ', '2026-12-10'],
    ['2026-12-10 09:21:36', '2026-12-10'],
  ])('typed as %s is %s', (text, expected) => {
    expect(parseBrazilianDate(text)).toBe(expected);
  });

  it.each(['31/02/2026', '2026/12/10', '10/12', '', 'amanhã'])('is not typed as %j', (text) => {
    expect(parseBrazilianDate(text)).toBeUndefined();
  });

  it.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-10', 1, '2027-01-10'],
    ['2027-03-31', -1, '2027-02-28'],
  ])('%s and %i months are %s', (from, months, expected) => {
    expect(addMonths(civilDate(from), months)).toBe(expected);
  });

  // The day on which the due factor began again: 10,000 days after its day 0.
  it('is counted in days of the calendar, without daylight saving', () => {
    expect(daysBetween(civilDate('1997-10-07'), civilDate('2025-02-22'))).toBe(10_000);
    expect(daysBetween(civilDate('2018-11-03'), civilDate('2018-11-05'))).toBe(2);
  });

  it('has a weekday, a year, a day of month and a competence', () => {
    const date = civilDate('2026-11-21');

    expect([weekdayOf(date), yearOf(date), dayOfMonth(date)]).toEqual([6, 2026, 21]);
    expect(competenceOf(date)).toBe('2026-11');
    expect(formatCompetence(competenceOf(date))).toBe('11/2026');
  });

  it('is counted and read back alike', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(parseBrazilianDate(formatCivilDate(date))).toBe(date);
        expect(addDays(date, days) > date).toBe(days > 0);
      }),
    );
  });
});

describe('the calendar of an independent library', () => {
  const anyYear = fc
    .integer({ min: 0, max: 2_900_000 })
    .map((days) => addDays(civilDate('0100-01-01'), days));

  it('has the same days, months and weekdays', () => {
    const steps = fc.integer({ min: -1200, max: 1200 });
    fc.assert(
      fc.property(anyYear, steps, (date, step) => {
        const theirs = Temporal.PlainDate.from(date);

        expect(addDays(date, step)).toBe(theirs.add({ days: step }).toString());
        expect(addMonths(date, step)).toBe(theirs.add({ months: step }).toString());
        expect(weekdayOf(date)).toBe(theirs.dayOfWeek);
        expect([yearOf(date), dayOfMonth(date)]).toEqual([theirs.year, theirs.day]);
      }),
    );
  });

  it('has the same days at all', () => {
    const text = fc.stringMatching(/^(19|20)\d\d-[01]\d-[0-3]\d$/);
    fc.assert(
      fc.property(text, (some) => {
        expect(isCivilDate(some)).toBe(isTheirs(some));
      }),
    );
  });

  function isTheirs(text: string): boolean {
    try {
      return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }
});

it.each([0.5, Number.NaN, 10_000_000])('%d days cannot be added', (days) => {
  expect(() => addDays(civilDate('2026-11-21'), days)).toThrow(RangeError);
});

describe('the civil date of an instant', () => {
  it.each([
    ['2026-11-21T02:59:59Z', '2026-11-20'],
    ['2026-11-21T03:00:00Z', '2026-11-21'],
    // Daylight saving of 2018/2019: São Paulo was two hours behind UTC.
    ['2018-12-01T02:00:00Z', '2018-12-01'],
  ])('%s is %s in São Paulo', (at, expected) => {
    expect(civilDateOf(instant(at))).toBe(expected);
  });

  it('follows another zone when told to', () => {
    expect(civilDateOf(instant('2026-11-21T03:30:00Z'), 'America/Rio_Branco')).toBe('2026-11-20');
  });
});
