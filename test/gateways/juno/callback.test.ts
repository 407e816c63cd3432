import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSignedWith } from '../../../main/gateways/juno/signature.ts';
import type { Reply } from '../../support/replay-server.ts';
import { fixture, paid, recorded } from './fixture.ts';
import {
  at,
  callback,
  CALLBACK_SECRET,
  openReplayBench,
  signatureOf,
  type ReplayBench,
} from './replay-bench.ts';
import { CHARGE_ID, REFERENCE } from './samples.ts';

const ONE = at(`GET /charges/${CHARGE_ID}`);
const PAYMENT_ID = 'pay_00112233445566778899AABBCCDDEEFF';
const PAYMENT = fixture('callback-payment').body;
const STATUS_CHANGED = {
  eventId: 'FEDCBA9876543210',
  eventType: 'CHARGE_STATUS_CHANGED',
  data: [{ entityId: CHARGE_ID, entityType: 'CHARGE', attributes: { status: 'CANCELLED' } }],
};

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

const read = (body: unknown, secret?: string) =>
  bench.gateway.readCallback(callback(body, secret), bench.context);

describe('the signature', () => {
  const body = new TextEncoder().encode('{"eventId":"é"}');
  const good = signatureOf(body, CALLBACK_SECRET);

  it('holds over the bytes as they came, its key taken as text', () => {
    expect(isSignedWith(CALLBACK_SECRET, body, good)).toBe(true);
    expect(isSignedWith(CALLBACK_SECRET, body, good.toUpperCase())).toBe(true);
    expect(isSignedWith(CALLBACK_SECRET, body, ` ${good} `)).toBe(true);
  });

  it.each([
    ['another body', new TextEncoder().encode('{ "eventId":"é"}'), good],
    ['another key', body, signatureOf(body, 'another key')],
    ['half of it', body, good.slice(0, 32)],
    ['something behind it', body, `${good}00`],
    ['no hexadecimal', body, 'z'.repeat(64)],
    ['nothing', body, ''],
  ])('does not hold for %s', (_what, bytes, signature) => {
    expect(isSignedWith(CALLBACK_SECRET, bytes, signature)).toBe(false);
  });
});

describe('a callback of an account that knows its key', () => {
  beforeEach(() => {
    bench.server.play(ONE, recorded('charge-paid'));
    // Kept while the account is open, as when the address was just made.
    bench.context.keepCredential?.('homologation-webhook-secret', CALLBACK_SECRET);
  });

  it('is believed when it is signed, and the charge asked', async () => {
    const reading = await read(PAYMENT, CALLBACK_SECRET);

    expect(reading).toMatchObject({
      reading: 'events',
      parsed: {
        event: 'PAYMENT_NOTIFICATION',
        id: '0123456789ABCDEF',
        charge: CHARGE_ID,
        payment: PAYMENT_ID,
      },
      // What the charge shows, not the 51,75 of the body.
      events: [
        {
          eventKey: `${CHARGE_ID}:${PAYMENT_ID}:CONFIRMED`,
          kind: 'paid',
          target: { gatewayId: CHARGE_ID, reference: REFERENCE },
          payment: {
            paymentKey: PAYMENT_ID,
            amountCents: 9990,
            feeCents: 250,
            paidOn: '2026-12-09',
            creditedOn: '2026-12-10',
            method: 'boleto',
          },
        },
        { eventKey: `${CHARGE_ID}:${PAYMENT_ID}:credited`, kind: 'credited' },
      ],
    });
  });

  it.each([
    ['a wrong signature', 'another key', 'não confere'],
    ['no signature', undefined, 'sem a assinatura'],
  ])('is unreadable with %s, and asks nobody', async (_what, secret, why) => {
    const reading = await read(PAYMENT, secret);

    expect(reading).toEqual({
      reading: 'unreadable',
      why: expect.stringContaining(why) as string,
    });
    expect(bench.server.requests).toHaveLength(0);
  });
});

describe('a callback of an account without a key', () => {
  it('is a hint: the charge is asked all the same', async () => {
    bench.server.play(ONE, recorded('charge-ours', { status: 'CANCELLED' }));

    const reading = await read(STATUS_CHANGED);

    expect(reading).toMatchObject({ reading: 'events', events: [{ kind: 'cancelled' }] });
  });

  it('tells the same keys as a question does', async () => {
    bench.server.play(ONE, recorded('charge-paid'));

    const reading = await read(PAYMENT);
    const fetched = await bench.gateway.fetchCharge(
      { gatewayId: CHARGE_ID, reference: REFERENCE },
      bench.context,
    );

    const told = reading.reading === 'events' ? reading.events : [];
    expect(fetched).toMatchObject({ snapshot: { events: told } });
  });

  it('counts as unknown while the payment that it announces is not shown yet', async () => {
    bench.server.play(ONE, recorded('charge-ours'), recorded('charge-paid'));

    const first = await read(PAYMENT);
    const second = await read(PAYMENT);

    expect([first.reading, second.reading]).toEqual(['unknown-token', 'events']);
  });

  it('of several charges asks for each once', async () => {
    bench.server.play(ONE, recorded('charge-ours'));
    bench.server.play(at('GET /charges/chr_other'), recorded('charge-ours', { id: 'chr_other' }));
    const [first] = STATUS_CHANGED.data;

    const reading = await read({
      ...STATUS_CHANGED,
      data: [first, { ...first, entityId: 'chr_other' }, first],
    });

    expect(reading).toMatchObject({
      events: [{ target: { gatewayId: CHARGE_ID } }, { target: { gatewayId: 'chr_other' } }],
    });
    expect(bench.server.requestsTo(ONE)).toHaveLength(1);
  });

  it('of another kind tells nothing, and asks nobody', async () => {
    const reading = await read({ ...STATUS_CHANGED, eventType: 'CHARGE_READ_CONFIRMATION' });

    expect(reading).toEqual({
      reading: 'events',
      events: [],
      parsed: { event: 'CHARGE_READ_CONFIRMATION', id: 'FEDCBA9876543210' },
    });
    expect(bench.server.requests).toHaveLength(0);
  });

  it.each<[string, Reply, string]>([
    ['nothing', { status: 404, body: {} }, 'unknown-token'],
    ['an internal error', { status: 500, body: {} }, 'unreachable'],
    ['a revoked token', recorded('error-unauthorised'), 'unreachable'],
    ['a page', { status: 200, html: '<html></html>' }, 'unreachable'],
    ['a cut answer', 'truncated', 'unreachable'],
  ])('answered by %s is %s', async (_what, reply, expected) => {
    bench.server.play(ONE, reply);

    const reading = await read(STATUS_CHANGED);

    expect(reading).toMatchObject({ reading: expected, parsed: { charge: CHARGE_ID } });
  });

  it.each<[string, unknown]>([
    ['a form', 'paymentToken=1'],
    ['an array', []],
    ['no event', { data: [] }],
    ['no data', { eventType: 'PAYMENT_NOTIFICATION' }],
    ['an empty list', { eventType: 'PAYMENT_NOTIFICATION', data: [] }],
    ['a name that is none', { ...STATUS_CHANGED, eventType: 'x'.repeat(90) }],
    ['a payment without its charge', { ...PAYMENT, data: [{ entityId: 'pay_1' }] }],
    ['an id that is a path', { ...STATUS_CHANGED, data: [{ entityId: '../balance' }] }],
    [
      'more charges than anybody tells of',
      {
        ...STATUS_CHANGED,
        data: Array.from({ length: 101 }, (_, n) => ({ entityId: `chr_${n}` })),
      },
    ],
  ])('with %s is none of Juno', async (_what, body) => {
    const reading = await read(body);

    expect(reading.reading).toBe('unreadable');
    expect(bench.server.requests).toHaveLength(0);
  });

  it('names its charge before anybody is asked', () => {
    expect(bench.gateway.topicOf?.(callback(PAYMENT))).toBe(CHARGE_ID);
    expect(bench.gateway.topicOf?.(callback(STATUS_CHANGED))).toBe(CHARGE_ID);
    expect(bench.gateway.topicOf?.(callback('noise'))).toBeUndefined();
  });
});

it('a charge with two payments tells of both, and of the one that was given back', async () => {
  const second = paid({ id: 'pay_second', status: 'CUSTOMER_PAID_BACK' });
  bench.server.play(ONE, recorded('charge-paid', { payments: [paid(), second] }));

  const reading = await read(PAYMENT);

  expect(reading).toMatchObject({
    events: [
      { kind: 'paid', payment: { paymentKey: PAYMENT_ID } },
      { kind: 'credited', payment: { paymentKey: PAYMENT_ID } },
      {
        eventKey: `${CHARGE_ID}:pay_second:CUSTOMER_PAID_BACK`,
        kind: 'refunded',
        payment: { paymentKey: 'pay_second' },
      },
    ],
  });
});
