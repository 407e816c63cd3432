/** Tells from a router's own seconds whether it started again, which loses its mappings (RFC 6886, 3.6). */
import { toMs, type Instant } from '../../../domain/instant.ts';

export interface Epoch {
  readonly seconds: number;
  readonly heardAt: Instant;
}

/** Clocks of routers run up to an eighth slow, and an answer may be rounded. */
const SLOWEST = 7 / 8;
const SLACK_S = 2;

export function hasRestarted(before: Epoch, now: Epoch): boolean {
  const elapsedS = (toMs(now.heardAt) - toMs(before.heardAt)) / 1_000;
  return now.seconds < before.seconds + elapsedS * SLOWEST - SLACK_S;
}
