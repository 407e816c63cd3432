import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyOfMonthly, formatRate, monthlyOfDaily, parseRate } from '../../domain/rate.ts';

describe('a typed rate', () => {
  it.each([
    ['2', 2, 200],
    ['2,00', 2, 200],
    ['2.5 %', 2, 250],
    ['0,033', 3, 33],
    ['0,03', 3, 30],
    ['0,0330%', 3, 33],
    ['1', 3, 1000],
    ['0', 3, 0],
  ] as const)('%s with %i decimals is stored as %i', (text, decimals, expected) => {
    expect(parseRate(text, decimals)).toBe(expected);
  });

  it.each([
    ['', 2],
    ['-1', 2],
    ['2,005', 2],
    ['0,0333', 3],
    ['dois', 2],
    ['1,2,3', 3],
  ] as const)('%j is none with %i decimals', (text, decimals) => {
    expect(parseRate(text, decimals)).toBeUndefined();
  });

  it('reads back what it writes', () => {
    const stored = fc.tuple(
      fc.integer({ min: 0, max: 100_000 }),
      fc.constantFrom(2 as const, 3 as const),
    );
    fc.assert(
      fc.property(stored, ([value, decimals]) => {
        expect(parseRate(formatRate(value, decimals), decimals)).toBe(value);
      }),
    );
  });

  it('is written with all its decimals', () => {
    expect(formatRate(200, 2)).toBe('2,00%');
    expect(formatRate(33, 3)).toBe('0,033%');
  });

  // Fact sheet of boletos, 5.2: 0,03 % a day is 0,9 % a month, 0,033 % is 0,99 %.
  it('turns from a month to a day and back over 30 days', () => {
    expect(dailyOfMonthly(1000)).toBe(33);
    expect(monthlyOfDaily(30)).toBe(900);
    expect(monthlyOfDaily(33)).toBe(990);
  });
});
