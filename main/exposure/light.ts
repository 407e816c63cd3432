/** The light of a way in: confirmed, unknown or failed, and never a guess. */
import { addMs, type Instant } from '../../domain/instant.ts';

export type Light =
  | { readonly state: 'confirmed'; readonly at: Instant; readonly by: 'probe' | 'outside' }
  | { readonly state: 'unknown'; readonly since: Instant }
  | { readonly state: 'failed'; readonly since: Instant; readonly why: string };

/** How long one proof holds. */
export const PROOF_HOLDS_MS = 10 * 60_000;
/** One lost packet is no failure. */
const FAILURES_THAT_COUNT = 2;

/** What is known of one way; kept by the supervisor. */
export interface WayRecord {
  readonly openedAt: Instant;
  readonly lastProof?: { readonly at: Instant; readonly by: 'probe' | 'outside' } | undefined;
  /** Failed visits since the last proof, and the first of them. */
  readonly failures: number;
  readonly failingSince?: Instant | undefined;
  readonly lastFailure?: string | undefined;
}

export interface LightQuestion {
  readonly record: WayRecord;
  readonly isRefutable: boolean;
  /** Why the way itself says that it is down; undefined while it is open or opening. */
  readonly down?: string | undefined;
  readonly now: Instant;
}

/** Only what can refute turns the light red: the way's own word, or visits that must come back and do not. */
export function lightOf({ record, isRefutable, down, now }: LightQuestion): Light {
  const { lastProof, failures, failingSince, lastFailure, openedAt } = record;
  const isFresh = lastProof !== undefined && addMs(lastProof.at, PROOF_HOLDS_MS) > now;
  if (down !== undefined)
    return { state: 'failed', since: failingSince ?? lastProof?.at ?? openedAt, why: down };
  if (isRefutable && failures >= FAILURES_THAT_COUNT)
    return { state: 'failed', since: failingSince ?? openedAt, why: lastFailure ?? '' };
  if (isFresh) return { state: 'confirmed', ...lastProof };
  return { state: 'unknown', since: lastProof?.at ?? openedAt };
}

export function withProof(
  record: WayRecord,
  proof: { readonly at: Instant; readonly by: 'probe' | 'outside' },
): WayRecord {
  return { openedAt: record.openedAt, lastProof: proof, failures: 0 };
}

export function withFailure(record: WayRecord, at: Instant, why: string): WayRecord {
  return {
    ...record,
    failures: record.failures + 1,
    failingSince: record.failingSince ?? at,
    lastFailure: why,
  };
}
