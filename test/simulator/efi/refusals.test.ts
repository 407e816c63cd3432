import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHarness, type Harness } from '../harness.ts';
import { billet, carnet, charge, company, customer, items, oneStep } from './bodies.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});

afterEach(() => harness.close());

const issue = (body: unknown) => harness.api('POST', '/v1/charge/one-step', body);

const withCustomer = (change: object) =>
  oneStep(undefined, { customer: { ...customer, ...change } });

const withAddress = (change: object) =>
  withCustomer({ address: { ...customer.address, ...change } });

const AT = '/payment/banking_billet';

/** Source of codes and shapes: reference sheet of Efí, 1.4, 1.8, 1.10, 4.1, 4.2. */
describe('refusals of the simulated Efí', () => {
  it.each([
    ['a name of one word', withCustomer({ name: 'Maria' }), `${AT}/customer/name`],
    ['a CPF with wrong digits', withCustomer({ cpf: '52998224724' }), `${AT}/customer/cpf`],
    ['a CNPJ in cpf', withCustomer({ cpf: '11444777000161' }), `${AT}/customer/cpf`],
    ['a CPF with punctuation', withCustomer({ cpf: '529.982.247-25' }), `${AT}/customer/cpf`],
    [
      'a phone with country code',
      withCustomer({ phone_number: '5531987654321' }),
      `${AT}/customer/phone_number`,
    ],
    [
      'an address without number',
      withAddress({ number: undefined }),
      `${AT}/customer/address/number`,
    ],
    ['a CEP with hyphen', withAddress({ zipcode: '35400-000' }), `${AT}/customer/address/zipcode`],
    ['a state that is none', withAddress({ state: 'XX' }), `${AT}/customer/address/state`],
    [
      'a fine above 10 %',
      oneStep(undefined, { configurations: { fine: 1001 } }),
      `${AT}/configurations/fine`,
    ],
    [
      'interest above 0,33 % a day',
      oneStep(undefined, { configurations: { interest: 331 } }),
      `${AT}/configurations/interest`,
    ],
    [
      'write-off after 121 days',
      oneStep(undefined, { configurations: { days_to_write_off: 121 } }),
      `${AT}/configurations/days_to_write_off`,
    ],
    [
      'a due date in Brazilian form',
      oneStep(undefined, { expire_at: '10/12/2026' }),
      `${AT}/expire_at`,
    ],
    ['a message of five lines', oneStep(undefined, { message: 'a\nb\nc\nd\ne' }), `${AT}/message`],
    [
      'a fraction of a centavo',
      { ...oneStep(), items: [{ name: 'x', value: 99.9 }] },
      '/items/0/value',
    ],
    ['no items', { ...oneStep(), items: [] }, '/items'],
    [
      'a URL that is none',
      { ...oneStep(), metadata: { notification_url: 'provedor' } },
      '/metadata/notification_url',
    ],
  ])('names the property of %s', async (_name, body, property) => {
    const { status, body: refused } = await issue(body);

    expect(status).toBe(400);
    expect(refused).toEqual({
      code: 3500034,
      error: 'validation_error',
      error_description: { property, message: expect.any(String) },
    });
  });

  it('says in words which property is missing', async () => {
    const { body } = await issue(withAddress({ number: undefined }));

    expect(body.error_description.message).toBe('A propriedade [number] é obrigatória.');
  });

  it.each([
    ['the charge', { ...oneStep(), valor: 1 }, '/valor'],
    ['the payer', withCustomer({ rg: 'MG-1' }), `${AT}/customer/rg`],
    ['an item', { ...oneStep(), items: [{ ...items[0], sku: '1' }] }, '/items/0/sku'],
  ])('refuses an unknown property of %s', async (_name, body, property) => {
    const { body: refused } = await issue(body);

    expect(refused).toMatchObject({
      code: 3500010,
      error: 'property_does_not_exists',
      error_description: { property },
    });
  });

  it.each([
    ['a due date in the past', 4600007, oneStep(undefined, { expire_at: '2026-11-20' })],
    ['a day that the calendar lacks', 4600060, oneStep(undefined, { expire_at: '2027-02-30' })],
    ['a due date years ahead', 4600414, oneStep(undefined, { expire_at: '2030-04-22' })],
    ['less than R$ 5,00', 4600036, { ...oneStep(), items: [{ name: 'x', value: 499 }] }],
    [
      'more than the account may',
      4600037,
      { ...oneStep(), items: [{ name: 'x', value: 1_000_001 }] },
    ],
    [
      'the owner as payer',
      4600222,
      oneStep(undefined, {
        customer: { juridical_person: { corporate_name: 'Provedor', cnpj: '11222333000181' } },
      }),
    ],
    [
      'a discount that leaves too little',
      4600523,
      oneStep(undefined, { discount: { type: 'currency', value: 9500 } }),
    ],
    [
      'a discount until after the due date',
      4600521,
      oneStep(undefined, {
        conditional_discount: { type: 'currency', value: 100, until_date: '2026-12-11' },
      }),
    ],
    ['a card', 3500007, { ...charge(), payment: { credit_card: {} } }],
  ])('refuses %s with %i', async (_name, code, body) => {
    const { body: refused } = await issue(body);

    expect(refused.code).toBe(code);
  });

  it('leaves no charge behind when one step is refused', async () => {
    await issue(oneStep(undefined, { expire_at: '2026-11-20' }));

    const { body } = await harness.control('GET', '/efi/charges');

    expect(body.charges).toEqual([]);
  });

  it('takes a negative item as long as the total is enough', async () => {
    const discounted = [...items, { name: 'Desconto', value: -4990, amount: 1 }];

    const { body } = await issue({ ...oneStep(), items: discounted });

    expect(body.data.total).toBe(5000);
  });

  it('refuses the third identical charge of a day', async () => {
    const replies = [await issue(oneStep()), await issue(oneStep()), await issue(oneStep())];

    expect(replies.map(({ body }) => body.code as number)).toEqual([200, 200, 4600210]);
  });

  it('refuses the 14th issue of a day and the 31st of a month for one payer', async () => {
    const days = (day: number) => oneStep(undefined, { expire_at: `2027-01-${String(day + 10)}` });
    const day = async () => {
      const codes: number[] = [];
      for (let index = 0; index < 14; index += 1)
        codes.push((await issue(days(index))).body.code as number);
      await harness.simulator.advance(86_400_000);
      return codes;
    };

    const [first, second, third] = [await day(), await day(), await day()];

    expect(first.lastIndexOf(200)).toBe(12);
    expect(first[13]).toBe(4600209);
    expect(second.lastIndexOf(200)).toBe(12);
    expect(third.indexOf(4600211)).toBe(4);
  });

  it('counts another person with the same phone as the same payer', async () => {
    await harness.control('PUT', '/efi/settings', { payerLimits: { perDay: 1, perMonth: 30 } });
    await issue(oneStep());

    const same = await issue(withCustomer({ name: 'João Souza', cpf: '11144477735' }));
    const other = await issue(oneStep(undefined, { customer: company }));

    expect(same.body.code).toBe(4600209);
    expect(other.body.code).toBe(200);
  });

  it('blocks an endpoint when its calls of the day are spent, and no other', async () => {
    await harness.control('PUT', '/efi/settings', { quota: { endpoint: 2, notification: 1 } });
    const get = () => harness.api('GET', '/v1/charge/1');

    const replies = [await get(), await get(), await get()];
    const created = await harness.api('POST', '/v1/charge', charge());
    await harness.simulator.advance(86_400_000);
    const nextDay = await get();

    expect(replies.map(({ body }) => body.code as number)).toEqual([3500010, 3500010, 3500049]);
    expect(created.status).toBe(200);
    expect(nextDay.body.code).toBe(3500010);
  });

  it('refuses what the status does not allow, with the code of the operation', async () => {
    const { body: issued } = await issue(oneStep());
    const path = `/v1/charge/${issued.data.charge_id}`;
    const again = await harness.api('POST', `${path}/pay`, { payment: { banking_billet: billet } });
    await harness.api('PUT', `${path}/cancel`);
    const calls = [
      await harness.api('PUT', `${path}/cancel`),
      await harness.api('PUT', `${path}/settle`),
      await harness.api('PUT', `${path}/billet`, { expire_at: '2026-12-20' }),
      await harness.api('POST', `${path}/billet/resend`, { email: 'maria@example.com' }),
    ];

    expect(again.body.code).toBe(3500030);
    expect(calls.map(({ body }) => body.code as number)).toEqual([
      3500043, 3500069, 3500038, 3500066,
    ]);
  });

  it('refuses to touch a parcel through the charge', async () => {
    const { body } = await harness.api('POST', '/v1/carnet', carnet());
    const path = `/v1/charge/${body.data.charges[0].charge_id}`;
    const calls = [
      await harness.api('PUT', `${path}/cancel`),
      await harness.api('PUT', `${path}/settle`),
      await harness.api('PUT', `${path}/metadata`, { custom_id: 'X' }),
    ];

    expect(calls.map((call) => call.body.code as number)).toEqual([3500084, 3500084, 3500100]);
  });

  it.each([
    [0, 3500041],
    [13, 4600059],
  ])('refuses a carnê of %i leaves', async (repeats, code) => {
    const { body } = await harness.api('POST', '/v1/carnet', carnet(undefined, { repeats }));

    expect(body.code).toBe(code);
  });

  it('refuses to bring a parcel forward in bulk, as plain text and for all parcels of the call', async () => {
    const { body } = await harness.api('POST', '/v1/carnet', carnet());
    const path = `/v1/carnet/${body.data.carnet_id}`;
    const parcels = [
      { parcel: 1, expire_at: '2026-12-20' },
      { parcel: 2, expire_at: '2027-01-05' },
    ];

    const refused = await harness.api('PUT', `${path}/parcels`, { parcels });
    const after = await harness.api('GET', path);

    expect(refused.status).toBe(500);
    expect(refused.body).toEqual({
      code: 3500101,
      error: 'update_parcels',
      error_description: expect.stringContaining('Não é possível antecipar'),
    });
    expect(after.body.data.charges[0].expire_at).toBe('2026-12-10');
  });

  it('refuses a finished carnê', async () => {
    const { body } = await harness.api('POST', '/v1/carnet', carnet());
    const path = `/v1/carnet/${body.data.carnet_id}`;
    await harness.api('PUT', `${path}/cancel`);

    const again = await harness.api('PUT', `${path}/cancel`);
    const settle = await harness.api('PUT', `${path}/settle`);

    expect([again.body.code, settle.body.code]).toEqual([3500083, 3500083]);
  });

  it.each([
    ['GET', '/v1/charge/999', 'id'],
    ['GET', '/v1/charge/abc', 'id'],
    ['GET', '/v1/carnet/999', 'id'],
    ['GET', '/v1/notification/09027955-5e06-4ff0-a9c7-46b47b8f1b27', 'token'],
  ])('says of %s %s that the property does not exist', async (method, path, property) => {
    const { body } = await harness.api(method, path);

    expect(body).toEqual({
      code: 3500010,
      error: 'property_does_not_exists',
      error_description: { property, message: expect.any(String) },
    });
  });

  it('refuses a body that is no JSON', async () => {
    const url = harness.simulator.baseUrl('efi');
    const token = await harness.authorize();

    const response = await fetch(`${url}/v1/charge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: 'items=1',
    });

    expect(await response.json()).toMatchObject({ code: 3500042 });
  });
});

describe('authorization of the simulated Efí', () => {
  it.each([
    ['another secret', 'Client_Id_sandbox:other', 'client_credentials'],
    ['another id', 'Client_Id_x:Client_Secret_sandbox', 'client_credentials'],
    ['another grant', 'Client_Id_sandbox:Client_Secret_sandbox', 'password'],
  ])('refuses %s with 401', async (_name, pair, grant) => {
    const response = await fetch(`${harness.simulator.baseUrl('efi')}/v1/authorize`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ grant_type: grant }),
    });

    expect(response.status).toBe(401);
  });

  it.each([[null], ['x'], ['a.b.c'], ['']])('refuses the bearer %s with 401', async (token) => {
    const reply = await harness.api('GET', '/v1/charges', undefined, token);

    expect(reply.status).toBe(401);
    expect(reply.body.code).toBe(3500008);
  });
});
