/** Requests that belong to no account: counted, and a few remembered, without what they carried. */
import type { Instant } from '../../domain/instant.ts';
import { maskUnknown } from './listener-mask.ts';

const SAMPLE_SIZE = 500;
const HOURS_KEPT = 48;
const PATH_LENGTH = 200;

export interface Stranger {
  readonly at: Instant;
  readonly method: string;
  /** At most 200 characters; what looks like a secret is masked. */
  readonly path: string;
  readonly sourceIp: string;
}

export interface StrangerCounts {
  readonly total: number;
  /** The last 48 hours in which any came, oldest first; `hour` is `2026-11-21T12`, UTC. */
  readonly byHour: readonly { readonly hour: string; readonly count: number }[];
  /** The last 500, oldest first. */
  readonly sample: readonly Stranger[];
}

export interface Strangers {
  note(stranger: Stranger): void;
  counts(): StrangerCounts;
}

export function createStrangers(): Strangers {
  const hours = new Map<string, number>();
  const sample: Stranger[] = [];
  let total = 0;
  return {
    note: (stranger) => {
      total += 1;
      countHour(hours, stranger.at.slice(0, 13));
      sample.push({ ...stranger, path: maskUnknown(stranger.path.slice(0, PATH_LENGTH)) });
      if (sample.length > SAMPLE_SIZE) sample.shift();
    },
    counts: () => ({
      total,
      byHour: [...hours].map(([hour, count]) => ({ hour, count })),
      sample: [...sample],
    }),
  };
}

function countHour(hours: Map<string, number>, hour: string): void {
  hours.set(hour, (hours.get(hour) ?? 0) + 1);
  const [oldest] = hours.keys();
  if (hours.size > HOURS_KEPT && oldest !== undefined) hours.delete(oldest);
}
