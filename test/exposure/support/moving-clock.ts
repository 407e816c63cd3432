import { addMs, instant, type Instant } from '../../../domain/instant.ts';
import type { Clock } from '../../../main/clock.ts';

export interface MovingClock extends Clock {
  advance(ms: number): Instant;
}

/** A clock that moves only when told to. */
export function createMovingClock(start = '2026-11-21T12:00:00Z'): MovingClock {
  let now = instant(start);
  return { now: () => now, advance: (ms) => (now = addMs(now, ms)) };
}
