import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cents,
  formatAmount,
  formatMoney,
  parseMoney,
  scale,
  splitEvenly,
  subtract,
  sum,
} from '../../domain/money.ts';

const anyAmount = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }).map(cents);

describe('money', () => {
  // Fact sheet of exchange formats, 2.5: amounts as systems and people write them.
  it.each([
    ['89.90', 8990],
    ['1.089,90', 108990],
    ['-3,50', -350],
    ['1,234.56', 123456],
    ['12345', 1234500],
    ['-1.234', -123400],
    ['R$ 1.234,5', 123450],
    ['100-', -10000],
    ['(3,50)', -350],
    ['R$\u00a00,05', 5],
    ['-0', 0],
    ['1.234.567,89', 123456789],
    ['1,234,567.89', 123456789],
    ['0,5', 50],
  ])('typed as %s is %i centavos', (text, expected) => {
    expect(parseMoney(text)).toBe(expected);
  });

  it.each([
    '',
    'abc',
    '1,2,',
    '--5',
    ',50',
    'R$',
    '89.9000',
    '1.2.3',
    '1.234.56',
    '1.234,567.89',
    '9'.repeat(20),
  ])('is not %j', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  it.each([
    [123456, 'R$\u00a01.234,56'],
    [5, 'R$\u00a00,05'],
    [-5, '-R$\u00a00,05'],
    [0, 'R$\u00a00,00'],
    [100000000, 'R$\u00a01.000.000,00'],
  ])('of %i centavos is written %s', (amount, expected) => {
    expect(formatMoney(cents(amount))).toBe(expected);
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(parseMoney(formatMoney(amount))).toBe(amount);
        expect(parseMoney(formatAmount(amount))).toBe(amount);
      }),
    );
  });

  it.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is never %d centavos', (value) => {
    expect(() => cents(value)).toThrow(RangeError);
  });

  it('is added and taken away exactly', () => {
    expect(sum([cents(1), cents(2), cents(-4)])).toBe(-1);
    expect(sum([])).toBe(0);
    expect(subtract(cents(100), cents(101))).toBe(-1);
  });
});

describe('a share of an amount', () => {
  it.each([
    [8990, 200, 10_000, 'half-up', 180],
    [8990, 200, 10_000, 'down', 179],
    [25, 1, 2, 'half-up', 13],
    [-25, 1, 2, 'half-up', -13],
    [-25, 1, 2, 'down', -12],
    [0, 7, 3, 'half-up', 0],
  ] as const)(
    '%i x %i / %i rounded %s is %i',
    (amount, numerator, denominator, rounding, expected) => {
      expect(scale(cents(amount), { numerator, denominator }, rounding)).toBe(expected);
    },
  );

  it('is never more than half a centavo off', () => {
    const ratio = fc.record({
      numerator: fc.integer({ min: 0, max: 100_000 }),
      denominator: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }).map(cents), ratio, (amount, share) => {
        const twice = 2n * BigInt(scale(amount, share, 'half-up')) * BigInt(share.denominator);
        const exact = 2n * BigInt(amount) * BigInt(share.numerator);
        const off = twice > exact ? twice - exact : exact - twice;

        expect(off <= BigInt(share.denominator)).toBe(true);
      }),
    );
  });
});

describe('an amount split evenly', () => {
  it('adds up to itself in parts that differ by one centavo at most', () => {
    fc.assert(
      fc.property(anyAmount, fc.integer({ min: 1, max: 48 }), (total, count) => {
        const parts = splitEvenly(total, count);

        expect(parts).toHaveLength(count);
        expect(sum(parts)).toBe(total);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([0, -1, 1.5])('has never %d parts', (parts) => {
    expect(() => splitEvenly(cents(100), parts)).toThrow(RangeError);
  });
});
