import { describe, expect, it } from 'vitest';
import {
  afterConfirmedPayment,
  canMove,
  chargeMoves,
  chargeStates,
  isLive,
  type ChargeState,
} from '../../domain/charge-states.ts';
import { reachableFrom } from '../../domain/state-table.ts';

const closedToMoney: readonly ChargeState[] = ['rejected', 'discarded', 'refunded'];

describe('the states of a charge', () => {
  it('are all reachable from prepared', () => {
    const reached = reachableFrom(chargeMoves, ['prepared']);

    expect([...reached].sort()).toEqual([...chargeStates].sort());
  });

  it('end only at discarded and refunded', () => {
    const final = chargeStates.filter((state) => chargeMoves[state].length === 0);

    expect(final).toEqual(['refunded', 'discarded']);
  });

  it.each(chargeStates.filter((state) => ![...closedToMoney, 'paid'].includes(state)))(
    'become paid by a confirmed payment from %s',
    (state) => {
      expect(canMove(state, 'paid')).toBe(true);
      expect(afterConfirmedPayment(state)).toBe('paid');
    },
  );

  it.each(closedToMoney)('stay %s when money arrives, which is stored as a payment', (state) => {
    expect(canMove(state, 'paid')).toBe(false);
    expect(afterConfirmedPayment(state)).toBe(state);
  });

  it('stay paid by a second payment', () => {
    expect(afterConfirmedPayment('paid')).toBe('paid');
  });

  it('are live exactly where the gateway may hold something payable', () => {
    const live = chargeStates.filter(isLive);

    expect(live).toEqual(['sending', 'sent', 'unknown', 'registered', 'closing']);
  });

  it.each([
    ['unknown', 'sending'],
    ['unknown', 'discarded'],
    ['sending', 'discarded'],
    ['registered', 'prepared'],
    ['paid', 'registered'],
    ['discarded', 'prepared'],
    ['expired', 'registered'],
  ] as const)('never go from %s to %s', (from, to) => {
    expect(canMove(from, to)).toBe(false);
  });
});
