import { expect, it } from 'vitest';
import { pauseAfter } from '../../../main/services/outbox/pacing.ts';

const DAY = 86_400_000;

it.each([
  [90_000, 90_000],
  // A moment in seconds since 1970 in the place of seconds from now.
  [1_795_392_000_000, DAY],
  [Number.POSITIVE_INFINITY, DAY],
])('an account that is asked to wait %i ms rests for %i', (retryAfterMs, pause) => {
  const ending = {
    ending: 'not-sent',
    reason: 'rate-limited',
    text: 'cota',
    retryAfterMs,
  } as const;

  expect(pauseAfter(ending, 0)).toBe(pause);
});

it('an account that is not told how long rests longer without a network each time, up to ten minutes', () => {
  const ending = { ending: 'not-sent', reason: 'no-network', text: 'ENOTFOUND' } as const;

  expect([0, 1, 2, 20].map((tries) => pauseAfter(ending, tries))).toEqual([
    15_000, 30_000, 60_000, 600_000,
  ]);
});
