/** What a gateway can tell of a charge, in our words; each gateway's statuses are mapped in one table of its own. */
export const eventKinds = [
  'registered',
  'overdue',
  'announced',
  'paid',
  'credited',
  'marked',
  'cancelled',
  'expired',
  'refunded',
  'partly-refunded',
  'contested',
  'failed',
  'other',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** By which road an event came to us. */
export const eventSources = ['callback', 'poll', 'sweep', 'retorno'] as const;
export type EventSource = (typeof eventSources)[number];
