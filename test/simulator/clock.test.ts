import { afterEach, describe, expect, it } from 'vitest';
import { addMs, instant, toMs } from '../../domain/instant.ts';
import { civilDateOf } from '../../domain/civil-date.ts';
import { systemClock } from '../../main/simulator/clock.ts';
import { oneStep } from './efi/bodies.ts';
import { columns, START, startHarness, type Harness, type Wire } from './harness.ts';
import { startReceiver } from './receiver.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let harness: Harness | undefined;

afterEach(() => harness?.close());

const issue = async (open: Harness, url?: string, change: object = {}): Promise<string> => {
  const { body } = await open.api('POST', '/v1/charge/one-step', oneStep(url, change));
  return String(body.data.charge_id);
};

describe("the simulator's clock", () => {
  it('moves by what is asked and keeps it over a restart', async () => {
    harness = await startHarness();

    const moved = await harness.control('POST', '/clock', { advanceMs: 2 * DAY });
    await harness.restart();
    const after = await harness.control('GET', '/clock');

    expect(moved.body).toMatchObject({ now: addMs(START, 2 * DAY), offsetMs: 2 * DAY });
    expect(after.body).toEqual({
      now: addMs(START, 2 * DAY),
      offsetMs: 2 * DAY,
      canMove: true,
    });
  });

  it('refuses to move when the core says that real accounts exist, and still tells the time', async () => {
    harness = await startHarness({ mayMoveClock: () => false });

    const refused = await harness.control('POST', '/clock', { advanceMs: 1 });
    const stood = await harness.control('POST', '/clock', { advanceMs: 0 });

    expect(refused.status).toBe(409);
    expect(stood.body.now).toBe(START);
  });

  it.each([[-1], [0.5], ['1'], [undefined]])('refuses to move by %s', async (advanceMs) => {
    harness = await startHarness();

    const refused = await harness.control('POST', '/clock', { advanceMs });

    expect(refused.status).toBe(400);
  });

  it('makes a charge unpaid once the first bank day on which it could be paid is over', async () => {
    harness = await startHarness();
    // A Sunday: payable on Monday without being late.
    const id = await issue(harness, undefined, { expire_at: '2026-12-13' });
    const monday = toMs(instant('2026-12-15T02:59:00Z')) - toMs(START);

    await harness.control('POST', '/clock', { advanceMs: monday });
    const before = await harness.api('GET', `/v1/charge/${id}`);
    await harness.control('POST', '/clock', { advanceMs: 60_000 });
    const after = await harness.api('GET', `/v1/charge/${id}`);

    expect(before.body.data.status).toBe('waiting');
    expect(after.body.data.status).toBe('unpaid');
    expect((after.body.data.history as Wire[]).at(-1)).toMatchObject({
      created_at: '2026-12-15 00:00:00',
    });
  });

  it('tries an unread callback again at the waits of the schedule and gives up after three days', async () => {
    harness = await startHarness();
    const receiver = await startReceiver();
    await issue(harness, receiver.url);

    await harness.control('POST', '/clock', { advanceMs: 4 * DAY, readGraceMs: 0 });
    const { body } = await harness.control('GET', '/efi/callbacks');
    await receiver.close();

    const [, waiting] = body.callbacks as Wire[];
    const attempts = waiting.attempts as { at: string }[];
    const minutes = attempts.map(({ at }) => Math.round((Date.parse(at) - toMs(START)) / 60_000));
    expect(columns(body.callbacks, 'change', 'state')).toEqual([
      ['new', 'given-up'],
      ['waiting', 'given-up'],
    ]);
    // What falls due within one minute is done in one step, at most a minute late.
    const planned = [0, 5, 15, 35, 75, 155, 315, 635, 1275, 2555, 4320];
    expect(minutes).toHaveLength(planned.length);
    minutes.forEach((minute, index) => {
      expect(minute - (planned[index] ?? 0)).toBeGreaterThanOrEqual(0);
      expect(minute - (planned[index] ?? 0)).toBeLessThanOrEqual(1);
    });
  });

  it('wakes by itself, in real time, for what is due later', async () => {
    harness = await startHarness({ clock: systemClock });
    const receiver = await startReceiver();
    const late = { gateway: 'efi', kind: 'late', delayMs: 30 };
    await harness.control('PUT', '/faults', { faults: [late] });

    await issue(harness, receiver.url, { expire_at: civilDateOf(systemClock.now()) });
    const posts = await receiver.arrived(2);
    await receiver.close();

    expect(posts).toHaveLength(2);
  });
});
