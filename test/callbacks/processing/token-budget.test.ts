import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, instant, toMs, type Instant } from '../../../domain/instant.ts';
import {
  createTokenBudget,
  UNKNOWN_A_DAY,
} from '../../../main/callbacks/processing/token-budget.ts';

const NOON = instant('2026-11-23T15:00:00Z');

const reserveMany = (count: number, now: Instant = NOON): readonly Instant[] => {
  const budget = createTokenBudget();
  return Array.from({ length: count }, () => budget.reserve(1, now));
};

describe('the budget of unknown tokens', () => {
  it('lets one through at once and then one each second', () => {
    const turns = reserveMany(4);

    expect(turns.map((at) => toMs(at) - toMs(NOON))).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('is kept for each account alone', () => {
    const budget = createTokenBudget();

    const turns = [1, 2, 1, 2].map((accountId) => budget.reserve(accountId, NOON));

    expect(turns.map((at) => toMs(at) - toMs(NOON))).toEqual([0, 0, 1_000, 1_000]);
  });

  it('goes on the next day in São Paulo after 2,000', () => {
    const turns = reserveMany(UNKNOWN_A_DAY + 2);

    expect(turns[UNKNOWN_A_DAY]).toBe('2026-11-24T03:00:00.000Z');
    expect(turns[UNKNOWN_A_DAY + 1]).toBe('2026-11-24T03:00:01.000Z');
  });

  it('begins afresh when the day does', () => {
    const budget = createTokenBudget();
    for (let count = 0; count < UNKNOWN_A_DAY; count += 1) budget.reserve(1, NOON);
    const tomorrow = instant('2026-11-24T15:00:00Z');

    expect(budget.reserve(1, tomorrow)).toBe(tomorrow);
  });

  it('does not count the first token of each charge that was just sent', () => {
    const budget = createTokenBudget();
    for (let sent = 0; sent < 3; sent += 1) budget.expectOne(1);

    const turns = Array.from({ length: 5 }, () => budget.reserve(1, NOON));

    expect(turns.map((at) => toMs(at) - toMs(NOON))).toEqual([0, 0, 0, 0, 1_000]);
  });

  it('never lets more than one a second or 2,000 a day through, whenever they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(90_000_000), { maxLength: 300 }), (gaps) => {
        const budget = createTokenBudget();
        let now = NOON;
        const turns = gaps.map((gap) => {
          now = addMs(now, gap % 5_000 === 0 ? gap : gap % 700);
          return toMs(budget.reserve(1, now));
        });

        const waits = turns.slice(1).map((turn, index) => turn - (turns[index] ?? 0));
        expect(waits.every((wait) => wait >= 1_000)).toBe(true);
      }),
    );
  });
});
