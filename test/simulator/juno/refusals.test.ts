import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, type Reply } from '../harness.ts';
import { basic, DAY, maria, openAccount, order, type JunoAccount } from './account.ts';

let account: JunoAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const base = () => account.harness.simulator.baseUrl('juno');

const askToken = (authorization: string, grant = 'client_credentials') =>
  fetch(`${base()}/authorization-server/oauth/token?grant_type=${grant}`, {
    method: 'POST',
    headers: { authorization },
  });

const create = (change: object, billing: object = maria): Promise<Reply> =>
  account.call('POST', '/charges', { charge: { ...order, ...change }, billing });

const fieldsOf = ({ body }: Reply) => columns(body.details, 'field').flat();

describe('the authorization of the simulated Juno', () => {
  it.each([
    ['an unknown client', basic('other')],
    ['a wrong secret', basic('sandbox', 'other')],
    ['no client', 'Bearer x'],
  ])('refuses %s with 391000', async (_name, authorization) => {
    const response = await askToken(authorization);

    const body = await response.json();
    expect(response.status).toBe(401);
    expect(body.details[0].errorCode).toBe('391000');
  });

  it('refuses another grant', async () => {
    const response = await askToken(basic(), 'password');

    expect(response.status).toBe(400);
  });

  it.each([
    ['no token', { authorization: '' }, 'Full authentication is required'],
    ['a token of others', { authorization: 'Bearer a.b.c' }, 'Cannot convert access token'],
    ['the token of another account', { 'x-resource-token': 'other' }, 'Full authentication'],
  ])('refuses a call with %s', async (_name, headers, text) => {
    const { status, body } = await account.call('GET', '/charges', undefined, headers);

    expect(status).toBe(401);
    expect(body.details).toEqual([{ message: expect.stringContaining(text), errorCode: '391000' }]);
  });

  it('refuses a call without the version of the API', async () => {
    const reply = await account.call('GET', '/charges', undefined, { 'x-api-version': '1' });

    expect(reply.status).toBe(400);
  });

  it('refuses a token that is too old, revoked, or whose account made a new private token', async () => {
    const authorization = `Bearer ${await account.authorize()}`;
    const ask = async () =>
      (await account.call('GET', '/balance', undefined, { authorization })).status;

    const fresh = await ask();
    await account.harness.simulator.advance(DAY);
    const old = await ask();
    await account.set({ tokenSeconds: 2 * 86_400 });
    const again = (await account.call('GET', '/balance')).status;
    const other = `Bearer ${await account.authorize()}`;
    await account.set({ tokenGeneration: 2 });
    const revoked = await account.call('GET', '/balance', undefined, { authorization: other });
    await account.set({ resourceToken: 'a-new-one' });
    const replaced = await account.call('GET', '/balance');

    expect([fresh, old, again, revoked.status, replaced.status]).toEqual([200, 401, 200, 401, 401]);
  });

  it('spends a quota where the account has one', async () => {
    await account.set({ quota: { requests: 2, seconds: 60 } });

    const statuses = [
      (await account.call('GET', '/balance')).status,
      (await account.call('GET', '/balance')).status,
      (await account.call('GET', '/balance')).status,
    ];
    await account.harness.simulator.advance(60_000);
    const later = await account.call('GET', '/balance');

    expect([...statuses, later.status]).toEqual([200, 200, 429, 200]);
  });
});

describe('the simulated Juno refuses an order', () => {
  it.each([
    ['without a description', { description: undefined }, 'charge.description'],
    ['with a long description', { description: 'x'.repeat(401) }, 'charge.description'],
    ['with a long reference', { references: ['x'.repeat(256)] }, 'charge.references.0'],
    ['with both amounts', { totalAmount: 100, installments: 2 }, 'charge.amount'],
    ['with no amount', { amount: undefined }, 'charge.amount'],
    ['below the least value', { amount: 2.49, discountAmount: 0 }, 'charge.amount'],
    ['above the greatest value', { amount: 1_000_000.01 }, 'charge.amount'],
    ['with three decimals', { amount: 10.001 }, 'charge.amount'],
    ['due in the past', { dueDate: '2026-11-20' }, 'charge.dueDate'],
    ['due on no day', { dueDate: '2026-02-30' }, 'charge.dueDate'],
    ['with a date of the old API', { dueDate: '10/12/2026' }, 'charge.dueDate'],
    ['of 25 parcels', { installments: 25, references: undefined }, 'charge.installments'],
    ['with too few references', { installments: 2 }, 'charge.references'],
    ['with a fine above 20 %', { fine: 20.01 }, 'charge.fine'],
    ['with interest above 20 %', { interest: 21 }, 'charge.interest'],
    ['with a discount of the whole', { discountAmount: 50 }, 'charge.discountAmount'],
    [
      'with boleto and Pix apart',
      { paymentTypes: ['BOLETO', 'BOLETO_PIX'] },
      'charge.paymentTypes',
    ],
    ['with a way of paying of its own', { paymentTypes: ['PIX'] }, 'charge.paymentTypes.0'],
    ['with Pix and no key', { paymentTypes: ['BOLETO_PIX'] }, 'charge.pixKey'],
    [
      'with the key of another account',
      { paymentTypes: ['BOLETO_PIX'], pixKey: '00000000-0000-4000-8000-000000000000' },
      'charge.pixKey',
    ],
  ])('%s', async (_name, change, field) => {
    const reply = await create(change);

    expect(reply.status).toBe(400);
    expect(fieldsOf(reply)).toContain(field);
  });

  it.each([
    ['a total of one parcel', { amount: undefined, totalAmount: 50 }, 'charge.totalAmount'],
    [
      'a card with 13 parcels',
      { paymentTypes: ['BOLETO', 'CREDIT_CARD'], installments: 13, references: undefined },
      'charge.installments',
    ],
  ])('for %s', async (_name, change, field) => {
    const reply = await create(change);

    expect(fieldsOf(reply)).toEqual([field]);
  });

  it.each([
    ['without a name', { name: ' ' }, 'billing.name'],
    ['with a wrong check digit', { document: '24971563793' }, 'billing.document'],
    ['with a masked document', { document: '249.715.637-92' }, 'billing.document'],
    ['with no e-mail', { email: 'maria' }, 'billing.email'],
    ['with a state in words', { address: { state: 'Paraná' } }, 'billing.address.state'],
  ])('for a payer %s', async (_name, change, field) => {
    const reply = await create({}, { ...maria, ...change });

    expect(fieldsOf(reply)).toEqual([field]);
  });

  it('naming all that is wrong at once', async () => {
    const reply = await create({ dueDate: '2026-11-20', discountAmount: 60, installments: 2 });

    expect(fieldsOf(reply)).toEqual([
      'charge.references',
      'charge.dueDate',
      'charge.discountAmount',
    ]);
  });

  it('with Pix and terms where the account is of 2021', async () => {
    await account.set({ pixTakesTerms: false, pixInstallments: 1 });
    const pixKey = await account.pixKey();
    const pix = { paymentTypes: ['BOLETO_PIX'], pixKey };

    const terms = await create(pix);
    const carne = await create({
      ...pix,
      maxOverdueDays: 0,
      fine: 0,
      interest: 0,
      discountAmount: 0,
      installments: 2,
      references: undefined,
    });

    expect(fieldsOf(terms)).toEqual(['charge.paymentTypes']);
    expect(fieldsOf(carne)).toEqual(['charge.installments']);
  });

  it('with more than 29 days overdue only where the account is set so', async () => {
    const taken = await create({ maxOverdueDays: 60 });
    await account.set({ overdueDaysAbove29: 'refuse' });
    const refused = await create({ maxOverdueDays: 60 });

    expect(taken.status).toBe(200);
    expect(fieldsOf(refused)).toEqual(['charge.maxOverdueDays']);
  });
});

describe('the simulated Juno refuses', () => {
  it('what is not there, and methods that a path does not have', async () => {
    const charge = await account.call('GET', '/charges/chr_0');
    const webhook = await account.call('DELETE', '/notifications/webhooks/wbh_0');
    const path = await account.call('GET', '/plans');
    const method = await account.call('DELETE', '/charges');

    expect([charge, webhook, path, method].map(({ status }) => status)).toEqual([
      404, 404, 404, 405,
    ]);
    expect(charge.body).toMatchObject({ error: 'Not Found', path: '/charges/chr_0' });
  });

  it('a body that is no JSON, and cards', async () => {
    const response = await fetch(`${base()}/charges`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await account.authorize()}`,
        'x-api-version': '2',
        'x-resource-token': 'sandbox-token',
        'content-type': 'application/json',
      },
      body: '{',
    });
    const card = await account.call('POST', '/payments', { chargeId: 'chr_0' });

    expect([response.status, card.status]).toEqual([400, 400]);
  });

  it('to cancel what is paid, cancelled, or has an announced payment', async () => {
    const [paid, cancelled, announced] = [
      await account.charge(),
      await account.charge(),
      await account.charge(),
    ];
    await account.act(paid.id, 'pay');
    await account.act(cancelled.id, 'cancel');
    await account.act(announced.id, 'identify');

    const replies = await Promise.all(
      [paid, cancelled, announced].map(({ id }) =>
        account.call('PUT', `/charges/${id}/cancelation`),
      ),
    );

    expect(replies.map(({ status }) => status)).toEqual([400, 400, 400]);
  });

  it('a webhook without https, with unknown types, or for a type that another one holds', async () => {
    const eventTypes = ['PAYMENT_NOTIFICATION'];
    const post = (body: object) => account.call('POST', '/notifications/webhooks', body);

    const plain = await post({ url: 'http://provedor.test/juno', eventTypes });
    const unknown = await post({ url: 'https://provedor.test', eventTypes: ['PAID'] });
    const none = await post({ url: 'https://provedor.test', eventTypes: [] });
    const first = await post({ url: 'https://provedor.test', eventTypes });
    const second = await post({ url: 'https://provedor.test/2', eventTypes });

    expect([plain, unknown, none, second].map(({ status }) => status)).toEqual([
      400, 400, 400, 400,
    ]);
    expect(first.status).toBe(200);
  });

  it('to change a webhook by halves, and to activate what is taken', async () => {
    const eventTypes = ['PAYMENT_NOTIFICATION'];
    const first = await account.webhook('https://provedor.test/1', eventTypes);
    const patch = (id: unknown, body: object) =>
      account.call('PATCH', `/notifications/webhooks/${String(id)}`, body);
    await patch(first.id, { status: 'INACTIVE', eventTypes });
    await account.webhook('https://provedor.test/2', eventTypes);

    const half = await patch(first.id, { status: 'ACTIVE' });
    const taken = await patch(first.id, { status: 'ACTIVE', eventTypes });

    expect([half.status, taken.status]).toEqual([400, 400]);
  });

  it('a Pix key without its idempotency key', async () => {
    const reply = await account.call('POST', '/pix/keys', { type: 'RANDOM_KEY' });

    expect(reply.status).toBe(400);
  });

  it('actions that its charges do not have', async () => {
    const open = await account.charge();
    const card = await account.charge({ paymentTypes: ['CREDIT_CARD'] });
    const late = await account.charge({ dueDate: '2026-11-23', maxOverdueDays: 0 });
    const tooMuch = await account.charge();
    await account.act(tooMuch.id, 'pay');

    const replies = [
      await account.act(open.id, 'overdue'),
      await account.act(open.id, 'restore'),
      await account.act(open.id, 'refund'),
      await account.act(open.id, 'credit'),
      await account.act(card.id, 'pay'),
      await account.act(late.id, 'pay', { on: '2026-11-24' }),
      await account.act(tooMuch.id, 'refund', { amountCents: 5_000 }),
      await account.act('chr_0', 'pay'),
    ];

    expect(replies.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409, 409, 409, 404]);
  });

  it('as a fault says', async () => {
    const authorization = `Bearer ${await account.authorize()}`;
    const faults = [
      {
        gateway: 'juno',
        kind: 'error',
        code: '391000',
        count: 1,
        path: '/api-integration/charges',
      },
      {
        gateway: 'juno',
        kind: 'error',
        code: '999999',
        count: 1,
        path: '/api-integration/balance',
      },
      { gateway: 'juno', kind: 'rate-limit', count: 1, path: '/api-integration/data/banks' },
    ];
    await account.harness.control('PUT', '/faults', { faults });
    const ask = (path: string) => account.call('GET', path, undefined, { authorization });

    const replies = [await ask('/charges'), await ask('/balance'), await ask('/data/banks')];
    const after = await ask('/charges');

    expect(replies.map(({ status }) => status)).toEqual([401, 400, 429]);
    expect(replies.map(({ body }) => body.details[0].errorCode as string).slice(0, 2)).toEqual([
      '391000',
      '999999',
    ]);
    expect(after.status).toBe(200);
  });
});
