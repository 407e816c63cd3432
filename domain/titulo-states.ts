import type { Cents } from './money.ts';
import type { StateTable } from './state-table.ts';

/** States of a título: what a client owes. The first one is where every título begins. */
export const tituloStates = ['open', 'partly-paid', 'paid', 'cancelled'] as const;

export type TituloState = (typeof tituloStates)[number];

/** What moves a título. */
export type TituloTrigger =
  | 'allocated-part'
  | 'allocated-all'
  | 'rest-forgiven'
  | 'operator-cancelled'
  | 'cancelled-at-gateway'
  | 'allocation-reversed'
  | 'reopened'
  | 'late-payment-confirmed';

/** From each state, where a título may go and why. No state is final. */
export const tituloMoves: StateTable<TituloState, TituloTrigger> = {
  open: [
    { to: 'partly-paid', trigger: 'allocated-part' },
    { to: 'paid', trigger: 'allocated-all' },
    { to: 'cancelled', trigger: 'operator-cancelled' },
    { to: 'cancelled', trigger: 'cancelled-at-gateway' },
  ],
  'partly-paid': [
    { to: 'paid', trigger: 'allocated-all' },
    { to: 'paid', trigger: 'rest-forgiven' },
    // Its allocations become credit of the client first.
    { to: 'cancelled', trigger: 'operator-cancelled' },
    { to: 'open', trigger: 'allocation-reversed' },
  ],
  paid: [
    { to: 'open', trigger: 'allocation-reversed' },
    { to: 'partly-paid', trigger: 'allocation-reversed' },
  ],
  cancelled: [
    { to: 'open', trigger: 'reopened' },
    { to: 'paid', trigger: 'late-payment-confirmed' },
    { to: 'partly-paid', trigger: 'late-payment-confirmed' },
  ],
};

export function canMove(from: TituloState, to: TituloState): boolean {
  return tituloMoves[from].some((move) => move.to === to);
}

/**
 * The state that a título's money gives it.
 * @param totalCents what is owed, > 0
 * @param settledCents sum of principal and discount of its allocations, 0..total
 * @throws RangeError when the two do not fit together
 */
export function stateOfBalance(
  totalCents: Cents,
  settledCents: Cents,
): Exclude<TituloState, 'cancelled'> {
  if (totalCents <= 0 || settledCents < 0 || settledCents > totalCents)
    throw new RangeError(`Settled ${settledCents} does not fit a total of ${totalCents}`);
  if (settledCents === 0) return 'open';
  return settledCents === totalCents ? 'paid' : 'partly-paid';
}
