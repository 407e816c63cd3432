/** When a gateway that cannot tell us of payments gives up (D4): what is known, and what is only estimated. */
import { addMs, type Instant } from './instant.ts';

/** How long a gateway tries to deliver one callback. Facts of its manual; absent in gateways that name none. */
export interface CallbackRetries {
  /** From the first try of a callback to its last one. */
  readonly lastsMs: number;
  /** The first one with them; absent where only a time ends the tries. */
  readonly tries?: number;
  /** What the gateway does afterwards: stops calling the address, holds all callbacks back, or drops this one. */
  readonly end: 'address-off' | 'queue-paused' | 'notice-lost';
  /** The manual names the time of each try; otherwise `lastsMs` is a round figure. */
  readonly isExact: boolean;
}

/** What we know of one account's callbacks. */
export interface CallbackStanding {
  readonly lastGoodAt?: Instant | undefined;
  /** Since when nothing comes through from outside; undefined while that is not known. */
  readonly downSince?: Instant | undefined;
  /** Tries that reached us and did not get their 200. */
  readonly failed?:
    { readonly count: number; readonly firstAt: Instant; readonly lastAt: Instant } | undefined;
}

export type CallbackDeadline =
  | { readonly state: 'fine' }
  | {
      /** `unlimited`: the manual does not say when the gateway gives up. */
      readonly state: 'counting' | 'over' | 'unlimited';
      readonly since: Instant;
      /** Undefined where the manual says nothing. */
      readonly endsAt: Instant | undefined;
      /** The first try was not seen, or its plan is a round figure. */
      readonly isEstimate: boolean;
      /** Tries that reached us without a 200. */
      readonly failedTries: number;
    };

/** A callback that came through ends every outage before it. */
export function callbackDeadline(
  standing: CallbackStanding,
  retries: CallbackRetries | undefined,
  now: Instant,
): CallbackDeadline {
  const { lastGoodAt, downSince, failed } = standing;
  const isOld = (at: Instant): boolean => lastGoodAt !== undefined && lastGoodAt >= at;
  const down = downSince === undefined || isOld(downSince) ? undefined : downSince;
  const seen = failed === undefined || isOld(failed.lastAt) ? undefined : failed;
  const since = earlier(down, seen?.firstAt);
  if (since === undefined) return { state: 'fine' };
  const failedTries = seen?.count ?? 0;
  if (retries === undefined)
    return { state: 'unlimited', since, endsAt: undefined, isEstimate: true, failedTries };
  const endsAt = addMs(since, retries.lastsMs);
  return {
    state: endsAt > now ? 'counting' : 'over',
    since,
    endsAt,
    // Before the first try that we saw others may have been lost on the way.
    isEstimate: !retries.isExact || down !== undefined,
    failedTries,
  };
}

function earlier(one: Instant | undefined, other: Instant | undefined): Instant | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}
