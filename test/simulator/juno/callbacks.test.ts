import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, type Wire } from '../harness.ts';
import { startReceiver, type ReceivedPost, type Receiver } from '../receiver.ts';
import { DAY, openAccount, type JunoAccount } from './account.ts';

const HOUR = 3_600_000;

let account: JunoAccount;
let receiver: Receiver;

beforeEach(async () => {
  account = await openAccount();
  receiver = await startReceiver();
});

afterEach(async () => {
  await account.close();
  await receiver.close();
});

const told = (post: ReceivedPost | undefined): Wire => JSON.parse(post?.body ?? '');

const changesOf = (posts: readonly ReceivedPost[]) =>
  posts.map((post) => {
    const { eventType, data } = told(post);
    return [eventType, data[0].attributes.status] as readonly unknown[];
  });

const signatureOf = (secret: string, { body }: ReceivedPost) =>
  createHmac('sha256', secret).update(body).digest('hex');

/** Answers with these statuses in turn, then with 200. */
function answerInTurn(...statuses: readonly number[]): void {
  const left = [...statuses];
  receiver.answerWith((response) => response.writeHead(left.shift() ?? 200).end());
}

const idle = () => account.harness.simulator.whenIdle();

const advance = (ms: number) => account.harness.simulator.advance(ms);

const callbacks = async (): Promise<Wire[]> =>
  (await account.harness.control('GET', '/juno/callbacks')).body.callbacks as Wire[];

const patch = (id: unknown, body: object) =>
  account.call('PATCH', `/notifications/webhooks/${String(id)}`, body);

describe('a callback of the simulated Juno', () => {
  it('tells the life of a boleto, signed with the secret of the webhook', async () => {
    const { secret } = await account.webhook(receiver.url);
    const { id, code, link } = await account.charge();
    await fetch(String(link));
    await idle();

    await account.act(id, 'identify', { on: '2026-11-23' });
    await account.act(id, 'pay');
    await idle();

    expect(changesOf(receiver.posts)).toEqual([
      ['CHARGE_CREATED', 'ACTIVE'],
      ['CHARGE_READ_CONFIRMATION', undefined],
      ['PAYMENT_NOTIFICATION', 'AUTHORIZED'],
      ['PAYMENT_NOTIFICATION', 'CONFIRMED'],
      ['CHARGE_STATUS_CHANGED', 'PAID'],
    ]);
    for (const post of receiver.posts)
      expect(post.headers['x-signature']).toBe(signatureOf(String(secret), post));
    expect(told(receiver.posts[3]).data[0]).toMatchObject({
      entityType: 'PAYMENT',
      attributes: {
        date: '2026-11-23',
        releaseDate: '2026-11-24',
        amount: '45.00',
        fee: '2.50',
        type: 'BOLETO',
        charge: { id, code, reference: 'CLI42-01', dueDate: '2026-12-10', amount: '50.00' },
      },
    });
    expect(told(receiver.posts[1]).data[0].attributes.source).toBe('DOCUMENT');
  });

  it('tells AUTHORIZED before CONFIRMED where the account does so', async () => {
    await account.set({ authorizesFirst: true });
    await account.webhook(receiver.url, ['PAYMENT_NOTIFICATION']);
    const { id } = await account.charge();

    await account.act(id, 'pay');
    const posts = await receiver.arrived(2);

    expect(changesOf(posts).map(([, status]) => status)).toEqual(['AUTHORIZED', 'CONFIRMED']);
    expect(new Set(posts.map((post) => told(post).data[0].entityId as string)).size).toBe(1);
  });

  it('tells endings and what goes back', async () => {
    await account.webhook(receiver.url, ['PAYMENT_NOTIFICATION', 'CHARGE_STATUS_CHANGED']);
    const [cancelled, settled, refunded] = [
      await account.charge(),
      await account.charge(),
      await account.charge(),
    ];

    await account.call('PUT', `/charges/${cancelled.id}/cancelation`);
    await account.act(settled.id, 'settle');
    await account.act(refunded.id, 'pay');
    await account.act(refunded.id, 'refund', { amountCents: 1_000 });
    await account.act(refunded.id, 'contest', { on: '2026-11-25' });
    await idle();

    const of = (id: string) =>
      receiver.posts.filter(
        (post) => JSON.stringify(told(post)).includes(id) && told(post).data.length === 1,
      );
    expect(changesOf(of(cancelled.id))).toEqual([['CHARGE_STATUS_CHANGED', 'CANCELLED']]);
    expect(changesOf(of(settled.id))).toEqual([['CHARGE_STATUS_CHANGED', 'MANUAL_RECONCILIATION']]);
    expect(changesOf(of(refunded.id))).toEqual([
      ['PAYMENT_NOTIFICATION', 'CONFIRMED'],
      ['CHARGE_STATUS_CHANGED', 'PAID'],
      ['PAYMENT_NOTIFICATION', 'PARTIALLY_REFUNDED'],
      ['PAYMENT_NOTIFICATION', 'BANK_PAID_BACK'],
    ]);
    expect(told(of(refunded.id).at(-1)).data[0].attributes).toMatchObject({
      paybackDate: '2026-11-25',
      paybackAmount: '45.00',
    });
  });

  it('is tried again, the same body and signature, until it is answered 200', async () => {
    answerInTurn(500, 204, 301);
    await account.webhook(receiver.url, ['CHARGE_CREATED']);
    await account.charge();
    await receiver.arrived(1);
    await idle();

    await advance(6 * HOUR);

    expect(receiver.posts).toHaveLength(4);
    expect(new Set(columns(receiver.posts, 'body').flat()).size).toBe(1);
    expect(new Set(receiver.posts.map(({ headers }) => headers['x-signature'])).size).toBe(1);
    const [tried] = await callbacks();
    expect(tried.state).toBe('delivered');
    expect(columns(tried.attempts, 'httpStatus').flat()).toEqual([500, 204, 301, 200]);
  });

  it('follows the waits, the answers and the end that the account is set to', async () => {
    await account.set({ callbackWaitsMinutes: [1, 2], callbackSuccess: '2xx' });
    answerInTurn(500, 500, 500, 500, 204);
    await account.webhook(receiver.url, ['CHARGE_CREATED']);
    await account.charge();
    await receiver.arrived(1);
    await idle();
    await advance(HOUR);
    const givenUp = await callbacks();

    await account.charge();
    await idle();
    await advance(HOUR);
    const [, delivered] = await callbacks();

    expect(givenUp).toHaveLength(1);
    expect(givenUp[0]).toMatchObject({ state: 'given-up' });
    expect(givenUp[0].attempts).toHaveLength(3);
    expect(columns(delivered.attempts, 'httpStatus').flat()).toEqual([500, 204]);
  });

  it('makes the webhook INACTIVE after the last try where the account is set so', async () => {
    await account.set({ callbackWaitsMinutes: [1], callbackSwitchesOff: true });
    answerInTurn(500, 500);
    const { id, eventTypes } = await account.webhook(receiver.url, ['CHARGE_CREATED']);
    await account.charge();
    await receiver.arrived(1);
    await idle();
    await advance(HOUR);
    await account.charge();
    await idle();
    const off = await account.call('GET', `/notifications/webhooks/${String(id)}`);
    const { body: urls } = await account.harness.control('GET', '/juno/url');

    const names = columns(eventTypes, 'name').flat();
    const on = await patch(id, { status: 'ACTIVE', eventTypes: names });
    const resent = await account.harness.control('POST', '/juno/callbacks/resend', {
      status: 'suspended',
    });
    await receiver.arrived(4);

    expect(off.body.status).toBe('INACTIVE');
    expect(urls.urls).toMatchObject([{ url: receiver.url, active: false, suspended: 2 }]);
    expect(on.body.status).toBe('ACTIVE');
    expect(resent.body.queued).toBe(2);
  });

  it('waits while the panel has switched the address off', async () => {
    const { id } = await account.webhook(receiver.url, ['CHARGE_CREATED']);
    const put = (active: boolean) =>
      account.harness.control('PUT', '/juno/url', { url: receiver.url, active });
    const status = async () =>
      (await account.call('GET', `/notifications/webhooks/${String(id)}`)).body.status as string;

    await put(false);
    const off = await status();
    await account.charge();
    await idle();
    const silent = receiver.posts.length;
    await put(true);
    const on = await status();
    await account.charge();
    await receiver.arrived(1);

    expect([off, silent, on]).toEqual(['INACTIVE', 0, 'ACTIVE']);
  });

  it('is not made for an INACTIVE webhook, a type it does not hold or a deprecated one', async () => {
    await account.set({ deprecatedEventTypes: ['CHARGE_STATUS_CHANGED'] });
    const first = await account.webhook(receiver.url, ['CHARGE_CREATED']);
    await account.webhook(`${receiver.url}/two`, ['PAYMENT_NOTIFICATION']);
    await patch(first.id, { status: 'INACTIVE', eventTypes: ['CHARGE_CREATED'] });

    const { id } = await account.charge();
    await account.act(id, 'pay');
    await idle();

    expect(changesOf(receiver.posts)).toEqual([['PAYMENT_NOTIFICATION', 'CONFIRMED']]);
    expect(receiver.posts[0]?.path).toBe('/callbacks/efi/two');
  });

  it('still goes out after its webhook was deleted', async () => {
    answerInTurn(500);
    const { id } = await account.webhook(receiver.url, ['CHARGE_CREATED']);
    await account.charge();
    await receiver.arrived(1);
    await idle();

    const removed = await account.call('DELETE', `/notifications/webhooks/${String(id)}`);
    await advance(3 * HOUR);

    expect(removed.status).toBe(204);
    expect(receiver.posts).toHaveLength(2);
  });

  it('tells numbers and the sure fields alone where the account is set so', async () => {
    await account.set({ callbackAmounts: 'number', callbackCharge: 'bare' });
    await account.webhook(receiver.url, ['PAYMENT_NOTIFICATION']);
    const { id, code } = await account.charge();

    await account.act(id, 'pay');
    const [post] = await receiver.arrived(1);

    expect(told(post).data[0].attributes).toMatchObject({ amount: 45, fee: 2.5 });
    expect(told(post).data[0].attributes.charge).toEqual({
      id,
      code,
      dueDate: '2026-12-10',
      amount: 50,
    });
  });

  it('comes twice, late, or not at all when a fault strikes it', async () => {
    await account.webhook(receiver.url, ['CHARGE_CREATED']);
    const faults = [
      { gateway: 'juno', kind: 'duplicate', count: 1 },
      { gateway: 'juno', kind: 'lose', count: 1 },
    ];
    await account.harness.control('PUT', '/faults', { faults: faults.slice(0, 1) });
    await account.charge();
    await receiver.arrived(2);
    await account.harness.control('PUT', '/faults', { faults: faults.slice(1) });
    await account.charge();
    await idle();
    const late = { gateway: 'juno', kind: 'late', count: 1, delayMs: DAY };
    await account.harness.control('PUT', '/faults', { faults: [late] });
    await account.charge();
    await idle();
    const before = receiver.posts.length;

    await advance(DAY);

    expect([before, receiver.posts.length]).toEqual([2, 3]);
  });

  it('is sent by "Testar" with the signature of the webhook at that address', async () => {
    const { secret } = await account.webhook(receiver.url);

    const { body } = await account.harness.control('POST', '/juno/url/test', { url: receiver.url });

    const [post] = receiver.posts;
    expect(body.ok).toBe(true);
    expect(post?.headers['x-signature']).toBe(
      signatureOf(String(secret), post ?? { path: '', contentType: '', headers: {}, body: '' }),
    );
  });
});

describe('a webhook of the simulated Juno', () => {
  it('keeps its address and secret when it is changed', async () => {
    const made = await account.webhook(receiver.url, ['CHARGE_CREATED']);

    const changed = await patch(made.id, {
      url: 'https://other.test',
      status: 'INACTIVE',
      eventTypes: ['PAYMENT_NOTIFICATION', 'CHARGE_CREATED'],
    });
    const shown = await account.call('GET', `/notifications/webhooks/${String(made.id)}`);

    expect(made.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(made.id).toMatch(/^wbh_[0-9A-F]{16}$/);
    expect(changed.body).toMatchObject({ url: receiver.url, secret: made.secret });
    expect(columns(changed.body.eventTypes, 'name').flat()).toEqual([
      'PAYMENT_NOTIFICATION',
      'CHARGE_CREATED',
    ]);
    expect(shown.body).toEqual(changed.body);
  });

  it('frees its event types when it is deactivated or deleted', async () => {
    const first = await account.webhook(receiver.url, ['CHARGE_CREATED']);
    await patch(first.id, { status: 'INACTIVE', eventTypes: ['CHARGE_CREATED'] });
    const second = await account.webhook(receiver.url, ['CHARGE_CREATED']);
    await account.call('DELETE', `/notifications/webhooks/${String(second.id)}`);

    const third = await account.webhook(receiver.url, ['CHARGE_CREATED']);

    expect([first.status, second.status, third.status]).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE']);
  });
});
