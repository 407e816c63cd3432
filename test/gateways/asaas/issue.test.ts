import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { listed, ours, parcels, recorded, fixture } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import {
  CHARGE,
  CHARGE_ID,
  CUSTOMER_ID,
  GROUP,
  INSTALLMENT_ID,
  LINHA,
  MARIA,
  REFERENCE,
  UNKNOWN,
  UNKNOWN_GROUP,
} from './samples.ts';

const CUSTOMERS = 'GET /customers';
const NEW_CUSTOMER = 'POST /customers';
const LIST = 'GET /payments';
const CREATE = 'POST /payments';
const DETAIL = `GET /payments/${CHARGE_ID}`;
const BILLING = `GET /payments/${CHARGE_ID}/billingInfo`;
const CARNE = 'POST /installments';
const NO_CUSTOMER = {
  status: 400,
  body: { errors: [{ code: 'invalid_customer', description: 'Customer inválido' }] },
};

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
  bench.server.play(CUSTOMERS, listed([fixture('customer').body]));
  bench.server.play(LIST, listed([]));
  bench.server.play(CREATE, recorded('payment-ours'));
  bench.server.play(BILLING, recorded('billing-info'));
});
afterEach(() => bench.server.close());

describe('issuing a single charge', () => {
  it('looks for its reference, creates it, tells its id, and only then reads slip and QR', async () => {
    const readsAtCreated: number[] = [];

    const outcome = await bench.gateway.issue(CHARGE, {
      ...bench.context,
      created: (id) => {
        readsAtCreated.push(bench.server.requestsTo(BILLING).length);
        bench.context.created(id);
      },
    });

    expect(outcome).toMatchObject({
      ending: 'registered',
      charge: { gatewayId: CHARGE_ID, dueOn: '2026-12-10', amountCents: 9990, linha: LINHA },
    });
    expect(bench.server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      LIST,
      CUSTOMERS,
      CREATE,
      BILLING,
    ]);
    expect(bench.server.requestsTo(LIST)[0]?.query).toMatchObject({ externalReference: REFERENCE });
    expect(bench.createdIds).toEqual([CHARGE_ID]);
    expect(readsAtCreated).toEqual([0]);
  });

  it('sends the key and the name of the program on each call, and no body with a GET', async () => {
    await bench.gateway.issue(CHARGE, bench.context);

    for (const { method, headers, body } of bench.server.requests) {
      expect(headers).toMatchObject({
        access_token: '$aact_hmlg_planted-token',
        'user-agent': 'Baixa',
      });
      if (method === 'GET') expect([body, headers['content-length']]).toEqual(['', undefined]);
    }
  });

  it('takes what an earlier try created and never creates it again', async () => {
    bench.server.play(LIST, listed([ours()]));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'registered', charge: { gatewayId: CHARGE_ID } });
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it.each([
    ['was removed', ours({ deleted: true })],
    ['is of another reference', ours({ externalReference: 'somebody else' })],
  ])('creates it when the one that was found %s', async (_what, found) => {
    bench.server.play(LIST, listed([found]));

    await bench.gateway.issue(CHARGE, bench.context);

    expect(bench.server.requestsTo(CREATE)).toHaveLength(1);
  });

  it('gives the charge of a known id, and refuses it when it was removed at Asaas', async () => {
    const known = { ...CHARGE, gatewayId: CHARGE_ID };
    bench.server.play(
      DETAIL,
      recorded('payment-ours'),
      recorded('payment-ours', { deleted: true }),
    );

    const outcomes = [
      await bench.gateway.issue(known, bench.context),
      await bench.gateway.issue(known, bench.context),
    ];

    expect(outcomes).toMatchObject([
      { ending: 'registered', charge: { linha: LINHA } },
      { ending: 'rejected', refusal: { code: 'removed-at-gateway' } },
    ]);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it.each([
    ['the slip cannot be read', { status: 502, html: '<html>Bad gateway</html>' }],
    ['the slip is not there yet', { status: 200, body: { bankSlip: null, pix: null } }],
  ])('says accepted when %s', async (_what, reply) => {
    bench.server.play(BILLING, reply);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toEqual({ ending: 'accepted', gatewayId: CHARGE_ID });
  });

  it('issues a Pix with nothing but its QR', async () => {
    bench.server.play(CREATE, recorded('payment-ours', { billingType: 'PIX', nossoNumero: null }));
    bench.server.play(BILLING, { status: 200, body: { pix: { payload: 'PIX' }, bankSlip: null } });

    const outcome = await bench.gateway.issue({ ...CHARGE, instrument: 'pix' }, bench.context);

    expect(bench.server.requestsTo(CREATE)[0]?.body).toMatchObject({ billingType: 'PIX' });
    expect(outcome).toMatchObject({ ending: 'registered', charge: { pixPayload: 'PIX' } });
  });
});

describe('the customer of a charge', () => {
  it('is made when nobody has the document, without paid notices', async () => {
    bench.server.play(CUSTOMERS, listed([]));
    bench.server.play(NEW_CUSTOMER, recorded('customer'));

    await bench.gateway.issue(CHARGE, bench.context);

    expect(bench.server.requestsTo(CUSTOMERS)[0]?.query).toMatchObject({ cpfCnpj: '94271564656' });
    expect(bench.server.requestsTo(NEW_CUSTOMER)[0]?.body).toMatchObject({
      cpfCnpj: '94271564656',
      notificationDisabled: true,
    });
    expect(bench.customerIds).toEqual([CUSTOMER_ID]);
  });

  it('is not one that was removed or has another document', async () => {
    const { body } = fixture('customer');
    bench.server.play(
      CUSTOMERS,
      listed([
        { ...body, id: 'cus_removed', deleted: true },
        { ...body, id: 'cus_other', cpfCnpj: '52998224725' },
        { ...body, id: 'cus_right', cpfCnpj: '942.715.646-56' },
      ]),
    );

    await bench.gateway.issue(CHARGE, bench.context);

    expect(bench.server.requestsTo(CREATE)[0]?.body).toMatchObject({ customer: 'cus_right' });
  });

  it('is silenced when it was made with paid notices, unless the account wants them', async () => {
    const loud = listed([{ ...fixture('customer').body, notificationDisabled: false }]);
    bench.server.play(CUSTOMERS, loud);
    bench.server.play(`PUT /customers/${CUSTOMER_ID}`, recorded('customer'));
    const wanting = bench.open({ 'homologation-notifies-payer': 'Sim' });

    await bench.gateway.issue(CHARGE, bench.context);
    await wanting.issue(CHARGE, bench.context);

    expect(bench.server.requestsTo(`PUT /customers/${CUSTOMER_ID}`)).toMatchObject([
      { body: { notificationDisabled: true } },
    ]);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(2);
  });

  it('is asked for once when several of its charges leave together', async () => {
    bench.server.play(CUSTOMERS, listed([]));
    bench.server.play(NEW_CUSTOMER, recorded('customer'));

    await Promise.all(
      ['A', 'B', 'C'].map((last) =>
        bench.gateway.issue({ ...CHARGE, reference: `0RH5P2S8ABCDEFGHJKM${last}` }, bench.context),
      ),
    );

    expect(bench.server.requestsTo(NEW_CUSTOMER)).toHaveLength(1);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(3);
  });

  it('is not asked for when its id is known', async () => {
    const payer = { ...MARIA, customerId: 'cus_known' };

    await bench.gateway.issue({ ...CHARGE, payer }, bench.context);

    expect(bench.server.requestsTo(CUSTOMERS)).toHaveLength(0);
    expect(bench.server.requestsTo(CREATE)[0]?.body).toMatchObject({ customer: 'cus_known' });
  });

  it('is looked for once more when Asaas does not know it any more', async () => {
    bench.server.play(CREATE, NO_CUSTOMER, recorded('payment-ours'));

    const outcome = await bench.gateway.issue(
      { ...CHARGE, payer: { ...MARIA, customerId: 'cus_gone' } },
      bench.context,
    );

    expect(outcome.ending).toBe('registered');
    expect(bench.customerIds).toEqual([CUSTOMER_ID]);
  });

  it('is not tried twice when it is the same one', async () => {
    bench.server.play(CREATE, NO_CUSTOMER);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'customer-unknown' } });
    expect(bench.server.requestsTo(CREATE)).toHaveLength(1);
  });

  it('leaves the charge not sent when its making has no ending', async () => {
    bench.server.play(CUSTOMERS, listed([]));
    bench.server.play(NEW_CUSTOMER, 'reset', recorded('customer'));

    const first = await bench.gateway.issue(CHARGE, bench.context);
    const second = await bench.gateway.issue(CHARGE, bench.context);

    expect(first).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
    expect(second.ending).toBe('registered');
  });
});

describe('issuing a carnê', () => {
  beforeEach(() => {
    bench.server.play(CARNE, recorded('installment'));
    for (const number of [1, 2, 3])
      bench.server.play(
        `GET /payments/pay_1_parcel${number}/billingInfo`,
        recorded('billing-info'),
      );
  });

  it('sends one value for all parcels and gives them back by number', async () => {
    bench.server.play(LIST, listed([]), listed(parcels('2026-12-10', '2027-01-10', '2027-02-10')));

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(bench.server.requestsTo(CARNE)).toMatchObject([
      {
        body: {
          installmentCount: 3,
          value: 99.9,
          dueDate: '2026-12-10',
          paymentExternalReference: REFERENCE,
          customer: CUSTOMER_ID,
        },
      },
    ]);
    expect(bench.server.requestsTo(LIST)[1]?.query).toMatchObject({ installment: INSTALLMENT_ID });
    expect(outcome).toMatchObject({
      ending: 'registered',
      group: {
        groupId: INSTALLMENT_ID,
        parcels: [
          { number: 1, charge: { gatewayId: 'pay_1_parcel1', dueOn: '2026-12-10' } },
          { number: 2, charge: { gatewayId: 'pay_1_parcel2', dueOn: '2027-01-10' } },
          { number: 3, charge: { gatewayId: 'pay_1_parcel3', dueOn: '2027-02-10' } },
        ],
      },
    });
  });

  it('moves a parcel that Asaas put on another day', async () => {
    bench.server.play(LIST, listed([]), listed(parcels('2026-12-10', '2027-01-11', '2027-02-10')));
    bench.server.play(
      'PUT /payments/pay_1_parcel2',
      recorded('payment-ours', { id: 'pay_1_parcel2', dueDate: '2027-01-10' }),
    );

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(bench.server.requestsTo('PUT /payments/pay_1_parcel2')).toMatchObject([
      { body: { dueDate: '2027-01-10', value: 99.9, billingType: 'BOLETO' } },
    ]);
    expect(outcome).toMatchObject({
      group: { parcels: [{}, { charge: { dueOn: '2027-01-10' } }, {}] },
    });
  });

  it('leaves out a parcel whose slip cannot be read, so that the carnê is looked up', async () => {
    bench.server.play(LIST, listed([]), listed(parcels('2026-12-10', '2027-01-10', '2027-02-10')));
    bench.server.play('GET /payments/pay_1_parcel2/billingInfo', 'reset');

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome).toMatchObject({
      ending: 'registered',
      group: { parcels: [{ number: 1 }, { number: 3 }] },
    });
  });

  it('takes a carnê that an earlier try created', async () => {
    bench.server.play(LIST, listed(parcels('2026-12-10', '2027-01-10', '2027-02-10')));

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome).toMatchObject({ ending: 'registered', group: { groupId: INSTALLMENT_ID } });
    expect(bench.server.requestsTo(CARNE)).toHaveLength(0);
  });

  it('is unknown when the carnê was made and its parcels could not be listed', async () => {
    bench.server.play(LIST, listed([]), 'truncated');

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome.ending).toBe('unknown');
  });

  it.each([
    ['one parcel', GROUP.parcels.slice(0, 1), 'too-few-parcels'],
    [
      'values that differ',
      GROUP.parcels.map((parcel) => ({ ...parcel, amountCents: cents(9000 + parcel.number) })),
      'values-differ',
    ],
  ])('refuses %s without asking', async (_what, wanted, code) => {
    const outcome = await bench.gateway.issueGroup({ ...GROUP, parcels: wanted }, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code } });
    expect(bench.server.requests).toHaveLength(0);
  });
});

describe('resolving a call without an ending', () => {
  it('finds a charge by its reference', async () => {
    bench.server.play(LIST, listed([ours()]));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toMatchObject({ found: 'registered', charge: { gatewayId: CHARGE_ID } });
  });

  it('finds a charge by its id without listing', async () => {
    bench.server.play(DETAIL, recorded('payment-ours'));

    const outcome = await bench.gateway.resolve(
      { ...UNKNOWN, gatewayId: CHARGE_ID },
      bench.context,
    );

    expect(outcome.found).toBe('registered');
    expect(bench.server.requestsTo(LIST)).toHaveLength(0);
  });

  it('takes the paid one of two, and needs no slip of it', async () => {
    bench.server.play(LIST, listed([ours({ id: 'pay_2' }), ours({ status: 'RECEIVED' })]));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toMatchObject({ found: 'registered', charge: { gatewayId: CHARGE_ID } });
    expect(bench.server.requestsTo(BILLING)).toHaveLength(0);
  });

  it.each([
    ['an empty list', []],
    ['a removed charge', [ours({ deleted: true })]],
    ['the charge of another reference', [ours({ externalReference: 'other' })]],
  ])('finds nothing in %s', async (_what, items) => {
    bench.server.play(LIST, listed(items));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toEqual({ found: 'nothing' });
  });

  it.each([
    ['the list could not be read', { status: 502, html: '<html>Bad gateway</html>' } as const],
    ['an entry has no known shape', listed([{ id: 1 }])],
    ['the answer is of another shape', { status: 200, body: { data: 'none' } } as const],
  ])('never says nothing when %s', async (_what, reply) => {
    bench.server.play(LIST, reply);

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome.found).toBe('unreachable');
  });

  it('reads all pages of a carnê and finds its parcels', async () => {
    const all = parcels('2026-12-10', '2027-01-10', '2027-02-10');
    bench.server.play(LIST, listed(all.slice(0, 2), true), listed(all.slice(2)));
    for (const number of [1, 2, 3])
      bench.server.play(
        `GET /payments/pay_1_parcel${number}/billingInfo`,
        recorded('billing-info'),
      );

    const outcome = await bench.gateway.resolveGroup(UNKNOWN_GROUP, bench.context);

    expect(outcome).toMatchObject({
      found: 'registered',
      group: { groupId: INSTALLMENT_ID, parcels: [{ number: 1 }, { number: 2 }, { number: 3 }] },
    });
    expect(bench.server.requestsTo(LIST).map(({ query }) => query['offset'])).toEqual(['0', '2']);
  });

  it('does not call a carnê lost whose parcels cannot be read', async () => {
    bench.server.play(LIST, listed(parcels('2026-12-10')));

    const outcome = await bench.gateway.resolveGroup(UNKNOWN_GROUP, bench.context);

    expect(outcome.found).toBe('unreachable');
  });
});
