import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { charge, oneStep } from './efi/bodies.ts';
import { columns, startHarness, type Harness, type Wire } from './harness.ts';
import { startReceiver, type ReceivedPost, type Receiver } from './receiver.ts';

const MINUTE = 60_000;

let harness: Harness;
let receiver: Receiver;

beforeEach(async () => {
  harness = await startHarness();
  receiver = await startReceiver();
});

afterEach(async () => {
  await harness.close();
  await receiver.close();
});

const tokenOf = (post: ReceivedPost | undefined): string =>
  new URLSearchParams(post?.body).get('notification') ?? '';

const issue = async (url: string | undefined = receiver.url, change: object = {}) => {
  const { body } = await harness.api('POST', '/v1/charge/one-step', oneStep(url, change));
  return String(body.data.charge_id);
};

const read = (token: string) => harness.api('GET', `/v1/notification/${token}`);

const advance = (advanceMs: number, readGraceMs = 0) =>
  harness.control('POST', '/clock', { advanceMs, readGraceMs });

const callbacksOf = async (id: string): Promise<Wire[]> => {
  const { body } = await harness.control('GET', '/efi/charges');
  return (body.charges as Wire[]).find((one) => one.id === id).callbacks as Wire[];
};

const faults = (...kinds: readonly object[]) =>
  harness.control('PUT', '/faults', {
    faults: kinds.map((fault) => ({ gateway: 'efi', ...fault })),
  });

describe('callbacks of the simulator', () => {
  it('sends one POST per change with one token for the life of the charge', async () => {
    const id = await issue();
    await harness.control('POST', `/efi/charges/${id}/pay`);
    const posts = await receiver.arrived(4);
    const token = tokenOf(posts[0]);

    const told = await read(token);

    expect(new Set(posts.map(tokenOf))).toEqual(new Set([token]));
    expect(columns(told.body.data, 'id', 'status.current', 'status.previous')).toEqual([
      [1, 'new', null],
      [2, 'waiting', 'new'],
      [3, 'identified', 'waiting'],
      [4, 'paid', 'identified'],
    ]);
  });

  it('sends nothing for a charge without URL, and tells it all to whoever has the token', async () => {
    const id = await issue(undefined, {});
    await harness.api('POST', '/v1/charge/one-step', oneStep());
    await harness.control('POST', `/efi/charges/${id}/cancel`);
    await harness.simulator.whenIdle();

    const { body } = await harness.control('GET', '/efi/callbacks');

    const urls = columns(body.callbacks, 'url').flat();
    expect(new Set(urls)).toEqual(new Set([receiver.url]));
  });

  it('keeps trying although it was answered 200, until the token is read', async () => {
    const id = await issue();
    const [first] = await receiver.arrived(2);

    await advance(5 * MINUTE);
    const unread = receiver.posts.length;
    await read(tokenOf(first));
    await advance(3 * 24 * 60 * MINUTE);

    expect(unread).toBe(4);
    expect(receiver.posts).toHaveLength(4);
    expect(columns(await callbacksOf(id), 'state', 'nextTryAt')).toEqual([
      ['delivered', null],
      ['delivered', null],
    ]);
  });

  it('needs no second try when the token was read while the POST was on its way', async () => {
    receiver.answerWith((response, post) => {
      void read(tokenOf(post)).then(() => response.writeHead(200).end());
    });

    const id = await issue();
    await harness.simulator.whenIdle();

    expect(columns(await callbacksOf(id), 'state').flat()).toEqual(['delivered', 'delivered']);
    expect(receiver.posts).toHaveLength(2);
  });

  it.each([[301], [302], [404], [500]])(
    'takes %i for a failure and follows nothing',
    async (status) => {
      const elsewhere = await startReceiver();
      receiver.answerWith((response) =>
        response.writeHead(status, { location: elsewhere.url }).end(),
      );

      const id = await issue();
      await receiver.arrived(2);
      await harness.simulator.whenIdle();
      const urls = await harness.control('GET', '/efi/url');
      await elsewhere.close();

      expect(elsewhere.posts).toHaveLength(0);
      expect((await callbacksOf(id))[0].attempts).toEqual([
        expect.objectContaining({ attempt: 1, httpStatus: status, error: null }),
      ]);
      expect(urls.body.urls).toEqual([
        expect.objectContaining({ url: receiver.url, active: true, failedTries: 2 }),
      ]);
    },
  );

  it('ends a POST that is never answered at its time limit', async () => {
    await harness.close();
    harness = await startHarness({ fetchTimeoutMs: 50 });
    receiver.answerWith(() => undefined);

    const id = await issue();
    await harness.simulator.whenIdle();

    expect((await callbacksOf(id))[0].attempts[0]).toMatchObject({
      httpStatus: null,
      error: 'timeout',
    });
  });

  it('sends to no address but loopback and the allowed origin', async () => {
    const id = await issue('http://provedor.test/callbacks');
    await harness.simulator.whenIdle();

    expect((await callbacksOf(id))[0].attempts[0]).toMatchObject({ error: 'refused' });
  });

  it('lets pending tries follow a changed URL', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    const moved = await startReceiver();
    const id = await issue();
    await receiver.arrived(2);
    await harness.simulator.whenIdle();

    await harness.api('PUT', `/v1/charge/${id}/metadata`, { notification_url: moved.url });
    await advance(5 * MINUTE);
    await moved.close();

    expect(moved.posts).toHaveLength(2);
    expect(receiver.posts).toHaveLength(2);
  });

  it('sends again what is chosen by id, by status and by period, to another URL when asked', async () => {
    const other = await startReceiver();
    const [one, two] = [await issue(), await issue(receiver.url, { expire_at: '2026-12-11' })];
    await harness.control('POST', `/efi/charges/${one}/pay`);
    await receiver.arrived(6);
    await harness.simulator.whenIdle();
    const resend = (selection: object) =>
      harness.control('POST', '/efi/callbacks/resend', { ...selection, url: other.url });

    const byId = await resend({ ids: [two] });
    const byStatus = await resend({ status: 'paid' });
    const byPeriod = await resend({ from: '2026-11-21', to: '2026-11-21' });
    const none = await resend({ from: '2026-11-22' });
    await other.arrived(2 + 1 + 6);
    await harness.simulator.whenIdle();
    await other.close();

    expect([byId, byStatus, byPeriod, none].map(({ body }) => body.queued as number)).toEqual([
      2, 1, 6, 0,
    ]);
    expect(other.posts).toHaveLength(9);
  });

  it('switches the URL off after ten failures when the classic policy is on, and on again by hand', async () => {
    await faults({ kind: 'switch-off' });
    receiver.answerWith((response) => response.writeHead(500).end());
    await harness.api('POST', '/v1/charge', charge(receiver.url));
    await receiver.arrived(1);

    await advance(65 * MINUTE);
    const off = await harness.control('GET', '/efi/url');
    const [tries] = [receiver.posts.length];
    await harness.api('POST', '/v1/charge', charge(receiver.url));
    await advance(0);
    const silent = receiver.posts.length;
    receiver.answerWith((response) => response.writeHead(200).end());
    await harness.control('PUT', '/efi/url', { url: receiver.url, active: true });
    await harness.control('POST', '/efi/callbacks/resend', { status: 'suspended' });
    await receiver.arrived(12);
    await harness.simulator.whenIdle();
    const on = await harness.control('GET', '/efi/url');

    expect(tries).toBe(10);
    expect(silent).toBe(10);
    expect(off.body.urls[0]).toMatchObject({ active: false, failedTries: 10, suspended: 1 });
    expect(on.body.urls[0]).toMatchObject({ active: true, failedTries: 0, pending: 0 });
  });

  it('tests a URL with a POST of the gateway and tells how it was answered', async () => {
    const good = await harness.control('POST', '/efi/url/test', { url: receiver.url });
    receiver.answerWith((response) => response.writeHead(500).end());
    const bad = await harness.control('POST', '/efi/url/test', { url: receiver.url });

    expect(good.body).toMatchObject({ ok: true, httpStatus: 200, error: null });
    expect(bad.body).toMatchObject({ ok: false, httpStatus: 500 });
    expect(tokenOf(receiver.posts[0])).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends twice, late, not at all or out of order when a fault wants it', async () => {
    await faults({ kind: 'duplicate', count: 1 });
    await issue();
    await receiver.arrived(3);
    await harness.simulator.whenIdle();
    const doubled = receiver.posts.length;

    await faults({ kind: 'lose', count: 1 }, { kind: 'late', delayMs: MINUTE });
    const quiet = await issue(receiver.url, { expire_at: '2026-12-12' });
    await harness.simulator.whenIdle();
    const before = receiver.posts.length;
    await advance(MINUTE);
    const after = receiver.posts.length;

    await faults({ kind: 'reorder', count: 1 });
    const swapped = await issue(receiver.url, { expire_at: '2026-12-13' });
    await receiver.arrived(after + 2);
    await harness.simulator.whenIdle();
    const [first, second] = await callbacksOf(swapped);

    expect(doubled).toBe(3);
    expect([before, after]).toEqual([3, 4]);
    expect(columns(await callbacksOf(quiet), 'change', 'state')[0]).toEqual(['new', 'lost']);
    expect(first).toMatchObject({ change: 'new' });
    expect(second).toMatchObject({ change: 'waiting' });
    expect(receiver.posts).toHaveLength(after + 2);
  });

  it('lets the next callback overtake one', async () => {
    await faults({ kind: 'reorder', count: 1 });
    const first = await harness.api('POST', '/v1/charge', charge(receiver.url));
    await harness.api('POST', '/v1/charge', charge(receiver.url));
    const posts = await receiver.arrived(2);

    const [overtaking, overtaken] = await Promise.all(posts.map((post) => read(tokenOf(post))));

    const held = first.body.data.charge_id as number;
    expect(overtaken?.body.data[0].identifiers.charge_id).toBe(held);
    expect(overtaking?.body.data[0].identifiers.charge_id).not.toBe(held);
  });

  it('waits on its way through time for a receiver that reads what it is told', async () => {
    const reads: Promise<unknown>[] = [];
    receiver.answerWith((response, post) => {
      response.writeHead(200).end();
      reads.push(read(tokenOf(post)));
    });
    await issue();

    await advance(2 * 24 * 60 * MINUTE, 5_000);
    await Promise.all(reads);

    expect(receiver.posts).toHaveLength(2);
  });

  it.skipIf(process.platform === 'win32')('sends to the one origin that was allowed', async () => {
    const outside = receiver.url.replace('127.0.0.1', '0.0.0.0');
    const refused = await harness.control('POST', '/efi/url/test', { url: outside });

    harness.simulator.allowCallbackOrigin(outside);
    const allowed = await harness.control('POST', '/efi/url/test', { url: outside });
    harness.simulator.allowCallbackOrigin(undefined);
    const again = await harness.control('POST', '/efi/url/test', { url: outside });

    expect([refused, allowed, again].map(({ body }) => body.ok as boolean)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('carries a storm of callbacks side by side and counts none twice', async () => {
    await harness.control('PUT', '/efi/settings', { payerLimits: null, identicalLimit: null });
    const token = await harness.authorize();
    const count = 300;
    for (let index = 0; index < count; index += 1)
      await harness.api('POST', '/v1/charge', charge(receiver.url, `T-${index}`), token);

    const posts = await receiver.arrived(count);
    await harness.simulator.whenIdle();

    expect(posts).toHaveLength(count);
    expect(new Set(posts.map(tokenOf)).size).toBe(count);
  });
});
