import type { StateTable } from './state-table.ts';

/** States of a payment: money that somebody reported. */
export const paymentStates = [
  'announced',
  'confirmed',
  'credited',
  'void',
  'partly-reversed',
  'reversed',
] as const;

export type PaymentState = (typeof paymentStates)[number];

/** The states in which a payment may be seen for the first time. */
export const firstPaymentStates = ['announced', 'confirmed'] as const satisfies PaymentState[];

/** What moves a payment. */
export type PaymentTrigger =
  | 'confirmed'
  | 'shown-open-again'
  | 'never-confirmed'
  | 'confirmed-after-all'
  | 'credited'
  | 'part-returned'
  | 'all-returned'
  | 'return-denied';

/** From each state, where a payment may go and why. */
export const paymentMoves: StateTable<PaymentState, PaymentTrigger> = {
  announced: [
    { to: 'confirmed', trigger: 'confirmed' },
    { to: 'void', trigger: 'shown-open-again' },
    { to: 'void', trigger: 'never-confirmed' },
  ],
  confirmed: [
    { to: 'credited', trigger: 'credited' },
    { to: 'partly-reversed', trigger: 'part-returned' },
    { to: 'reversed', trigger: 'all-returned' },
  ],
  credited: [
    { to: 'partly-reversed', trigger: 'part-returned' },
    { to: 'reversed', trigger: 'all-returned' },
  ],
  // An announcement given up as lost may still come true, under the same payment key.
  void: [{ to: 'confirmed', trigger: 'confirmed-after-all' }],
  'partly-reversed': [
    { to: 'partly-reversed', trigger: 'part-returned' },
    { to: 'reversed', trigger: 'all-returned' },
    { to: 'confirmed', trigger: 'return-denied' },
    { to: 'credited', trigger: 'return-denied' },
  ],
  reversed: [
    { to: 'partly-reversed', trigger: 'return-denied' },
    { to: 'confirmed', trigger: 'return-denied' },
    { to: 'credited', trigger: 'return-denied' },
  ],
};

export function canMove(from: PaymentState, to: PaymentState): boolean {
  return paymentMoves[from].some((move) => move.to === to);
}

/** What a payment was reported by. */
export const paymentSources = ['gateway', 'marked', 'bank-file', 'manual', 'import'] as const;

export type PaymentSource = (typeof paymentSources)[number];

/** Why a payment waits for an operator; `none` when it does not. */
export const paymentReviews = [
  'none',
  'approval',
  'duplicate',
  'amount',
  'cancelled-titulo',
  'same-payment',
  'unmatched',
] as const;

export type PaymentReview = (typeof paymentReviews)[number];
