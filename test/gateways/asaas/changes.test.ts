import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import type { ChangePage, ChangeWindow, GatewayEvent } from '../../../main/gateways/events.ts';
import { fixture, listed, ours, recorded } from './fixture.ts';
import { callback, openReplayBench, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, CHARGE_ID, LINHA } from './samples.ts';

const LIST = 'GET /payments';
const DETAIL = `GET /payments/${CHARGE_ID}`;
const BILLING = `GET /payments/${CHARGE_ID}/billingInfo`;
const WINDOW: ChangeWindow = { from: civilDate('2026-11-18'), to: civilDate('2026-11-21') };
const EVENT_ID = 'evt_0123456789abcdef0123456789abcdef&368604920';
const RECEIVED = {
  status: 'RECEIVED',
  clientPaymentDate: '2026-12-10',
  paymentDate: '2026-12-11',
  creditDate: '2026-12-11',
};

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('listing changes', () => {
  it('asks for what was settled, what is confirmed, what was created, and for no charge alone', async () => {
    bench.server.play(LIST, listed([]));

    const { last } = await readAll(WINDOW);

    const asked = bench.server.requests.map(({ path, query }) => ({ path, ...query }));
    expect(asked).toMatchObject([
      { path: '/payments', 'paymentDate[ge]': '2026-11-18', 'paymentDate[le]': '2026-11-21' },
      { path: '/payments', status: 'CONFIRMED' },
      { path: '/payments', 'dateCreated[ge]': '2026-11-18', 'dateCreated[le]': '2026-11-21' },
    ]);
    expect(last).toEqual({ found: 'page', events: [] });
  });

  it('goes on by offset while there is more', async () => {
    bench.server.play(
      LIST,
      listed([ours({ id: 'pay_a' }), ours({ id: 'pay_b' })], true),
      listed([ours({ id: 'pay_c' })]),
      listed([]),
    );

    const { events } = await readAll(WINDOW);

    expect(bench.server.requests.map(({ query }) => query['offset'])).toEqual(['0', '2', '0', '0']);
    expect(bench.server.requests.map(({ query }) => query['limit'])).toContain('100');
    expect(events.map(({ target }) => target.gatewayId)).toEqual(['pay_a', 'pay_b', 'pay_c']);
  });

  it('ends a list that promises more and gives nothing', async () => {
    bench.server.play(LIST, listed([], true));

    const { last } = await readAll(WINDOW);

    expect(last).toEqual({ found: 'page', events: [] });
    expect(bench.server.requests).toHaveLength(3);
  });

  it('tells a payment that has no reference of ours as well', async () => {
    bench.server.play(LIST, listed([ours({ ...RECEIVED, externalReference: null })]));

    const page = await bench.gateway.listChanges(WINDOW, bench.context);

    const events = page.found === 'page' ? page.events : [];
    expect(events[0]?.target).toEqual({ gatewayId: CHARGE_ID });
    expect(events[0]?.payment).toMatchObject({ paymentKey: CHARGE_ID, amountCents: 9990 });
  });

  it('gives no page rather than one with a hole', async () => {
    bench.server.play(LIST, listed([ours(), { id: 'pay_x' }]));

    const page = await bench.gateway.listChanges(WINDOW, bench.context);

    expect(page.found).toBe('unreachable');
  });

  it('refuses a page mark that is not its own', async () => {
    const reading = bench.gateway.listChanges({ ...WINDOW, after: 'page 2' }, bench.context);

    await expect(reading).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('fetching a charge', () => {
  it('shows an open charge with its slip and QR', async () => {
    bench.server.play(DETAIL, recorded('payment-ours'));
    bench.server.play(BILLING, recorded('billing-info'));

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({
      found: 'charge',
      snapshot: { status: 'registered', rawStatus: 'PENDING', issued: { linha: LINHA } },
    });
  });

  it('knows the state of an open charge whose slip cannot be read', async () => {
    bench.server.play(DETAIL, recorded('payment-ours'));
    bench.server.play(BILLING, 'reset');

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    const snapshot = outcome.found === 'charge' ? outcome.snapshot : undefined;
    expect(snapshot?.status).toBe('registered');
    expect(snapshot).not.toHaveProperty('issued');
  });

  it('does not ask for the slip of a charge that is paid', async () => {
    bench.server.play(DETAIL, recorded('payment-ours', RECEIVED));

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({
      snapshot: { status: 'paid', events: [{ kind: 'paid' }, { kind: 'credited' }] },
    });
    expect(bench.server.requests).toHaveLength(1);
  });

  it('shows the flag beside the status of a removed charge', async () => {
    bench.server.play(DETAIL, recorded('payment-ours', { deleted: true }));

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({
      snapshot: {
        status: 'cancelled',
        rawStatus: 'PENDING deleted',
        events: [{ eventKey: `${CHARGE_ID}:seen:PENDING:deleted` }],
      },
    });
  });

  it('finds nothing where Asaas answers 404 without a body', async () => {
    bench.server.play(DETAIL, { status: 404, body: undefined });

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome).toEqual({ found: 'nothing' });
  });
});

describe('reading a callback', () => {
  const received = callback(fixture('webhook-payment-received').body);

  it('believes the charge and not the body', async () => {
    bench.server.play(DETAIL, recorded('payment-ours'));

    const reading = await bench.gateway.readCallback(received, bench.context);

    expect(reading).toMatchObject({
      reading: 'events',
      events: [{ eventKey: `${CHARGE_ID}:${EVENT_ID}`, kind: 'registered' }],
      parsed: { event: 'PAYMENT_RECEIVED', id: EVENT_ID, payment: CHARGE_ID },
    });
  });

  it('tells payment and credit, whose keys begin with its topic', async () => {
    bench.server.play(DETAIL, recorded('payment-ours', RECEIVED));

    const reading = await bench.gateway.readCallback(received, bench.context);

    const events = reading.reading === 'events' ? reading.events : [];
    const topic = bench.gateway.topicOf?.(received);
    expect(topic).toBe(CHARGE_ID);
    expect(events.map(({ kind }) => kind)).toEqual(['paid', 'credited']);
    expect(events.filter(({ eventKey }) => !eventKey.startsWith(`${CHARGE_ID}:`))).toEqual([]);
  });

  it('is unknown when Asaas does not know the charge', async () => {
    bench.server.play(DETAIL, { status: 404, body: undefined });

    const reading = await bench.gateway.readCallback(received, bench.context);

    expect(reading.reading).toBe('unknown-token');
  });

  it.each([
    ['a reset', 'reset'],
    ['a wrong key', recorded('error-environment')],
    ['an answer of another shape', { status: 200, body: { id: CHARGE_ID } }],
  ] as const)('is unreachable after %s', async (_what, reply) => {
    bench.server.play(DETAIL, reply);

    const reading = await bench.gateway.readCallback(received, bench.context);

    expect(reading.reading).toBe('unreachable');
  });

  it('has nothing to tell of an event of another family', async () => {
    const body = { id: 'evt_1&2', event: 'ACCESS_TOKEN_EXPIRING_SOON', accessToken: {} };

    const reading = await bench.gateway.readCallback(callback(body), bench.context);

    expect(reading).toMatchObject({ reading: 'events', events: [] });
    expect(bench.server.requests).toHaveLength(0);
  });

  it.each([
    ['no JSON', 'hello'],
    ['no event', { payment: { id: CHARGE_ID } }],
    ['an id that climbs', { event: 'PAYMENT_RECEIVED', payment: { id: '../webhooks' } }],
    ['an event that is no name', { event: 'hello there', payment: { id: CHARGE_ID } }],
    ['an event id without end', { event: 'PAYMENT_RECEIVED', id: 'e'.repeat(200) }],
  ])('cannot read a body with %s, and asks nobody', async (_what, body) => {
    const reading = await bench.gateway.readCallback(callback(body), bench.context);

    expect(reading.reading).toBe('unreadable');
    expect(bench.gateway.topicOf?.(callback(body))).toBeUndefined();
    expect(bench.server.requests).toHaveLength(0);
  });
});

async function readAll(window: ChangeWindow): Promise<{
  readonly events: readonly GatewayEvent[];
  readonly last: ChangePage;
}> {
  const events: GatewayEvent[] = [];
  let page = await bench.gateway.listChanges(window, bench.context);
  for (;;) {
    if (page.found === 'unreachable') throw new Error(page.text);
    events.push(...page.events);
    if (page.next === undefined) return { events, last: page };
    page = await bench.gateway.listChanges({ ...window, after: page.next }, bench.context);
  }
}
