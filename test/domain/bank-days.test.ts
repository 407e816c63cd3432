import Holidays from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBankDays,
  bankDaysBetween,
  bankHolidaysOf,
  easterOf,
  isBankDay,
  nextBankDay,
} from '../../domain/bank-days.ts';
import { addDays, civilDate, type CivilDate } from '../../domain/civil-date.ts';

const anyDay = fc
  .integer({ min: 0, max: 9000 })
  .map((days) => addDays(civilDate('2020-01-01'), days));

/** National bank holidays as date-holidays has them; see test/support/oracles.md for what it may judge. */
function oracleHolidays(year: number): readonly string[] {
  return new Holidays('BR')
    .getHolidays(year)
    .filter(({ type, name }) => ['public', 'bank'].includes(type) && name !== 'Dia de Eleição')
    .map(({ date }) => date.slice(0, 10))
    .sort();
}

describe('the bank holidays', () => {
  const years = Array.from({ length: 17 }, (_, index) => 2024 + index);

  it.each(years)('of %i are those of an independent calendar', (year) => {
    expect(bankHolidaysOf(year)).toEqual(oracleHolidays(year));
  });

  it('have 20 November from 2024 on', () => {
    expect(bankHolidaysOf(2023)).not.toContain('2023-11-20');
    expect(bankHolidaysOf(2024)).toContain('2024-11-20');
  });

  it.each([
    [1818, '1818-03-22'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2038, '2038-04-25'],
  ])('follow Easter, which in %i is %s', (year, expected) => {
    expect(easterOf(year)).toBe(expected);
  });
});

describe('a bank day', () => {
  it.each([
    ['2026-02-13', true, 'Friday before Carnaval'],
    ['2026-02-16', false, 'Carnaval Monday'],
    ['2026-02-17', false, 'Carnaval Tuesday'],
    ['2026-02-18', true, 'Ash Wednesday, from noon'],
    ['2026-04-03', false, 'Good Friday'],
    ['2026-06-04', false, 'Corpus Christi'],
    ['2026-11-21', false, 'Saturday'],
    ['2026-11-22', false, 'Sunday'],
    ['2026-12-31', true, 'electronic channels settle'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(isBankDay(civilDate(day))).toBe(expected);
  });

  // Fact sheet of boletos, 5.4.
  it.each([
    ['2026-11-20', '2026-11-23'],
    ['2026-02-14', '2026-02-18'],
    ['2026-12-25', '2026-12-28'],
    ['2026-11-24', '2026-11-24'],
  ])('that serves a due date of %s is %s', (due, expected) => {
    expect(nextBankDay(civilDate(due))).toBe(expected);
  });

  it('is none on a holiday of the town', () => {
    const town: ReadonlySet<CivilDate> = new Set([civilDate('2026-11-24')]);

    expect(isBankDay(civilDate('2026-11-24'), town)).toBe(false);
    expect(nextBankDay(civilDate('2026-11-24'), town)).toBe('2026-11-25');
  });
});

describe('bank days counted', () => {
  it.each([
    ['2026-11-19', 1, '2026-11-23'],
    ['2026-11-23', -1, '2026-11-19'],
    ['2026-11-21', 0, '2026-11-23'],
    ['2026-11-21', 5, '2026-11-27'],
  ])('from %s by %i end on %s', (from, count, expected) => {
    expect(addBankDays(civilDate(from), count)).toBe(expected);
  });

  it.each([
    ['2026-11-19', '2026-11-23', 1],
    ['2026-11-23', '2026-11-19', -1],
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-20', '2026-11-27', 5],
  ])('between %s and %s are %i', (from, to, expected) => {
    expect(bankDaysBetween(civilDate(from), civilDate(to))).toBe(expected);
  });

  it('agree whether added or counted', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
        const to = addBankDays(from, count);

        expect(isBankDay(to)).toBe(true);
        expect(bankDaysBetween(from, to)).toBe(count);
      }),
    );
  });

  it('never let the next bank day lie before the date or more than six days after it', () => {
    fc.assert(
      fc.property(anyDay, (from) => {
        const next = nextBankDay(from);

        expect(next >= from && next <= addDays(from, 6)).toBe(true);
      }),
    );
  });
});
