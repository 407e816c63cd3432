import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { reachableFrom } from '../../domain/state-table.ts';
import { canMove, stateOfBalance, tituloMoves, tituloStates } from '../../domain/titulo-states.ts';

describe('the states of a título', () => {
  it('are all reachable from open', () => {
    const reached = reachableFrom(tituloMoves, ['open']);

    expect([...reached].sort()).toEqual([...tituloStates].sort());
  });

  it.each(tituloStates)('let %s lead on, so that none is final', (state) => {
    expect(tituloMoves[state].length).toBeGreaterThan(0);
  });

  it.each(tituloStates.filter((state) => state !== 'paid'))('let money make %s paid', (state) => {
    expect(canMove(state, 'paid')).toBe(true);
  });

  it('let a paid one be cancelled only after its money was taken back', () => {
    expect(canMove('paid', 'cancelled')).toBe(false);
    expect(canMove('paid', 'open')).toBe(true);
    expect(canMove('open', 'cancelled')).toBe(true);
  });
});

describe('the state of a balance', () => {
  it.each([
    [9990, 0, 'open'],
    [9990, 1, 'partly-paid'],
    [9990, 9989, 'partly-paid'],
    [9990, 9990, 'paid'],
  ] as const)('of total %i with %i settled is %s', (total, settled, expected) => {
    expect(stateOfBalance(cents(total), cents(settled))).toBe(expected);
  });

  it.each([
    [0, 0],
    [100, -1],
    [100, 101],
  ])('of total %i with %i settled is refused', (total, settled) => {
    expect(() => stateOfBalance(cents(total), cents(settled))).toThrow(RangeError);
  });

  it('is always one that the table lets a change of money lead to', () => {
    const settledPair = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((total) =>
        fc.tuple(
          fc.constant(total),
          fc.integer({ min: 0, max: total }),
          fc.integer({ min: 0, max: total }),
        ),
      );
    fc.assert(
      fc.property(settledPair, ([total, before, after]) => {
        const from = stateOfBalance(cents(total), cents(before));
        const to = stateOfBalance(cents(total), cents(after));

        expect(from === to || canMove(from, to)).toBe(true);
      }),
    );
  });
});
