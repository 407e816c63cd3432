import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import type { ChangeWindow, GatewayEvent } from '../../../main/gateways/events.ts';
import {
  chargeOf,
  details,
  listed,
  listedOurs,
  OTHER,
  payment,
  recorded,
  refused,
} from './fixture.ts';
import { callback, openReplayBench, TOKEN, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, CODE, REFERENCE } from './samples.ts';

const LIST = 'POST /list-charges';
const CANCEL = 'POST /cancel-charge';
const DETAILS = 'POST /fetch-payment-details';
const FORM = {
  paymentToken: 'AB12CD34EF56',
  chargeReference: REFERENCE,
  chargeCode: CODE,
};

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('cancelling', () => {
  it('is done when the gateway does it, and the charge shows as cancelled though the list is empty', async () => {
    bench.server.play(CANCEL, recorded('done'));
    bench.server.play(LIST, listed());

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);
    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.formsOf('cancel-charge')[0]).toMatchObject({ code: CODE, token: TOKEN });
    expect(shown).toMatchObject({
      snapshot: { status: 'cancelled', events: [{ eventKey: `${CODE}:cancelled` }] },
    });
  });

  it.each([
    ['cancelled, where the list still has it', [], 'cancelled'],
    ['paid, where money came all the same', [payment()], 'paid'],
  ])('shows the charge afterwards as %s', async (_what, payments, status) => {
    bench.server.play(CANCEL, recorded('done'));
    bench.server.play(LIST, listed(OTHER, listedOurs(...payments)));

    await bench.gateway.cancel(AT_GATEWAY, bench.context);
    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(shown).toMatchObject({ snapshot: { status } });
  });

  it('is done when it was refused because the charge is gone', async () => {
    bench.server.play(CANCEL, refused('Cobrança inválida'));
    bench.server.play(LIST, listed(OTHER));

    expect(await bench.gateway.cancel(AT_GATEWAY, bench.context)).toEqual({ ending: 'done' });
  });

  it.each([
    ['the charge is still there', listed(OTHER, listedOurs(payment()))],
    ['an empty list proves nothing', listed()],
    ['the list cannot be read', refused('Uma frase nova')],
  ])('stays refused when %s', async (_what, reply) => {
    bench.server.play(CANCEL, refused('Cobrança inválida'));
    bench.server.play(LIST, reply);

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'not-open' } });
  });

  it('is unknown when no answer comes', async () => {
    bench.server.play(CANCEL, 'reset');

    expect((await bench.gateway.cancel(AT_GATEWAY, bench.context)).ending).toBe('unknown');
  });
});

describe('asking for a charge', () => {
  it('looks near its due date first, and farther away when it is not there', async () => {
    bench.server.play(LIST, listed(), listed(listedOurs()));

    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(shown).toMatchObject({
      snapshot: { status: 'registered', issued: { gatewayId: CODE, amountCents: 9990 } },
    });
    expect(bench.formsOf('list-charges')).toMatchObject([
      { beginDueDate: '07/12/2026', endDueDate: '13/12/2026' },
      { beginDueDate: '20/11/2026', endDueDate: '30/12/2026' },
    ]);
  });

  it('looks from the day of its reference when its due date is not known', async () => {
    bench.server.play(LIST, listed(listedOurs()));

    const shown = await bench.gateway.fetchCharge(
      { gatewayId: CODE, reference: REFERENCE },
      bench.context,
    );

    expect(shown.found).toBe('charge');
    expect(bench.server.requests).toHaveLength(1);
  });

  it('tells by its absence from a list with others that it was cancelled', async () => {
    bench.server.play(LIST, listed(OTHER));

    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(shown).toMatchObject({ snapshot: { status: 'cancelled', rawStatus: 'fora da lista' } });
  });

  it('tells nothing by an empty list', async () => {
    bench.server.play(LIST, listed());

    expect(await bench.gateway.fetchCharge(AT_GATEWAY, bench.context)).toEqual({
      found: 'nothing',
    });
  });

  it('reads a status of cancelled where one comes', async () => {
    bench.server.play(LIST, listed(chargeOf('list-charges', { status: 'CANCELLED' })));

    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(shown).toMatchObject({ snapshot: { status: 'cancelled', rawStatus: 'CANCELLED' } });
  });

  it('tells each of two payments by its own id', async () => {
    bench.server.play(
      LIST,
      listed(listedOurs(payment({ id: 1 }), payment({ id: 2, amount: 50, date: '11/12/2026' }))),
    );

    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(eventsOf(shown)).toMatchObject([
      { kind: 'paid', payment: { paymentKey: '1', amountCents: 9990, feeCents: 250 } },
      { kind: 'paid', payment: { paymentKey: '2', amountCents: 5000, paidOn: '2026-12-11' } },
    ]);
  });

  it('tells first that the whole came in of a payment that went back in part', async () => {
    bench.server.play(LIST, listed(listedOurs(payment({ status: 'PARTIALLY_REFUNDED' }))));

    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    const events = shown.found === 'charge' ? shown.snapshot.events : [];
    expect(events.map(({ eventKey, kind }) => [eventKey, kind])).toEqual([
      [`${CODE}:1113123:CONFIRMED`, 'paid'],
      [`${CODE}:1113123:PARTIALLY_REFUNDED`, 'partly-refunded'],
    ]);
    expect(events[0]?.payment).toMatchObject({ paymentKey: '1113123', amountCents: 9990 });
  });

  it('tells which of two payments was given back', async () => {
    bench.server.play(
      LIST,
      listed(listedOurs(payment({ id: 1 }), payment({ id: 2, status: 'BANK_PAID_BACK' }))),
    );

    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(shown).toMatchObject({ snapshot: { status: 'paid' } });
    expect(eventsOf(shown)[1]).toMatchObject({
      eventKey: `${CODE}:2:BANK_PAID_BACK`,
      kind: 'refunded',
      payment: { paymentKey: '2' },
    });
  });

  it('shows a failed payment and stays registered', async () => {
    bench.server.play(LIST, listed(listedOurs(payment({ status: 'FAILED' }))));

    const shown = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(shown).toMatchObject({ snapshot: { status: 'registered' } });
    expect(eventsOf(shown).map(({ kind }) => kind)).toEqual(['registered', 'failed']);
  });
});

describe('listing changes', () => {
  const window: ChangeWindow = { from: civilDate('2026-12-08'), to: civilDate('2026-12-12') };

  it('asks by payment, by confirmation and by due date', async () => {
    bench.server.play(LIST, listed(listedOurs(payment())), listed(listedOurs(payment())), listed());

    const events = await readAll(window);

    const asked = bench.formsOf('list-charges').map(datesOf);
    expect(asked).toEqual([
      { beginPaymentDate: '08/12/2026', endPaymentDate: '12/12/2026' },
      { beginPaymentConfirmation: '08/12/2026', endPaymentConfirmation: '12/12/2026' },
      { beginDueDate: '08/12/2026', endDueDate: '07/01/2027' },
      { beginDueDate: '08/01/2027', endDueDate: '12/01/2027' },
    ]);
    expect(events.map(({ eventKey }) => eventKey)).toEqual([
      `${CODE}:1113123:CONFIRMED`,
      `${CODE}:1113123:CONFIRMED`,
    ]);
  });

  it('tells a charge that was made by hand in the panel', async () => {
    bench.server.play(LIST, listed(chargeOf('list-charges', { code: 7, reference: '' })));

    const page = await bench.gateway.listChanges(window, bench.context);

    expect(page).toMatchObject({ events: [{ kind: 'registered', target: { gatewayId: '7' } }] });
  });

  it('gives no page rather than one with a hole', async () => {
    bench.server.play(LIST, listed(listedOurs(payment()), { code: 8, payments: [{}] }));

    const page = await bench.gateway.listChanges(window, bench.context);

    expect(page.found).toBe('unreachable');
  });

  it.each(['nonsense', '3:2026-12-08', '0:2026-13-01'])(
    'throws for the page mark %s of somebody else',
    async (after) => {
      await expect(bench.gateway.listChanges({ ...window, after }, bench.context)).rejects.toThrow(
        /page mark/,
      );
    },
  );
});

describe('a callback', () => {
  it('is asked for by its token, without the token of the account', async () => {
    bench.server.play(DETAILS, details());

    const reading = await bench.gateway.readCallback(callback(FORM), bench.context);

    expect(bench.formsOf('fetch-payment-details')).toEqual([
      { paymentToken: FORM.paymentToken, responseType: 'JSON' },
    ]);
    expect(reading).toMatchObject({
      reading: 'events',
      events: [
        {
          eventKey: `${CODE}:1113123:CONFIRMED`,
          kind: 'paid',
          target: { gatewayId: CODE, reference: REFERENCE },
          payment: { paymentKey: '1113123', amountCents: 10_190, feeCents: 250 },
        },
      ],
      parsed: { chargeCode: CODE, chargeReference: REFERENCE },
    });
    expect(bench.gateway.topicOf?.(callback(FORM))).toBe(CODE);
  });

  it('announces first and pays when the same token comes again', async () => {
    bench.server.play(DETAILS, details({ status: 'AUTHORIZED' }), details());

    const first = await bench.gateway.readCallback(callback(FORM), bench.context);
    const second = await bench.gateway.readCallback(callback(FORM), bench.context);

    const events = [first, second].flatMap((one) => (one.reading === 'events' ? one.events : []));
    expect(events.map(({ kind, payment: money }) => [kind, money?.paymentKey])).toEqual([
      ['announced', '1113123'],
      ['paid', '1113123'],
    ]);
    expect(new Set(events.map(({ eventKey }) => eventKey)).size).toBe(2);
  });

  it('is about the charge that the gateway names, whatever its own form says', async () => {
    bench.server.play(DETAILS, details());
    const forged = { ...FORM, chargeCode: '30000099', chargeReference: 'SOMEBODY0ELSE' };

    const reading = await bench.gateway.readCallback(callback(forged), bench.context);

    expect(reading).toMatchObject({ events: [{ target: { gatewayId: CODE } }] });
  });

  it('asks the list of the day whose payment it is where the answer names no charge', async () => {
    bench.server.play(DETAILS, details({ charge: undefined }));
    bench.server.play(LIST, listed(OTHER, listedOurs(payment())));

    const reading = await bench.gateway.readCallback(callback(FORM), bench.context);

    expect(reading).toMatchObject({ events: [{ target: { gatewayId: CODE } }] });
    expect(bench.formsOf('list-charges')).toMatchObject([
      { beginPaymentDate: '12/12/2026', endPaymentDate: '12/12/2026' },
    ]);
  });

  it('waits where neither names the charge, and never believes the form', async () => {
    bench.server.play(DETAILS, details({ charge: undefined }));
    bench.server.play(LIST, listed(OTHER));

    const reading = await bench.gateway.readCallback(callback(FORM), bench.context);

    expect(reading.reading).toBe('unreachable');
  });

  it.each([400, 422, 200])('is unknown when its token is refused with %i', async (status) => {
    bench.server.play(DETAILS, refused('Token de pagamento inválido', status));

    const reading = await bench.gateway.readCallback(callback(FORM), bench.context);

    expect(reading.reading).toBe('unknown-token');
  });

  it.each([
    ['a page', { status: 200, html: '<html></html>' } as const],
    ['an error', { status: 500, body: {} } as const],
    ['a cut answer', 'truncated' as const],
    ['no payment', { status: 200, body: { success: true, data: { payment: null } } } as const],
    ['too many calls', { status: 429, body: {} } as const],
  ])('is asked for again after %s', async (_what, reply) => {
    bench.server.play(DETAILS, reply);

    const reading = await bench.gateway.readCallback(callback(FORM), bench.context);

    expect(reading.reading).toBe('unreachable');
  });

  it('is read from the query as well', async () => {
    bench.server.play(DETAILS, details());
    const path = `/cb/boleto-facil?${new URLSearchParams(FORM).toString()}`;

    const reading = await bench.gateway.readCallback(
      { ...callback({}), method: 'GET', path },
      bench.context,
    );

    expect(reading.reading).toBe('events');
  });

  it.each(['', 'hello', 'paymentToken=', 'paymentToken=a b', '{"paymentToken":"AB12CD34"}'])(
    'is unreadable with the body %j, and asks nobody',
    async (text) => {
      const reading = await bench.gateway.readCallback(
        callback({}, { body: new TextEncoder().encode(text) }),
        bench.context,
      );

      expect(reading.reading).toBe('unreadable');
      expect(bench.server.requests).toHaveLength(0);
    },
  );
});

function datesOf(form: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(form).filter(([name]) => /^(?:begin|end)/.test(name)));
}

async function readAll(window: ChangeWindow): Promise<readonly GatewayEvent[]> {
  const events: GatewayEvent[] = [];
  let after: string | undefined;
  do {
    const mark: { after?: string } = after === undefined ? {} : { after };
    const page = await bench.gateway.listChanges({ ...window, ...mark }, bench.context);
    if (page.found === 'unreachable') throw new Error(page.text);
    events.push(...page.events);
    after = page.next;
  } while (after !== undefined);
  return events;
}

function eventsOf(
  shown: Awaited<ReturnType<ReplayBench['gateway']['fetchCharge']>>,
): readonly GatewayEvent[] {
  return shown.found === 'charge' ? shown.snapshot.events : [];
}
