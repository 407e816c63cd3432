import { addMs, fromMs, type Instant } from '../../domain/instant.ts';
import type { Settings } from './store/settings.ts';

/** Where "now" comes from. */
export interface Clock {
  now(): Instant;
}

/** A clock that runs like the one under it, moved forward by what was asked for. The offset survives a restart. */
export interface SimulatorClock extends Clock {
  /** Milliseconds ahead of the clock under it. */
  offsetMs(): number;
  /** Moves forward. Statuses and callbacks follow only when the timekeeper is the one who asks. */
  advance(ms: number): void;
}

export const systemClock: Clock = { now: () => fromMs(Date.now()) };

/** @param base the clock under it; the machine's own unless tests or the demonstration give another */
export function createSimulatorClock(settings: Settings, base: Clock): SimulatorClock {
  const stored = settings.get('*', 'clockOffsetMs');
  let offsetMs = typeof stored === 'number' ? stored : 0;
  return {
    now: () => addMs(base.now(), offsetMs),
    offsetMs: () => offsetMs,
    advance(ms) {
      if (!Number.isSafeInteger(ms) || ms < 0) throw new RangeError(`Not a way forward: ${ms}`);
      offsetMs += ms;
      settings.put('*', 'clockOffsetMs', offsetMs);
    },
  };
}
