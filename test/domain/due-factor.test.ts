import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../domain/civil-date.ts';
import { decodeDueFactor, encodeDueFactor } from '../../domain/due-factor.ts';
import rollover from '../fixtures/boleto/rollover.json' with { type: 'json' };

const TODAY = civilDate('2026-11-21');

describe('the due factor', () => {
  it.each(rollover.rows)('of $due is $factor', ({ due, factor, decode_at_2026_11_21: decoded }) => {
    expect(encodeDueFactor(civilDate(due))).toBe(factor);
    expect(decodeDueFactor(factor, TODAY)).toBe(decoded);
  });

  // Manuals of BB (anexo IV) and Itaú (anexo 6).
  it.each([
    ['2049-10-13', 9999],
    ['2049-10-14', 1000],
  ])('of %s is %i', (due, factor) => {
    expect(encodeDueFactor(civilDate(due))).toBe(factor);
  });

  // Inter manual 6.1.2: 3,000 back and 5,500 ahead.
  it.each([
    [7637, '2018-09-04'],
    [7636, 'ambiguous'],
    [7138, 'ambiguous'],
    [7137, '2041-12-12'],
    [1637, '2026-11-21'],
    [0, 'none'],
    [999, 'none'],
  ])('%i, seen on 21/11/2026, is %s', (factor, expected) => {
    expect(decodeDueFactor(factor, TODAY)).toBe(expected);
  });

  it('is read back as the same date anywhere inside the window, whatever today is', () => {
    const anyToday = fc
      .integer({ min: 0, max: 20_000 })
      .map((days) => addDays(civilDate('2010-01-01'), days));
    fc.assert(
      fc.property(anyToday, fc.integer({ min: -3000, max: 5500 }), (today, days) => {
        const due = addDays(today, days);

        expect(decodeDueFactor(encodeDueFactor(due), today)).toBe(due);
      }),
    );
  });

  it('is ambiguous for exactly 499 of the 9,000 factors', () => {
    const factors = Array.from({ length: 9000 }, (_, index) => 1000 + index);

    const ambiguous = factors.filter((factor) => decodeDueFactor(factor, TODAY) === 'ambiguous');

    expect(ambiguous).toHaveLength(499);
  });

  it('does not exist before 03/07/2000', () => {
    expect(() => encodeDueFactor(civilDate('2000-07-02'))).toThrow(RangeError);
  });

  it.each([-1, 10_000, 1.5])('is never %d', (factor) => {
    expect(() => decodeDueFactor(factor, TODAY)).toThrow(RangeError);
  });
});
