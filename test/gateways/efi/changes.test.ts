import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import type { ChangePage, ChangeWindow, GatewayEvent } from '../../../main/gateways/events.ts';
import { fixture, recorded } from './fixture.ts';
import { callback, openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE_ID, REFERENCE } from './samples.ts';

const LIST = 'GET /v1/charges';
const DETAIL = `GET /v1/charge/${CHARGE_ID}`;
const TOKEN = '09027955-5e06-4ff0-a9c7-46b47b8f1b27';
const NOTIFICATION = `GET /v1/notification/${TOKEN}`;
const NOVEMBER: ChangeWindow = { from: civilDate('2026-11-01'), to: civilDate('2026-11-21') };

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('listing changes', () => {
  it('asks for payments before creations, for boletos and for carnês', async () => {
    bench.server.play(LIST, recorded('list-charges-empty'));

    const { last } = await readAll(NOVEMBER);

    const asked = bench.server
      .requestsTo(LIST)
      .map(({ query }) => [query['date_of'], query['charge_type']]);
    expect(asked).toEqual([
      ['payment', 'billet'],
      ['payment', 'carnet'],
      ['creation', 'billet'],
      ['creation', 'carnet'],
    ]);
    expect(last).toEqual({ found: 'page', events: [] });
  });

  it('tells a payment with its first key, its amount and the day it was paid', async () => {
    bench.server.play(LIST, recorded('list-charges-paid'));

    const page = await bench.gateway.listChanges(NOVEMBER, bench.context);

    expect(page).toMatchObject({
      found: 'page',
      events: [
        {
          eventKey: `poll:${CHARGE_ID}:paid`,
          kind: 'paid',
          target: { gatewayId: CHARGE_ID },
          payment: { paymentKey: `${CHARGE_ID}:paid:1`, amountCents: 9990, paidOn: '2026-11-10' },
        },
      ],
    });
  });

  it('asks the charge once for what the list leaves out', async () => {
    bench.server.play(LIST, recorded('list-charges-paid-bare'));
    bench.server.play(DETAIL, recorded('detail-charge-paid-payment'));

    await bench.gateway.listChanges(NOVEMBER, bench.context);
    const again = await bench.gateway.listChanges(NOVEMBER, bench.context);

    expect(again).toMatchObject({
      events: [{ payment: { amountCents: 10190, paidOn: '2026-12-11' } }],
    });
    expect(bench.server.requestsTo(DETAIL)).toHaveLength(1);
  });

  it('gives no page rather than a payment without values when the charge cannot be asked', async () => {
    bench.server.play(LIST, recorded('list-charges-paid-bare'));
    bench.server.play(DETAIL, 'reset');

    const page = await bench.gateway.listChanges(NOVEMBER, bench.context);

    expect(page.found).toBe('unreachable');
  });

  it('goes on by page while pages are full and stops when a page repeats', async () => {
    bench.server.play(
      LIST,
      fullPage(1),
      fullPage(101),
      fullPage(101),
      recorded('list-charges-empty'),
    );

    const { events } = await readAll(NOVEMBER);

    const pages = bench.server.requestsTo(LIST).map(({ query }) => query['page']);
    expect(pages).toEqual(['1', '2', '3', '1', '1', '1']);
    expect(new Set(events.map(({ eventKey }) => eventKey)).size).toBe(200);
  });

  it('takes a page as full at the size that the gateway granted', async () => {
    bench.server.play(LIST, fullPage(1, 20), recorded('list-charges-empty'));

    await readAll(NOVEMBER);

    expect(bench.server.requestsTo(LIST).map(({ query }) => query['page'])).toEqual([
      '1',
      '2',
      '1',
      '1',
      '1',
    ]);
  });

  it('cuts a long window into ranges of 31 days', async () => {
    bench.server.play(LIST, recorded('list-charges-empty'));

    await readAll({ from: civilDate('2026-10-01'), to: civilDate('2026-11-21') });

    const ranges = bench.server
      .requestsTo(LIST)
      .slice(0, 2)
      .map(({ query }) => [query['begin_date'], query['end_date']]);
    expect(ranges).toEqual([
      ['2026-10-01', '2026-10-31'],
      ['2026-11-01', '2026-11-21'],
    ]);
  });

  it('refuses a page mark that is not its own', async () => {
    const reading = bench.gateway.listChanges({ ...NOVEMBER, after: 'page 2' }, bench.context);

    await expect(reading).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('fetching a charge', () => {
  it.each(['detail-charge-paid-root', 'detail-charge-paid-payment'])(
    'reads a payment in the shape of %s',
    async (name) => {
      bench.server.play(DETAIL, recorded(name));

      const outcome = await bench.gateway.fetchCharge(
        { gatewayId: CHARGE_ID, reference: REFERENCE },
        bench.context,
      );

      const paidOn = name.endsWith('root') ? '2026-12-12' : '2026-12-11';
      expect(outcome).toMatchObject({
        snapshot: {
          status: 'paid',
          events: [{ payment: { paymentKey: `${CHARGE_ID}:paid:1`, amountCents: 10190, paidOn } }],
        },
      });
    },
  );

  it('says nothing for an id that Efí does not know', async () => {
    bench.server.play(DETAIL, recorded('error-not-found'));

    const outcome = await bench.gateway.fetchCharge(
      { gatewayId: CHARGE_ID, reference: REFERENCE },
      bench.context,
    );

    expect(outcome).toEqual({ found: 'nothing' });
  });
});

describe('reading a callback', () => {
  it.each([
    ['a form', callback(`notification=${TOKEN}`)],
    ['JSON', callback(JSON.stringify({ notification: TOKEN }))],
    ['the query', callback('', { path: `/cb/efi?x=1&notification=${TOKEN}` })],
    [
      'multipart',
      callback(
        `--b\r\nContent-Disposition: form-data; name="notification"\r\n\r\n${TOKEN}\r\n--b--\r\n`,
      ),
    ],
    [
      'multipart with a type on the part',
      callback(
        `--b\r\nContent-Disposition: form-data; name="notification"\r\nContent-Type: text/plain\r\n\r\n${TOKEN}\r\n--b--\r\n`,
      ),
    ],
  ])('finds the token in %s', async (_where, received) => {
    bench.server.play(NOTIFICATION, recorded('notification-charge'));

    const reading = await bench.gateway.readCallback(received, bench.context);

    expect(reading).toMatchObject({ reading: 'events', parsed: { notification: TOKEN } });
  });

  it.each([
    ['nothing', ''],
    ['another field', 'token=abc'],
    ['a path', 'notification=../charge/1'],
    ['too long a token', `notification=${'a'.repeat(201)}`],
    ['broken JSON', '{"notification":'],
    ['a JSON number', '{"notification":12345678}'],
  ])('asks nobody about %s', async (_what, body) => {
    const reading = await bench.gateway.readCallback(callback(body), bench.context);

    expect(reading.reading).toBe('unreadable');
    expect(bench.server.requests).toHaveLength(0);
  });

  it('numbers the payments of a charge and keys each entry by token and id', async () => {
    bench.server.play(NOTIFICATION, recorded('notification-charge'));

    const events = await readEvents();

    expect(events.map(({ eventKey, kind }) => [eventKey, kind])).toEqual([
      [`${TOKEN}:1`, 'other'],
      [`${TOKEN}:2`, 'registered'],
      [`${TOKEN}:3`, 'announced'],
      [`${TOKEN}:4`, 'paid'],
      [`${TOKEN}:5`, 'cancelled'],
      [`${TOKEN}:6`, 'paid'],
    ]);
    expect(events.flatMap(({ payment }) => payment ?? [])).toEqual([
      {
        paymentKey: `${CHARGE_ID}:paid:1`,
        amountCents: 9990,
        paidOn: '2026-12-10',
        creditedOn: '2026-12-10',
        method: 'boleto',
      },
      {
        paymentKey: `${CHARGE_ID}:paid:2`,
        amountCents: 10190,
        paidOn: '2026-12-13',
        creditedOn: '2026-12-13',
        method: 'boleto',
      },
    ]);
  });

  it('reads dates without offset as São Paulo', async () => {
    bench.server.play(NOTIFICATION, recorded('notification-charge'));

    const events = await readEvents();

    expect(events[2]).toMatchObject({
      happenedAt: '2026-12-11T02:40:00.000Z',
      happenedOn: '2026-12-10',
    });
  });

  it('tells the same keys when it is read again', async () => {
    bench.server.play(NOTIFICATION, recorded('notification-charge'));

    const first = await readEvents();
    const second = await readEvents();

    expect(second).toEqual(first);
  });

  it('gives parcels of a carnê with its number and leaves the carnê itself out', async () => {
    bench.server.play(NOTIFICATION, recorded('notification-carnet'));

    const events = await readEvents();

    expect(events.map(({ kind }) => kind)).toEqual(['other', 'registered', 'paid']);
    expect(events[2]?.target).toEqual({
      gatewayId: '27757742',
      reference: 'CONTRATO-77',
      groupId: '2512240',
    });
  });

  it('takes a status that it has never seen as other', async () => {
    bench.server.play(NOTIFICATION, withEntries([{ ...entry, status: { current: 'teleported' } }]));

    const events = await readEvents();

    expect(events).toMatchObject([{ kind: 'other', rawStatus: 'teleported' }]);
  });

  it('drops nothing when one entry cannot be read', async () => {
    bench.server.play(NOTIFICATION, withEntries([entry, { id: 'x' }]));

    const reading = await bench.gateway.readCallback(
      callback(`notification=${TOKEN}`),
      bench.context,
    );

    expect(reading.reading).toBe('unreachable');
  });

  it.each([
    ['404', { status: 404, body: {} }],
    ['3500010', recorded('error-not-found')],
  ])('says unknown token on %s', async (_what, reply) => {
    bench.server.play(NOTIFICATION, reply);

    const reading = await bench.gateway.readCallback(
      callback(`notification=${TOKEN}`),
      bench.context,
    );

    expect(reading.reading).toBe('unknown-token');
  });

  it('tries again later when Efí cannot be asked', async () => {
    bench.server.play(NOTIFICATION, { status: 503, html: '<html></html>' });

    const reading = await bench.gateway.readCallback(
      callback(`notification=${TOKEN}`),
      bench.context,
    );

    expect(reading.reading).toBe('unreachable');
  });
});

const entry = {
  id: 1,
  type: 'charge',
  status: { current: 'waiting', previous: null },
  identifiers: { charge_id: 1 },
  created_at: '2026-12-11 07:34:22',
};

function withEntries(entries: readonly unknown[]) {
  return { status: 200, body: { code: 200, data: entries } };
}

async function readEvents(): Promise<readonly GatewayEvent[]> {
  const reading = await bench.gateway.readCallback(
    callback(`notification=${TOKEN}`),
    bench.context,
  );
  return reading.reading === 'events' ? reading.events : [];
}

async function readAll(window: ChangeWindow) {
  const events: GatewayEvent[] = [];
  let page: ChangePage = await bench.gateway.listChanges(window, bench.context);
  while (page.found === 'page' && page.next !== undefined) {
    events.push(...page.events);
    page = await bench.gateway.listChanges({ ...window, after: page.next }, bench.context);
  }
  if (page.found === 'page') events.push(...page.events);
  return { events, last: page };
}

function fullPage(firstId: number, count = 100) {
  const { body } = fixture('list-charges-waiting') as unknown as { body: { data: [object] } };
  const data = Array.from({ length: count }, (_, index) => ({
    ...body.data[0],
    id: firstId + index,
  }));
  return { status: 200, body: { code: 200, data, params: { pagination: { limit: count } } } };
}
