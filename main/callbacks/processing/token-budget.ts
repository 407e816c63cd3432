/**
 * Keeps a flood of made-up callbacks from spending the gateway's daily quota of questions: what names nothing that
 * we know is asked for at most once a second and 2,000 times a day for each account. The first callback of each
 * charge that we have just sent names something new as well, and is expected.
 */
import { addDays, civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { addMs, instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';

export const UNKNOWN_EACH_MS = 1_000;
export const UNKNOWN_A_DAY = 2_000;

export interface TokenBudget {
  /** A charge, or a carnê, leaves with our address: one new token of it will come. */
  expectOne(accountId: number): void;
  /** The moment at which an unknown token may be asked for. Each call takes one. */
  reserve(accountId: number, now: Instant): Instant;
}

interface Spent {
  readonly day: CivilDate;
  readonly count: number;
  /** The last moment that was given away. */
  readonly lastAt: Instant;
}

/** Lives in memory: after a restart nothing is expected, and a flood starts with a fresh day. */
export function createTokenBudget(): TokenBudget {
  const expected = new Map<number, number>();
  const spent = new Map<number, Spent>();

  return {
    expectOne: (accountId) => void expected.set(accountId, (expected.get(accountId) ?? 0) + 1),

    reserve(accountId, now) {
      const isExpected = expected.get(accountId) ?? 0;
      if (isExpected > 0) {
        expected.set(accountId, isExpected - 1);
        return now;
      }
      const next = nextSlot(spent.get(accountId), now);
      spent.set(accountId, next);
      return next.lastAt;
    },
  };
}

function nextSlot(before: Spent | undefined, now: Instant): Spent {
  const today = civilDateOf(now);
  if (before === undefined || before.day < today) return { day: today, count: 1, lastAt: now };
  if (before.count >= UNKNOWN_A_DAY) {
    const day = addDays(before.day, 1);
    return { day, count: 1, lastAt: instantInSaoPaulo(`${day} 00:00:00`) };
  }
  const soonest = addMs(before.lastAt, UNKNOWN_EACH_MS);
  return { ...before, count: before.count + 1, lastAt: soonest > now ? soonest : now };
}
