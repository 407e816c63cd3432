import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { fixture, listed, ours, paid, parcels, recorded } from './fixture.ts';
import { at, CREATE, LIST, openReplayBench, TOKEN, type ReplayBench } from './replay-bench.ts';
import {
  AT_GATEWAY,
  BARCODE,
  CHARGE,
  CHARGE_ID,
  GROUP,
  LINHA,
  PIX_KEY,
  REFERENCE,
  UNKNOWN,
  UNKNOWN_GROUP,
} from './samples.ts';

const ONE = at(`GET /charges/${CHARGE_ID}`);
const KEYS = at('POST /pix/keys');

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('a single charge', () => {
  it('is sent once, with both tokens, and comes back as a boleto', async () => {
    bench.server.play(CREATE, recorded('charges-created'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toEqual({
      ending: 'registered',
      charge: {
        gatewayId: CHARGE_ID,
        dueOn: '2026-12-10',
        amountCents: 9990,
        bank: '383',
        nossoNumero: '000000136544089-1',
        linha: LINHA,
        barcode: BARCODE,
        links: {
          page: 'https://pay.example.test/checkout/00',
          pdf: 'https://pay.example.test/charge/boleto.pdf?token=1000017759:m:00',
        },
      },
    });
    const [sent] = bench.server.requestsTo(CREATE);
    expect(sent?.headers).toMatchObject({
      authorization: 'Bearer planted.access.token',
      'x-api-version': '2',
      'x-resource-token': 'planted-resource-token',
      'content-type': 'application/json;charset=UTF-8',
    });
    expect(sent?.body).toEqual({
      charge: {
        description: 'Internet 300M 12/2026\nObrigado por pagar em dia.\nDúvidas: (31) 3333-4444.',
        references: [REFERENCE],
        amount: 99.9,
        dueDate: '2026-12-10',
        installments: 1,
        maxOverdueDays: 29,
        fine: 2,
        interest: 0.99,
        paymentTypes: ['BOLETO'],
      },
      billing: {
        name: 'Maria da Silva',
        document: '94271564656',
        phone: '31987654321',
        address: {
          street: 'Rua das Flores',
          number: '10',
          neighborhood: 'Centro',
          city: 'Ouro Preto',
          state: 'MG',
          postCode: '35400000',
        },
        notify: false,
      },
    });
    expect(bench.createdIds).toEqual([CHARGE_ID]);
  });

  it('has the payer written to only when there is an address of it', async () => {
    bench.server.play(CREATE, recorded('charges-created'));
    const payer = { ...CHARGE.payer, email: 'maria@example.com' };

    await bench.gateway.issue({ ...CHARGE, payer }, bench.context);

    expect(bench.server.requestsTo(CREATE)[0]?.body).toMatchObject({
      billing: { email: 'maria@example.com', notify: true },
    });
  });

  it('is read, and never made again, once its id is known', async () => {
    bench.server.play(ONE, recorded('charge-ours'));

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CHARGE_ID }, bench.context);

    expect(outcome).toMatchObject({ ending: 'registered', charge: { gatewayId: CHARGE_ID } });
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('that was cancelled meanwhile is refused', async () => {
    bench.server.play(ONE, recorded('charge-ours', { status: 'CANCELLED' }));

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CHARGE_ID }, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'not-open' } });
  });

  it('has the digits of its bar code where the sandbox writes a sentence (juno 1.4)', async () => {
    const payNumber = 'BOLETO TESTE - Não é válido para pagamento';
    bench.server.play(CREATE, listed([ours({ payNumber })]));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ charge: { linha: LINHA, barcode: BARCODE } });
  });

  it('without anything to pay with is asked for once, and taken for later', async () => {
    const bare = { payNumber: null, billetDetails: null };
    bench.server.play(CREATE, listed([ours(bare)]));
    bench.server.play(ONE, recorded('charge-ours', bare));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toEqual({ ending: 'accepted', gatewayId: CHARGE_ID });
    expect(bench.server.requestsTo(ONE)).toHaveLength(1);
  });
});

describe('a boleto with Pix', () => {
  const bolix = { ...CHARGE, instrument: 'bolix' } as const;
  const payload = '00020101021226750014BR.GOV.BCB.PIX';
  const inBase64 = Buffer.from(payload).toString('base64');

  it('carries the key of the account, and has its copia e cola', async () => {
    bench.server.play(CREATE, listed([ours({ pix: { id: 'x', payloadInBase64: inBase64 } })]));
    const gateway = bench.open({ 'homologation-pix-key': PIX_KEY });

    const outcome = await gateway.issue(bolix, bench.context);

    expect(outcome).toMatchObject({ charge: { linha: LINHA, pixPayload: payload } });
    expect(bench.server.requestsTo(CREATE)[0]?.body).toMatchObject({
      charge: { pixKey: PIX_KEY, pixIncludeImage: false, paymentTypes: ['BOLETO_PIX'] },
    });
  });

  it.each([
    ['an array', [{ payloadInBase64: inBase64 }]],
    ['the earlier name', { qrcodeInBase64: inBase64 }],
    ['the bare text', { payloadInBase64: payload }],
  ])('is read with its Pix as %s', async (_what, pix) => {
    bench.server.play(CREATE, listed([ours({ pix })]));
    const gateway = bench.open({ 'homologation-pix-key': PIX_KEY });

    const outcome = await gateway.issue(bolix, bench.context);

    expect(outcome).toMatchObject({ charge: { pixPayload: payload } });
  });

  it('makes a key once where the account has none, and keeps it', async () => {
    bench.server.play(KEYS, recorded('pix-key'));
    bench.server.play(CREATE, recorded('charges-created'));

    await bench.gateway.issue(bolix, bench.context);
    await bench.gateway.issue(bolix, bench.context);

    const [made, ...others] = bench.server.requestsTo(KEYS);
    expect(others).toEqual([]);
    expect(made?.body).toEqual({ type: 'RANDOM_KEY' });
    expect(made?.headers['x-idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(bench.kept.get('homologation-pix-key')).toBe(PIX_KEY);
  });

  it('is not sent while its key has no ending, and asks again with the same idempotency key', async () => {
    bench.server.play(KEYS, 'reset', recorded('pix-key'));
    bench.server.play(CREATE, recorded('charges-created'));

    const first = await bench.gateway.issue(bolix, bench.context);
    const second = await bench.gateway.issue(bolix, bench.context);

    expect([first.ending, second.ending]).toEqual(['not-sent', 'registered']);
    const keys = bench.server.requestsTo(KEYS).map(({ headers }) => headers['x-idempotency-key']);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([
    ['refuses it', { status: 400, body: { details: [{ message: 'Conta sem Pix' }] } }],
    ['does not say which', { status: 200, body: {} }],
  ])('is the trouble of the account where Juno %s', async (_what, reply) => {
    bench.server.play(KEYS, reply);

    const outcome = await bench.gateway.issue(bolix, bench.context);

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: { level: 'account', code: 'pix-key-missing' },
    });
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });
});

describe('a carnê', () => {
  const dates = GROUP.parcels.map(({ dueOn }) => dueOn);

  it('goes in one call, a reference for each parcel', async () => {
    bench.server.play(CREATE, listed(parcels(...dates).toReversed()));

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome).toMatchObject({
      ending: 'registered',
      group: {
        groupId: REFERENCE,
        links: { pdf: 'https://pay.example.test/charge/boleto.pdf?token=136544089:00' },
        parcels: [1, 2, 3].map((number) => ({
          number,
          charge: { gatewayId: `chr_parcel${number}`, dueOn: dates[number - 1] },
        })),
      },
    });
    expect(bench.server.requestsTo(CREATE)[0]?.body).toMatchObject({
      charge: {
        references: [`${REFERENCE}-01`, `${REFERENCE}-02`, `${REFERENCE}-03`],
        amount: 99.9,
        dueDate: '2026-12-10',
        installments: 3,
        paymentTypes: ['BOLETO'],
      },
    });
  });

  it('has its parcels taken by their dates where no reference comes back', async () => {
    const bare = parcels(...dates).map((parcel) => ({ ...parcel, reference: null }));
    bench.server.play(CREATE, listed(bare));

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome).toMatchObject({
      group: { parcels: [{ number: 1 }, { number: 2 }, { number: 3 }] },
    });
  });

  it('leaves out the parcel that did not come', async () => {
    bench.server.play(CREATE, listed(parcels(...dates).slice(0, 2)));

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome).toMatchObject({ group: { parcels: [{ number: 1 }, { number: 2 }] } });
  });

  it('is sent with Pix where the account issues bolix', async () => {
    bench.server.play(CREATE, listed(parcels(...dates)));
    const gateway = bench.open({ 'homologation-pix-key': PIX_KEY });

    await gateway.issueGroup({ ...GROUP, instrument: 'bolix' }, bench.context);

    expect(bench.server.requestsTo(CREATE)[0]?.body).toMatchObject({
      charge: { paymentTypes: ['BOLETO_PIX'], pixKey: PIX_KEY },
    });
  });

  it.each([
    ['too-few-parcels', GROUP.parcels.slice(0, 1)],
    ['values-differ', GROUP.parcels.map((p, i) => ({ ...p, amountCents: cents(9990 + i) }))],
    [
      'dates-differ',
      GROUP.parcels.map((p) => (p.number === 2 ? { ...p, dueOn: civilDate('2027-01-11') } : p)),
    ],
  ])('that Juno cannot make is refused here: %s', async (code, wanted) => {
    const outcome = await bench.gateway.issueGroup({ ...GROUP, parcels: wanted }, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code } });
    expect(bench.server.requests).toHaveLength(0);
  });
});

describe('a look-up', () => {
  it('lists the window of its dates, all pages, and takes our reference alone', async () => {
    const stranger = ours({ id: 'chr_other', reference: 'somebody' });
    const next = 'https://elsewhere.example.test/charges?lastObjectId=chr_other&lastValue=1&x=y';
    bench.server.play(LIST, listed([stranger], next), listed([ours()]));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toMatchObject({ found: 'registered', charge: { gatewayId: CHARGE_ID } });
    const [first, second] = bench.server.requestsTo(LIST);
    expect(first?.query).toMatchObject({
      createdOnStart: '2026-11-06',
      createdOnEnd: '2026-12-06',
      dueDateStart: '2026-12-07',
      dueDateEnd: '2026-12-13',
      showCancelled: 'true',
      showNotCancelled: 'true',
      pageSize: '100',
    });
    expect(second?.query).toEqual({
      ...first?.query,
      lastObjectId: 'chr_other',
      lastValue: '1',
    });
  });

  it.each([
    ['no charge has it', [ours({ reference: null })]],
    ['it was cancelled', [ours({ status: 'CANCELLED' })]],
    ['its registration failed', [ours({ status: 'FAILED' })]],
    ['the list is empty', []],
  ])('finds nothing when %s', async (_what, charges) => {
    bench.server.play(LIST, listed(charges));

    expect(await bench.gateway.resolve(UNKNOWN, bench.context)).toEqual({ found: 'nothing' });
  });

  it('prefers the charge with money to another one of the same reference', async () => {
    const rich = ours({ id: 'chr_rich', status: 'PAID', payments: [paid()] });
    bench.server.play(LIST, listed([ours(), rich]));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toMatchObject({ charge: { gatewayId: 'chr_rich' } });
  });

  it('asks for the id first where it is known', async () => {
    bench.server.play(ONE, recorded('charge-ours'));

    const outcome = await bench.gateway.resolve(
      { ...UNKNOWN, gatewayId: CHARGE_ID },
      bench.context,
    );

    expect(outcome.found).toBe('registered');
    expect(bench.server.requestsTo(LIST)).toHaveLength(0);
  });

  it.each([
    ['JSON of another shape', { status: 200, body: {} }],
    ['a charge that cannot be read', listed([{ code: 1 }])],
    ['an error', { status: 500, body: {} }],
    ['a refusal', recorded('error')],
  ])('never takes %s for nothing', async (_what, reply) => {
    bench.server.play(LIST, reply);

    const outcomes = [
      await bench.gateway.resolve(UNKNOWN, bench.context),
      await bench.gateway.resolveGroup(UNKNOWN_GROUP, bench.context),
    ];

    expect(outcomes.map(({ found }) => found)).toEqual(['unreachable', 'unreachable']);
  });

  it('stops at a page that links to itself', async () => {
    const next = '/charges?lastObjectId=chr_other';
    bench.server.play(LIST, listed([ours({ reference: 'x' })], next));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toEqual({ found: 'nothing' });
    expect(bench.server.requestsTo(LIST)).toHaveLength(2);
  });

  it('of a carnê finds its parcels, a cancelled one among them', async () => {
    const [one = {}, two = {}, three = {}] = parcels('2026-12-10', '2027-01-10', '2027-02-10');
    bench.server.play(LIST, listed([three, { ...two, status: 'CANCELLED' }, one, ours()]));

    const outcome = await bench.gateway.resolveGroup(UNKNOWN_GROUP, bench.context);

    expect(outcome).toMatchObject({
      found: 'registered',
      group: { groupId: REFERENCE, parcels: [{ number: 1 }, { number: 2 }, { number: 3 }] },
    });
    expect(bench.server.requestsTo(LIST)[0]?.query).toMatchObject({ dueDateEnd: '2027-02-13' });
  });

  it('of a carnê that is cancelled as a whole finds nothing', async () => {
    const cancelled = parcels('2026-12-10', '2027-01-10').map((parcel) => ({
      ...parcel,
      status: 'CANCELLED',
    }));
    bench.server.play(LIST, listed(cancelled));

    const outcome = await bench.gateway.resolveGroup(UNKNOWN_GROUP, bench.context);

    expect(outcome).toEqual({ found: 'nothing' });
  });
});

describe('a cancel', () => {
  const CANCEL = at(`PUT /charges/${CHARGE_ID}/cancelation`);

  it('is done with an empty answer', async () => {
    bench.server.play(CANCEL, { status: 204, body: undefined });

    expect(await bench.gateway.cancel(AT_GATEWAY, bench.context)).toEqual({ ending: 'done' });
  });

  it.each([
    ['CANCELLED', 'done'],
    ['PAID', 'rejected'],
    ['ACTIVE', 'rejected'],
  ])('that is refused for a charge in %s is %s', async (status, ending) => {
    bench.server.play(CANCEL, recorded('error'));
    bench.server.play(ONE, recorded('charge-ours', { status }));

    expect((await bench.gateway.cancel(AT_GATEWAY, bench.context)).ending).toBe(ending);
  });
});

describe('a list of changes', () => {
  const window = { from: civilDate('2026-12-08'), to: civilDate('2026-12-10') };

  it('has what was paid, then what was created, page by page', async () => {
    const next = '/charges?lastObjectId=a&lastValue=b';
    bench.server.play(
      LIST,
      listed([fixture('charge-paid').body], next),
      listed([]),
      listed([ours()]),
    );

    const first = await bench.gateway.listChanges(window, bench.context);
    const second = await next_(first);
    const third = await next_(second);

    expect(bench.server.requestsTo(LIST).map(({ query }) => query)).toMatchObject([
      { paymentDateStart: '2026-12-08', paymentDateEnd: '2026-12-10' },
      { paymentDateStart: '2026-12-08', lastObjectId: 'a', lastValue: 'b' },
      { createdOnStart: '2026-12-08', createdOnEnd: '2026-12-10' },
    ]);
    expect(first).toMatchObject({ events: [{ kind: 'paid' }, { kind: 'credited' }] });
    expect(third).toMatchObject({ events: [{ kind: 'registered' }] });
    expect(third).not.toHaveProperty('next');
  });

  async function next_(page: Awaited<ReturnType<typeof bench.gateway.listChanges>>) {
    const after = page.found === 'page' ? page.next : undefined;
    return bench.gateway.listChanges({ ...window, ...(after && { after }) }, bench.context);
  }

  it('asks for a charge that is PAID without its payment', async () => {
    bench.server.play(LIST, listed([ours({ status: 'PAID' })]));
    bench.server.play(ONE, recorded('charge-paid'));

    const page = await bench.gateway.listChanges(window, bench.context);

    expect(page).toMatchObject({ events: [{ kind: 'paid' }, { kind: 'credited' }] });
  });

  it('refuses the page mark of somebody else', async () => {
    const listing = bench.gateway.listChanges({ ...window, after: '7' }, bench.context);

    await expect(listing).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('the access token', () => {
  it('is asked for once for calls of one moment, and kept', async () => {
    bench.server.play(LIST, listed([]));

    await Promise.all([1, 2, 3].map(() => bench.gateway.testCredentials(bench.context)));

    const [asked, ...others] = bench.server.requestsTo(TOKEN);
    expect(others).toEqual([]);
    expect(asked?.headers.authorization).toBe(
      `Basic ${Buffer.from('planted-client-id:planted-client-secret').toString('base64')}`,
    );
    expect(asked?.body).toBe('grant_type=client_credentials');
  });

  it('is renewed before it ends', async () => {
    bench.server.play(LIST, listed([]));
    await bench.gateway.testCredentials(bench.context);

    bench.pass('2026-11-22T12:59:40Z');
    await bench.gateway.testCredentials(bench.context);

    expect(bench.server.requestsTo(TOKEN)).toHaveLength(2);
  });

  it('that was revoked is replaced once, and the call repeated', async () => {
    bench.server.play(CREATE, recorded('error-unauthorised'), recorded('charges-created'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('registered');
    expect(bench.server.requestsTo(TOKEN)).toHaveLength(2);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(2);
  });

  it.each([
    ['/', 'GET /charges'],
    ['/api-integration', 'GET /api-integration/charges'],
    ['something else', 'GET /api-integration/charges'],
  ])('goes with resources below the path that was chosen: %s', async (chosen, route) => {
    bench.server.play(route, listed([]));
    const gateway = bench.open({ 'homologation-resource-path': chosen });

    const outcome = await gateway.testCredentials(bench.context);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(route)).toHaveLength(1);
  });
});
