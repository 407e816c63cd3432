import { fromMs, type Instant } from '../domain/instant.ts';

/** Where "now" comes from. Tests and the demonstration put another one in its place. */
export interface Clock {
  now(): Instant;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => fromMs(Date.now()) };
