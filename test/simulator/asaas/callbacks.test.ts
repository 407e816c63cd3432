import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toMs, type Instant } from '../../../domain/instant.ts';
import { columns, type Wire } from '../harness.ts';
import { startReceiver, type ReceivedPost, type Receiver } from '../receiver.ts';
import { DAY, openAccount, TOKEN, type AsaasAccount } from './account.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let account: AsaasAccount;
let receiver: Receiver;

beforeEach(async () => {
  account = await openAccount();
  receiver = await startReceiver();
});

afterEach(async () => {
  await account.close();
  await receiver.close();
});

const told = (post: ReceivedPost): Wire => JSON.parse(post.body);

const eventsOf = (posts: readonly ReceivedPost[]): readonly string[] =>
  posts.map((post) => String(told(post).event));

const paymentsOf = (posts: readonly ReceivedPost[]): readonly string[] =>
  posts.map((post) => String(told(post).payment.id));

/** Answers with these statuses in turn, then with 200. */
function answerInTurn(...statuses: readonly number[]): void {
  const left = [...statuses];
  receiver.answerWith((response) => response.writeHead(left.shift() ?? 200).end());
}

const answerAlways = (status: number) =>
  receiver.answerWith((response) => response.writeHead(status).end());

const idle = () => account.harness.simulator.whenIdle();

const advance = (ms: number) => account.harness.simulator.advance(ms);

const callbacks = async (): Promise<Wire[]> =>
  (await account.harness.control('GET', '/asaas/callbacks')).body.callbacks as Wire[];

describe('a callback of the simulated Asaas', () => {
  it('holds the whole charge, an event id and the token of the webhook', async () => {
    await account.webhook(receiver.url);

    const charge = await account.charge();
    const [post] = await receiver.arrived(1);

    expect(post?.headers).toMatchObject({
      'asaas-access-token': TOKEN,
      'user-agent': 'Java/1.8.0_282',
    });
    expect(post?.contentType).toBe('application/json;charset=UTF-8');
    expect(told(post as ReceivedPost)).toEqual({
      id: expect.stringMatching(/^evt_[0-9a-f]{32}&\d+$/),
      event: 'PAYMENT_CREATED',
      dateCreated: '2026-11-21 09:00:00',
      account: { id: expect.any(String), ownerId: null },
      payment: charge,
    });
  });

  it('tells each step of a boleto, by the clock too', async () => {
    await account.webhook(receiver.url);
    const change = { dueDate: '2026-11-23', daysAfterDueDateToRegistrationCancellation: 2 };
    const [paid, ended] = [await account.charge(change), await account.charge(change)];

    await advance(3 * DAY);
    await account.act(paid.id, 'pay');
    await advance(3 * DAY);
    await idle();

    const of = (id: string) => receiver.posts.filter((post) => told(post).payment.id === id);
    expect(eventsOf(of(paid.id))).toEqual([
      'PAYMENT_CREATED',
      'PAYMENT_OVERDUE',
      'PAYMENT_CONFIRMED',
      'PAYMENT_RECEIVED',
    ]);
    expect(eventsOf(of(ended.id))).toEqual([
      'PAYMENT_CREATED',
      'PAYMENT_OVERDUE',
      'PAYMENT_BANK_SLIP_CANCELLED',
    ]);
  });

  it('tells every change that an operator makes, and only what the webhook asked for', async () => {
    await account.webhook(receiver.url);
    await account.webhook(`${receiver.url}/few`, { events: ['PAYMENT_DELETED'] });
    const { id } = await account.charge({ billingType: 'PIX' });
    const change = { billingType: 'PIX', value: 50, dueDate: '2026-12-10' };
    await account.call('PUT', `/payments/${id}`, change);
    await account.call('DELETE', `/payments/${id}`);
    await account.call('POST', `/payments/${id}/restore`);
    await account.call('POST', `/payments/${id}/receiveInCash`, {});
    await account.call('POST', `/payments/${id}/undoReceivedInCash`);
    await account.act(id, 'pay');
    await account.call('POST', `/payments/${id}/refund`, { value: 1 });
    await account.call('POST', `/payments/${id}/refund`);
    await idle();

    const to = (path: string) => eventsOf(receiver.posts.filter((post) => post.path === path));
    expect(to('/callbacks/efi')).toEqual([
      'PAYMENT_CREATED',
      'PAYMENT_UPDATED',
      'PAYMENT_DELETED',
      'PAYMENT_RESTORED',
      'PAYMENT_RECEIVED',
      'PAYMENT_RECEIVED_IN_CASH_UNDONE',
      'PAYMENT_RECEIVED',
      'PAYMENT_PARTIALLY_REFUNDED',
      'PAYMENT_REFUNDED',
    ]);
    expect(to('/callbacks/efi/few')).toEqual(['PAYMENT_DELETED']);
  });

  it('comes once per parcel of a carnê, each with the carnê it belongs to', async () => {
    await account.webhook(receiver.url);
    const customer = await account.customer();

    const { body } = await account.call('POST', '/installments', {
      customer,
      billingType: 'BOLETO',
      dueDate: '2026-12-10',
      installmentCount: 12,
      value: 29.9,
    });
    const posts = await receiver.arrived(12);

    expect(columns(posts.map(told), 'event', 'payment.installment')).toEqual(
      Array.from({ length: 12 }, () => ['PAYMENT_CREATED', String(body.id)]),
    );
    expect(columns(posts.map(told), 'payment.installmentNumber').flat()).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
  });

  it('is tried again with the same id until it is answered 200, and nothing overtakes it', async () => {
    answerInTurn(500, 201, 204);
    await account.webhook(receiver.url);
    const [first, second] = [await account.charge(), await account.charge()];
    await receiver.arrived(1);
    await idle();
    const before = receiver.posts.length;

    await advance(10 * MINUTE);
    await idle();

    expect(before).toBe(1);
    expect(paymentsOf(receiver.posts)).toEqual([
      ...Array.from({ length: 4 }, () => first.id),
      second.id,
    ]);
    expect(new Set(columns(receiver.posts.slice(0, 4).map(told), 'id').flat()).size).toBe(1);
    const [tried] = await callbacks();
    expect(columns(tried.attempts, 'httpStatus').flat()).toEqual([500, 201, 204, 200]);
  });

  it('lets others pass when the webhook wants no order', async () => {
    answerInTurn(500);
    await account.webhook(receiver.url, { sendType: 'NON_SEQUENTIALLY' });
    const first = await account.charge();
    await receiver.arrived(1);
    const second = await account.charge();
    await receiver.arrived(2);

    await advance(5 * MINUTE);

    expect(paymentsOf(receiver.posts)).toEqual([first.id, second.id, first.id]);
  });

  it('is tried fifteen times at the published waits, then its queue is paused', async () => {
    answerAlways(503);
    const { id } = await account.webhook(receiver.url);
    await account.charge();
    await account.charge();

    await advance(13 * HOUR);
    await advance(DAY);
    const [failed, behind] = await callbacks();
    const shown = await account.call('GET', `/webhooks/${String(id)}`);

    const startedAt = toMs(failed.createdAt as Instant);
    const dueMinutes = [0, 0.5, 1.5, 5, 10, 25, 50, 110, 170, 230, 290, 350, 470, 590, 770];
    const lateMs = (failed.attempts as Wire[]).map(
      ({ at }, index) => toMs(at as Instant) - startedAt - (dueMinutes[index] ?? 0) * MINUTE,
    );
    expect(lateMs).toHaveLength(15);
    expect(lateMs.every((ms) => ms >= 0 && ms <= MINUTE)).toBe(true);
    expect([failed.state, behind.state, behind.attempts]).toEqual(['suspended', 'suspended', []]);
    expect(shown.body).toMatchObject({ interrupted: true, penalizedRequestsCount: 15 });
  });

  it('waits in a paused queue and leaves in its order once the queue is reactivated', async () => {
    const { id } = await account.webhook(receiver.url);
    await account.call('PUT', `/webhooks/${String(id)}`, { interrupted: true });
    const made = [await account.charge(), await account.charge(), await account.charge()];
    await idle();
    const before = receiver.posts.length;

    const { body } = await account.call('PUT', `/webhooks/${String(id)}`, { interrupted: false });
    const posts = await receiver.arrived(3);

    expect([before, body.interrupted]).toEqual([0, false]);
    expect(paymentsOf(posts)).toEqual(made.map((charge) => charge.id));
  });

  it('has all its tries again after a reactivation', async () => {
    answerAlways(500);
    const { id } = await account.webhook(receiver.url);
    await account.charge();
    await advance(13 * HOUR);
    await account.call('PUT', `/webhooks/${String(id)}`, { interrupted: false });
    await receiver.arrived(16);
    answerAlways(200);

    await advance(2 * MINUTE);
    const [sent] = await callbacks();

    expect([sent.state, sent.attempts.length]).toEqual(['delivered', 17]);
  });

  it('is erased when it has waited for fourteen days', async () => {
    const { id } = await account.webhook(receiver.url);
    await account.call('PUT', `/webhooks/${String(id)}`, { interrupted: true });
    await account.charge();
    await advance(10 * DAY);
    const later = await account.charge();
    await advance(5 * DAY);

    await account.call('PUT', `/webhooks/${String(id)}`, { interrupted: false });
    const posts = await receiver.arrived(1);
    await idle();

    expect(paymentsOf(posts)).toEqual([later.id]);
  });

  it('is tried at once when the penalty is removed', async () => {
    answerInTurn(500, 500, 500);
    const { id } = await account.webhook(receiver.url);
    await account.charge();
    await advance(3 * MINUTE);
    const before = receiver.posts.length;

    const { body } = await account.call('POST', `/webhooks/${String(id)}/removeBackoff`, {});
    await receiver.arrived(before + 1);
    await idle();

    expect(before).toBe(3);
    expect(body.penalizedRequestsCount).toBe(0);
    expect((await callbacks())[0]).toMatchObject({ state: 'delivered' });
  });

  it('goes to the new address with the new token when the webhook changes', async () => {
    answerInTurn(500);
    const { id } = await account.webhook(receiver.url);
    await account.charge();
    await account.charge();
    await receiver.arrived(1);
    await idle();
    const authToken = 'another-token-of-the-webhook-with-32';

    await account.call('POST', `/webhooks/${String(id)}`, {
      url: `${receiver.url}/new`,
      authToken,
    });
    await advance(MINUTE);
    const posts = await receiver.arrived(3);

    expect(posts.map(({ path }) => path)).toEqual([
      '/callbacks/efi',
      '/callbacks/efi/new',
      '/callbacks/efi/new',
    ]);
    expect(posts[2]?.headers['asaas-access-token']).toBe(authToken);
  });
});

describe('faults in the callbacks of the simulated Asaas', () => {
  const fault = (kind: string, more: object = {}) =>
    account.harness.control('PUT', '/faults', {
      faults: [{ gateway: 'asaas', kind, count: 1, ...more }],
    });

  it('send one event twice with one id', async () => {
    await account.webhook(receiver.url);
    await fault('duplicate');

    await account.charge();
    const posts = await receiver.arrived(2);

    expect(told(posts[0] as ReceivedPost).id).toBe(told(posts[1] as ReceivedPost).id);
  });

  it('let a later event overtake an earlier one', async () => {
    await account.webhook(receiver.url);
    await fault('reorder');

    const [first, second] = [await account.charge(), await account.charge()];
    const posts = await receiver.arrived(2);

    expect(paymentsOf(posts)).toEqual([second.id, first.id]);
  });

  it('send an event late, and lose one', async () => {
    await account.webhook(receiver.url);
    await fault('late', { delayMs: HOUR });
    const late = await account.charge();
    await fault('lose');
    await account.charge();
    await idle();
    const before = receiver.posts.length;

    await advance(2 * HOUR);

    expect(before).toBe(0);
    expect(paymentsOf(receiver.posts)).toEqual([late.id]);
  });
});

describe('the panel of the simulated Asaas', () => {
  it('shows and switches the address, and sends what has piled up', async () => {
    await account.webhook(receiver.url);
    const off = { url: receiver.url, active: false };
    await account.harness.control('PUT', '/asaas/url', off);
    await account.charge();
    await idle();

    const { body } = await account.harness.control('GET', '/asaas/url');
    await account.harness.control('PUT', '/asaas/url', { ...off, active: true });
    const posts = await receiver.arrived(1);

    expect(body.urls).toEqual([
      {
        url: receiver.url,
        active: false,
        failedTries: 0,
        callbacks: 1,
        pending: 0,
        suspended: 1,
      },
    ]);
    expect(eventsOf(posts)).toEqual(['PAYMENT_CREATED']);
  });

  it('tests an address with the token of its webhook', async () => {
    await account.webhook(receiver.url);

    const { body } = await account.harness.control('POST', '/asaas/url/test', {
      url: receiver.url,
    });

    expect(body).toMatchObject({ ok: true, httpStatus: 200 });
    expect(receiver.posts[0]?.headers['asaas-access-token']).toBe(TOKEN);
    expect(told(receiver.posts[0] as ReceivedPost).event).toBe('PAYMENT_CREATED');
  });

  it('sends again what was sent, with its id', async () => {
    await account.webhook(receiver.url);
    const { id } = await account.charge();
    await receiver.arrived(1);
    await idle();

    const { body } = await account.harness.control('POST', '/asaas/callbacks/resend', {
      ids: [id],
    });
    const posts = await receiver.arrived(2);

    expect(body.queued).toBe(1);
    expect(told(posts[1] as ReceivedPost).id).toBe(told(posts[0] as ReceivedPost).id);
  });
});

describe('webhooks of the simulated Asaas', () => {
  it('are made, shown without their token, changed and removed', async () => {
    const made = await account.webhook(receiver.url);
    const path = `/webhooks/${String(made.id)}`;

    const changed = await account.call('PUT', path, {
      name: 'Outro',
      email: 'ignored@example.com',
      events: ['PAYMENT_RECEIVED'],
    });
    const listed = await account.call('GET', '/webhooks');
    const removed = await account.call('DELETE', path);

    expect(made).toMatchObject({
      enabled: true,
      interrupted: false,
      apiVersion: 3,
      hasAuthToken: true,
      penalizedRequestsCount: 0,
      sendType: 'SEQUENTIALLY',
    });
    expect(JSON.stringify(made)).not.toContain(TOKEN);
    expect(changed.body).toMatchObject({
      name: 'Outro',
      email: 'financeiro@example.com',
      events: ['PAYMENT_RECEIVED'],
    });
    expect(listed.body).toMatchObject({ object: 'list', totalCount: 1, hasMore: false });
    expect(removed.body).toEqual({ deleted: true, id: made.id });
    expect((await account.call('GET', path)).status).toBe(404);
  });

  it.each([
    ['a short token', { authToken: 'short' }, 'invalid_authToken'],
    ['no address', { url: 'relay' }, 'invalid_url'],
    ['no events', { events: [] }, 'invalid_events'],
    ['an unknown event', { events: ['PAID'] }, 'invalid_events'],
    ['no order of sending', { sendType: 'SOMETIMES' }, 'invalid_sendType'],
    ['no e-mail', { email: '' }, 'invalid_email'],
  ])('are refused with %s', async (_name, change, code) => {
    const refused = await account.webhook(receiver.url, change);

    expect(refused.errors[0].code).toBe(code);
  });

  it('are ten at most', async () => {
    for (let count = 0; count < 10; count += 1) await account.webhook(receiver.url);

    const eleventh = await account.webhook(receiver.url);

    expect(eleventh.errors[0].code).toBe('invalid_action');
  });
});
