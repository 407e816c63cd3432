/** How long the outbox waits after what did not work. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { NotSent } from '../../gateways/outcomes.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Before the first look-up: the gateway gets a moment to finish what it may have begun. */
export const FIRST_LOOK_UP_MS = 5 * SECOND;
/** Between two empty look-ups of an unknown charge: the gateway may still be writing it down. */
export const LOOK_UP_GAP_MS = 10 * MINUTE;
/** After a look-up that could not be made. */
export const LOOK_UP_RETRY_MS = MINUTE;
/** Empty look-ups that prove that a charge does not exist. */
export const EMPTY_LOOK_UPS = 2;
/** Tries of an action that the gateway takes without ever showing it. */
export const MOST_TRIES = 10;
/** Pause of an account whose gateway refuses the account itself. */
export const ACCOUNT_REFUSED_MS = 10 * MINUTE;
/** While another charge of the same título is still live. */
export const OTHER_LIVE_MS = MINUTE;

/** After an action whose end nobody knows, longer each time. */
export function retryMs(tries: number): number {
  return Math.min(MINUTE * 2 ** Math.min(tries, 6), HOUR);
}

/** Pause of a whole account after a call that surely was not processed; never longer than a day, whatever was asked for. */
export function pauseAfter(ending: NotSent, tries: number): number {
  // Some write the moment of the reset where others write the seconds until then.
  if (ending.retryAfterMs !== undefined) return Math.min(ending.retryAfterMs, DAY);
  switch (ending.reason) {
    case 'no-network':
      return Math.min(15 * SECOND * 2 ** Math.min(tries, 6), 10 * MINUTE);
    case 'credentials':
      return 10 * MINUTE;
    case 'rate-limited':
      return HOUR;
    case 'refused-before-processing':
      return 5 * MINUTE;
    default:
      return assertNever(ending.reason);
  }
}
