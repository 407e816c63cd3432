const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Waits after the first, second ... unsuccessful try; the last one is kept for ever after. */
const DELAYS_MS = [
  5 * SECOND,
  20 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  60 * MINUTE,
] as const;

/** While the account cannot be used yet: its secrets are locked, or its simulator is not running. */
export const NOT_READY_MS = 15 * SECOND;

/** @param tries unsuccessful tries before this one */
export function retryDelayMs(tries: number): number {
  return DELAYS_MS[Math.min(tries, DELAYS_MS.length - 1)] ?? 60 * MINUTE;
}
