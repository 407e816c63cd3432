import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { charge } from './efi/bodies.ts';
import { startHarness, type Harness, type Wire } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});

afterEach(() => harness.close());

const faults = (fault: object, seed = 1) =>
  harness.control('PUT', '/faults', { seed, faults: [{ gateway: 'efi', ...fault }] });

const create = () => harness.api('POST', '/v1/charge', charge());

const issuedCount = async (): Promise<number> => {
  const { body } = await harness.control('GET', '/efi/charges');
  return (body.charges as Wire[]).length;
};

const onCharge = { method: 'POST', path: '/v1/charge' };

describe('faults of the simulated API', () => {
  it('answers a status without processing, as often as asked', async () => {
    await faults({ kind: 'status', status: 503, count: 2, ...onCharge });

    const replies = [await create(), await create(), await create()];

    expect(replies.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(await issuedCount()).toBe(1);
  });

  it('answers an error after processing, so that nobody knows', async () => {
    await faults({ kind: 'status', status: 500, after: true, count: 1, ...onCharge });

    const reply = await create();

    expect(reply.status).toBe(500);
    expect(await issuedCount()).toBe(1);
  });

  it.each([
    ['drop-before', 0],
    ['drop-after', 1],
    ['truncate', 1],
  ])('cuts the connection with %s', async (kind, issued) => {
    await faults({ kind, count: 1, ...onCharge });

    const outcome = await create().then(
      () => 'answered',
      () => 'cut',
    );

    expect(outcome).toBe('cut');
    expect(await issuedCount()).toBe(issued);
  });

  it('answers a page where JSON is expected', async () => {
    await faults({ kind: 'html', status: 502, count: 1, ...onCharge });
    const url = `${harness.simulator.baseUrl('efi')}/v1/charge`;

    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });

    expect(response.status).toBe(502);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<html>');
  });

  it("answers an error of the gateway's own, after processing when asked", async () => {
    await faults({ kind: 'error', code: '4600009', after: true, count: 1, ...onCharge });

    const reply = await create();

    expect(reply).toMatchObject({ status: 500, body: { code: 4600009 } });
    expect(await issuedCount()).toBe(1);
  });

  it('spends the quota of the gateway in its own words', async () => {
    await faults({ kind: 'rate-limit', count: 1, ...onCharge });

    const reply = await create();

    expect(reply.body).toEqual({
      code: 3500049,
      error: 'quota_exceeded',
      error_description: expect.any(String),
    });
  });

  it('lets a client that waits too little give up after the charge was made', async () => {
    await faults({ kind: 'delay', delayMs: 60_000, count: 1, path: '/v1/charge' });
    const token = await harness.authorize();
    const giveUp = new AbortController();

    const waiting = fetch(`${harness.simulator.baseUrl('efi')}/v1/charge`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(charge()),
      signal: giveUp.signal,
    }).then(
      () => 'answered',
      () => 'gave up',
    );
    while ((await issuedCount()) === 0);
    giveUp.abort();

    expect(await waiting).toBe('gave up');
    expect(await issuedCount()).toBe(1);
  });

  it('strikes the same calls again with the same seed', async () => {
    const run = async (seed: number) => {
      await faults({ kind: 'status', status: 500, probability: 0.5, ...onCharge }, seed);
      const replies: number[] = [];
      for (let index = 0; index < 12; index += 1) replies.push((await create()).status);
      return replies;
    };

    const [first, again, other] = [await run(7), await run(7), await run(8)];

    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  it('keeps what is left of its faults over a restart', async () => {
    await faults({ kind: 'status', status: 503, count: 2, ...onCharge });
    await create();

    await harness.restart();
    const left = await harness.control('GET', '/faults');
    const replies = [await create(), await create()];

    expect(left.body.faults).toEqual([expect.objectContaining({ count: 1 })]);
    expect(replies.map(({ status }) => status)).toEqual([503, 200]);
  });

  it('refuses faults of a gateway that is not simulated, and shapes that say nothing', async () => {
    const nobody = await harness.control('PUT', '/faults', {
      faults: [{ gateway: 'nobody', kind: 'delay' }],
    });
    const shapeless = await harness.control('PUT', '/faults', { faults: [{ gateway: 'efi' }] });

    expect(nobody.status).toBe(404);
    expect(shapeless.status).toBe(400);
  });
});
