/** The words of the simulator's panel, shared by the contract and the use cases. */

/** What the payer, the bank or the operator of a gateway's own site can do to a charge. */
export const simulatedActions = [
  'pay',
  'identify',
  'credit',
  'settle',
  'overdue',
  'expire',
  'cancel',
  'refund',
  'contest',
  'restore',
] as const;
export type SimulatedAction = (typeof simulatedActions)[number];

/** What became of a notice: `waiting` has not failed and may still arrive, or arrived and was not read yet. */
export const noticeOutcomes = ['delivered', 'failed', 'waiting'] as const;
export type NoticeOutcome = (typeof noticeOutcomes)[number];

/** Faults of the gateway's API, then those of its callbacks; `switch-off` is the classic policy. */
export const faultKinds = [
  'delay',
  'status',
  'error',
  'drop-before',
  'drop-after',
  'truncate',
  'html',
  'rate-limit',
  'late',
  'lose',
  'duplicate',
  'reorder',
  'switch-off',
] as const;
export type FaultKind = (typeof faultKinds)[number];
