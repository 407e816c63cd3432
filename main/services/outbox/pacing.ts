/** How long the outbox waits after what did not work. */
import type { NotSent } from '../../gateways/gateway.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Before the first look-up: the gateway gets a moment to finish what it may have begun. */
export const FIRST_LOOK_UP_MS = 5 * SECOND;
/** Between two empty look-ups of an unknown charge: the gateway may still be writing it down. */
export const LOOK_UP_GAP_MS = 10 * MINUTE;
/** After a look-up that could not be made. */
export const LOOK_UP_RETRY_MS = MINUTE;
/** Empty look-ups that prove that a charge does not exist. */
export const EMPTY_LOOK_UPS = 2;
/** After an action whose end nobody knows. */
export const ACTION_RETRY_MS = MINUTE;

/** Pause of a whole account after a call that surely was not processed. */
export function pauseAfter(ending: NotSent, tries: number): number {
  if (ending.retryAfterMs !== undefined) return ending.retryAfterMs;
  switch (ending.reason) {
    case 'no-network':
      return Math.min(15 * SECOND * 2 ** Math.min(tries, 6), 10 * MINUTE);
    case 'credentials':
      return 10 * MINUTE;
    case 'rate-limited':
      return HOUR;
    case 'refused-before-processing':
      return 5 * MINUTE;
  }
}
