import { expect, it } from 'vitest';
import { callbackDeadline, type CallbackRetries } from '../../domain/callback-deadline.ts';
import { instant } from '../../domain/instant.ts';

const HOUR_MS = 60 * 60_000;
const at = (time: string) => instant(`2026-11-21T${time}:00Z`);
const failed = (count: number, first: string, last: string) => ({
  count,
  firstAt: at(first),
  lastAt: at(last),
});

const oneHour: CallbackRetries = {
  lastsMs: HOUR_MS,
  tries: 10,
  end: 'address-off',
  isExact: false,
};
const exact: CallbackRetries = {
  lastsMs: 98 * HOUR_MS,
  tries: 50,
  end: 'notice-lost',
  isExact: true,
};

it('is fine while nothing failed and the way in is open', () => {
  expect(callbackDeadline({ lastGoodAt: at('12:00') }, oneHour, at('14:00'))).toEqual({
    state: 'fine',
  });
});

it.each([
  [
    'from the outage on, as an estimate',
    { downSince: at('14:02') },
    oneHour,
    {
      state: 'counting',
      since: at('14:02'),
      endsAt: at('15:02'),
      isEstimate: true,
      failedTries: 0,
    },
  ],
  [
    'from the first try that failed here, as an estimate where the plan is a round figure',
    { failed: failed(3, '14:10', '14:20') },
    oneHour,
    {
      state: 'counting',
      since: at('14:10'),
      endsAt: at('15:10'),
      isEstimate: true,
      failedTries: 3,
    },
  ],
  [
    'exactly, where the first try was seen and the plan is exact',
    { failed: failed(1, '14:10', '14:10') },
    exact,
    {
      state: 'counting',
      since: at('14:10'),
      endsAt: instant('2026-11-25T16:10:00Z'),
      isEstimate: false,
      failedTries: 1,
    },
  ],
  [
    'from an outage before the first try that was seen, and then never exactly',
    { downSince: at('14:02'), failed: failed(1, '14:10', '14:10') },
    exact,
    {
      state: 'counting',
      since: at('14:02'),
      endsAt: instant('2026-11-25T16:02:00Z'),
      isEstimate: true,
      failedTries: 1,
    },
  ],
  [
    'to its end',
    { downSince: at('13:00') },
    oneHour,
    { state: 'over', since: at('13:00'), endsAt: at('14:00'), isEstimate: true, failedTries: 0 },
  ],
  [
    'without an end where the manual names none',
    { downSince: at('13:00') },
    undefined,
    { state: 'unlimited', since: at('13:00'), endsAt: undefined, isEstimate: true, failedTries: 0 },
  ],
] as const)('counts %s', (_case, standing, retries, expected) => {
  expect(callbackDeadline(standing, retries, at('14:30'))).toEqual(expected);
});

it.each([
  ['an outage', { downSince: at('14:02'), lastGoodAt: at('14:05') }],
  ['tries that failed', { failed: failed(4, '14:02', '14:04'), lastGoodAt: at('14:05') }],
])('is over with the first callback that comes through: %s', (_case, standing) => {
  expect(callbackDeadline(standing, oneHour, at('14:30'))).toEqual({ state: 'fine' });
});

it('goes on where a callback came through before the last failure', () => {
  const standing = { lastGoodAt: at('14:05'), downSince: at('14:10') };

  expect(callbackDeadline(standing, oneHour, at('14:30'))).toMatchObject({ since: at('14:10') });
});
