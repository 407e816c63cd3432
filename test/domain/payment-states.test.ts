import { describe, expect, it } from 'vitest';
import {
  canMove,
  firstPaymentStates,
  paymentMoves,
  paymentStates,
} from '../../domain/payment-states.ts';
import { reachableFrom } from '../../domain/state-table.ts';

describe('the states of a payment', () => {
  it('are all reachable from the two in which it may first be seen', () => {
    const reached = reachableFrom(paymentMoves, firstPaymentStates);

    expect([...reached].sort()).toEqual([...paymentStates].sort());
  });

  it('have no end, since money may still come or go back', () => {
    const final = paymentStates.filter((state) => paymentMoves[state].length === 0);

    expect(final).toEqual([]);
  });

  it.each([
    ['announced', 'confirmed', true],
    ['announced', 'void', true],
    ['announced', 'credited', false],
    ['void', 'confirmed', true],
    ['confirmed', 'credited', true],
    ['confirmed', 'announced', false],
    ['confirmed', 'void', false],
    ['credited', 'reversed', true],
    ['partly-reversed', 'reversed', true],
    ['reversed', 'credited', true],
  ] as const)('from %s to %s: %s', (from, to, allowed) => {
    expect(canMove(from, to)).toBe(allowed);
  });
});
