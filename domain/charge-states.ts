import type { StateTable } from './state-table.ts';

/** States of a charge: one registration of a título at one account. The first one is where every charge begins. */
export const chargeStates = [
  'prepared',
  'sending',
  'sent',
  'unknown',
  'registered',
  'rejected',
  'closing',
  'cancelled',
  'expired',
  'paid',
  'marked',
  'refunded',
  'discarded',
] as const;

export type ChargeState = (typeof chargeStates)[number];

/** What moves a charge. */
export type ChargeTrigger =
  | 'send-started'
  | 'withdrawn-before-sending'
  | 'gateway-registered'
  | 'gateway-rejected'
  | 'gateway-accepted'
  | 'surely-not-sent'
  | 'outcome-unknown'
  | 'restored-from-backup'
  | 'resolved-registered'
  | 'resolved-rejected'
  | 'resolved-absent'
  | 'corrected'
  | 'terms-changed'
  | 'close-requested'
  | 'cancel-confirmed'
  | 'mark-confirmed'
  | 'close-refused'
  | 'cancelled-at-gateway'
  | 'last-payable-day-over'
  | 'marked-at-gateway'
  | 'mark-undone'
  | 'reinstated'
  | 'payment-confirmed'
  | 'fully-reversed';

const paid = { to: 'paid', trigger: 'payment-confirmed' } as const;

/**
 * From each state, where a charge may go and why.
 * Money is accepted from every state but `rejected`, `discarded` and `refunded`, since a gateway may
 * report a payment long after our own view of the charge has ended.
 */
export const chargeMoves: StateTable<ChargeState, ChargeTrigger> = {
  prepared: [
    { to: 'sending', trigger: 'send-started' },
    { to: 'discarded', trigger: 'withdrawn-before-sending' },
    // A backup may predate the sending: whether the gateway has this charge is not known any more.
    { to: 'unknown', trigger: 'restored-from-backup' },
    paid,
  ],
  sending: [
    { to: 'registered', trigger: 'gateway-registered' },
    { to: 'rejected', trigger: 'gateway-rejected' },
    { to: 'sent', trigger: 'gateway-accepted' },
    { to: 'prepared', trigger: 'surely-not-sent' },
    { to: 'unknown', trigger: 'outcome-unknown' },
    { to: 'unknown', trigger: 'restored-from-backup' },
    paid,
  ],
  sent: [
    { to: 'registered', trigger: 'gateway-registered' },
    { to: 'rejected', trigger: 'gateway-rejected' },
    paid,
  ],
  unknown: [
    { to: 'registered', trigger: 'resolved-registered' },
    { to: 'rejected', trigger: 'resolved-rejected' },
    { to: 'prepared', trigger: 'resolved-absent' },
    paid,
  ],
  registered: [
    { to: 'registered', trigger: 'terms-changed' },
    { to: 'closing', trigger: 'close-requested' },
    { to: 'cancelled', trigger: 'cancelled-at-gateway' },
    { to: 'expired', trigger: 'last-payable-day-over' },
    { to: 'marked', trigger: 'marked-at-gateway' },
    paid,
  ],
  rejected: [{ to: 'discarded', trigger: 'corrected' }],
  closing: [
    { to: 'cancelled', trigger: 'cancel-confirmed' },
    { to: 'marked', trigger: 'mark-confirmed' },
    { to: 'registered', trigger: 'close-refused' },
    paid,
  ],
  cancelled: [{ to: 'registered', trigger: 'reinstated' }, paid],
  expired: [paid],
  marked: [{ to: 'registered', trigger: 'mark-undone' }, paid],
  paid: [{ to: 'refunded', trigger: 'fully-reversed' }],
  refunded: [],
  discarded: [],
};

/** States in which the gateway may hold something payable, so that no second charge of the kind may be sent. */
export const liveChargeStates = ['sending', 'sent', 'unknown', 'registered', 'closing'] as const;

const live: ReadonlySet<ChargeState> = new Set(liveChargeStates);

export function isLive(state: ChargeState): boolean {
  return live.has(state);
}

export function canMove(from: ChargeState, to: ChargeState): boolean {
  return chargeMoves[from].some((move) => move.to === to);
}

/**
 * The state after a confirmed payment of this charge. Where the table has no way to `paid` the state
 * stays as it is: the payment itself is a fact and is stored all the same.
 */
export function afterConfirmedPayment(state: ChargeState): ChargeState {
  return canMove(state, 'paid') ? 'paid' : state;
}
