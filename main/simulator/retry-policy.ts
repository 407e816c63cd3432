import { addMs, type Instant } from '../../domain/instant.ts';

/** When a callback that has not arrived is tried again, and when the gateway gives up. */
export interface RetryPolicy {
  /** Waits after the 1st, 2nd, ... try. */
  readonly waitsMs: readonly number[];
  /** No try later than this after the callback was made; undefined = the waits alone decide. */
  readonly lastsMs?: number;
  /** Time limit of one try, where the gateway's own is known. */
  readonly timeoutMs?: number;
  /** Only a 200 counts as arrived, and running out of tries switches the URL off. */
  readonly isClassic: boolean;
  /** Only a 200 counts as arrived, also where running out of tries has no such end. */
  readonly takesOnly200?: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Until the token is read, for three days (efi.md 3.2). The waits inside the three days are not documented;
 * these are those of the table that Efí copied from its Pix page, with one last try when the three days end.
 */
export const untilReadPolicy: RetryPolicy = {
  waitsMs: [5, 10, 20, 40, 80, 160, 320, 640, 1280].map((minutes) => minutes * MINUTE_MS),
  lastsMs: 3 * DAY_MS,
  isClassic: false,
};

/** First try and nine more in about one hour, then the URL is switched off (efi.md 3.2 c). The spacing is a guess. */
export const classicPolicy: RetryPolicy = {
  waitsMs: Array.from({ length: 9 }, () => 400_000),
  isClassic: true,
};

/**
 * When to try next.
 * @param tries how many were made, the last of them at `now`
 * @returns undefined when the gateway gives up
 */
export function nextTryAt(
  policy: RetryPolicy,
  tries: number,
  at: { readonly createdAt: Instant; readonly now: Instant },
): Instant | undefined {
  const wait = policy.waitsMs[tries - 1];
  if (policy.lastsMs === undefined) return wait === undefined ? undefined : addMs(at.now, wait);
  const last = addMs(at.createdAt, policy.lastsMs);
  if (at.now >= last) return undefined;
  const next = wait === undefined ? last : addMs(at.now, wait);
  return next < last ? next : last;
}
