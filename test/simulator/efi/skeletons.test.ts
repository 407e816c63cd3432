/** Answers compared, keys and types, with the skeletons of the reference sheet of Efí (1.2, 1.5, 1.6, 1.7, 1.9, 3.4). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startHarness, type Harness } from '../harness.ts';
import { startReceiver } from '../receiver.ts';
import { billet, carnet, charge, company, oneStep } from './bodies.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});

afterEach(() => harness.close());

/** The same tree with the type in place of each value; lists keep their first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]);
  return Object.fromEntries(entries);
}

const without = (name: string, shape: object): object =>
  Object.fromEntries(Object.entries(shape).filter(([key]) => key !== name));

const pix = { qrcode: 'string', qrcode_image: 'string' };
const text = 'string';
const number = 'number';

const billetShape = {
  barcode: text,
  pix,
  link: text,
  billet_link: text,
  pdf: { charge: text },
  expire_at: text,
};

const issuedShape = {
  code: number,
  data: {
    ...billetShape,
    charge_id: number,
    status: text,
    total: number,
    payment: text,
  },
};

const addressShape = {
  street: text,
  number: text,
  neighborhood: text,
  zipcode: text,
  city: text,
  complement: 'null',
  state: text,
};

const customerShape = { name: text, cpf: text, phone_number: text, address: addressShape };

const line = { message: text, created_at: text };

const detailShape = (payment: object) => ({
  code: number,
  data: {
    charge_id: number,
    total: number,
    status: text,
    custom_id: text,
    created_at: text,
    notification_url: text,
    items: [{ name: text, value: number, amount: number }],
    shippings: [],
    history: [line],
    customer: customerShape,
    payment,
  },
});

const URL = 'http://127.0.0.1:9/callbacks';

describe('answers of the simulated Efí beside the skeletons of its documentation', () => {
  it('authorize', async () => {
    const basic = Buffer.from('Client_Id_sandbox:Client_Secret_sandbox').toString('base64');

    const response = await fetch(`${harness.simulator.baseUrl('efi')}/v1/authorize`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: '{"grant_type":"client_credentials"}',
    });
    const body = await response.json();

    expect(shapeOf(body)).toEqual({
      access_token: text,
      refresh_token: text,
      expires_in: number,
      expire_at: text,
      token_type: text,
    });
    expect(body).toMatchObject({ expires_in: 600, token_type: 'Bearer' });
  });

  it('createCharge and pay', async () => {
    const created = await harness.api('POST', '/v1/charge', charge(URL));
    const path = `/v1/charge/${created.body.data.charge_id}`;
    const before = await harness.api('GET', path);
    const paid = await harness.api('POST', `${path}/pay`, { payment: { banking_billet: billet } });

    expect(shapeOf(created.body)).toEqual({
      code: number,
      data: { charge_id: number, status: text, total: number, custom_id: text, created_at: text },
    });
    expect(Object.keys(before.body.data as object)).not.toContain('payment');
    expect(Object.keys(before.body.data as object)).not.toContain('customer');
    expect(shapeOf(paid.body)).toEqual(issuedShape);
  });

  it('one-step, with and without Pix', async () => {
    const withPix = await harness.api('POST', '/v1/charge/one-step', oneStep(URL));
    await harness.control('PUT', '/efi/settings', { bolix: false });
    const traditional = await harness.api('POST', '/v1/charge/one-step', oneStep(URL));

    expect(shapeOf(withPix.body)).toEqual(issuedShape);
    expect(shapeOf(traditional.body)).toEqual({
      code: number,
      data: without('pix', issuedShape.data),
    });
  });

  it('detail of a boleto, open and paid, in both shapes that were seen', async () => {
    const { body } = await harness.api('POST', '/v1/charge/one-step', oneStep(URL));
    const path = `/v1/charge/${body.data.charge_id}`;
    const open = await harness.api('GET', path);
    await harness.control('POST', `/efi/charges/${body.data.charge_id}/pay`);
    const paid = await harness.api('GET', path);
    await harness.control('PUT', '/efi/settings', { paidShape: 'payment' });
    const other = await harness.api('GET', path);

    const payment = {
      method: text,
      created_at: text,
      message: text,
      banking_billet: {
        ...billetShape,
        configurations: {
          days_to_write_off: number,
          interest_type: text,
          interest: number,
          fine: number,
        },
      },
    };
    const shape = detailShape(payment);
    const told = { paid_at: text, paid_value: number, received_by_bank_at: text };
    expect(shapeOf(open.body)).toEqual(shape);
    expect(shapeOf(paid.body)).toEqual({ ...shape, data: { ...shape.data, paid_value: number } });
    expect(shapeOf(other.body)).toEqual(detailShape({ ...payment, ...told }));
  });

  it('the payer of a company, flattened', async () => {
    const body = oneStep(URL, { customer: company });
    const issued = await harness.api('POST', '/v1/charge/one-step', body);

    const detail = await harness.api('GET', `/v1/charge/${issued.body.data.charge_id}`);

    expect(detail.body.data.customer).toEqual({
      phone_number: '31987654322',
      cnpj: '11444777000161',
      corporate_name: 'Padaria Exemplo LTDA',
    });
  });

  it('a carnê as made, as shown, and one of its parcels', async () => {
    const made = await harness.api('POST', '/v1/carnet', carnet(URL));
    const shown = await harness.api('GET', `/v1/carnet/${made.body.data.carnet_id}`);
    const parcel = await harness.api('GET', `/v1/charge/${made.body.data.charges[0].charge_id}`);

    const slip = {
      status: text,
      url: text,
      parcel_link: text,
      pdf: { charge: text },
      barcode: text,
      pix,
      expire_at: text,
    };
    const links = { cover: text, link: text, pdf: { carnet: text, cover: text } };
    expect(shapeOf(made.body)).toEqual({
      code: number,
      data: {
        carnet_id: number,
        status: text,
        ...links,
        carnet_link: text,
        charges: [{ charge_id: number, parcel: text, value: number, ...slip }],
      },
    });
    expect(shapeOf(shown.body)).toEqual({
      code: number,
      data: {
        carnet_id: number,
        status: text,
        repeats: number,
        ...links,
        value: number,
        custom_id: text,
        notification_url: text,
        split_items: 'boolean',
        charges: [
          {
            charge_id: number,
            parcel: number,
            configurations: { interest: number, fine: number },
            ...slip,
          },
        ],
        created_at: text,
        history: [line],
      },
    });
    expect(shapeOf(parcel.body)).toEqual(
      detailShape({
        method: text,
        created_at: text,
        message: 'null',
        carnet: {
          parcel: number,
          ...without('status', slip),
          configurations: { interest_type: text, interest: number, fine: number },
        },
      }),
    );
  });

  it('a carnê without Bolix lacks pix, carnet_link and parcel_link', async () => {
    await harness.control('PUT', '/efi/settings', { bolix: false });

    const { body } = await harness.api('POST', '/v1/carnet', carnet(URL));

    const keys = [
      ...Object.keys(body.data as object),
      ...Object.keys(body.data.charges[0] as object),
    ];
    expect(keys).not.toContain('pix');
    expect(keys).not.toContain('carnet_link');
    expect(keys).not.toContain('parcel_link');
  });

  it('the list, which tells of a payment or does not', async () => {
    const { body } = await harness.api('POST', '/v1/charge/one-step', oneStep(URL));
    await harness.control('POST', `/efi/charges/${body.data.charge_id}/pay`);
    const path = '/v1/charges?charge_type=billet&begin_date=2026-11-01&end_date=2026-11-30';
    const told = await harness.api('GET', path);
    await harness.control('PUT', '/efi/settings', { listTellsPayment: false });
    const silent = await harness.api('GET', path);

    expect(shapeOf(told.body)).toMatchObject({
      code: number,
      data: [
        {
          id: number,
          total: number,
          status: text,
          custom_id: text,
          created_at: text,
          customer: { phone_number: text, cpf: text, name: text },
          payment: {
            payment_method: text,
            paid_at: text,
            received_by_bank_at: text,
            paid_value: number,
            banking_billet: { barcode: text, link: text, pdf: { charge: text }, expire_at: text },
          },
        },
      ],
      params: {
        begin_date: text,
        end_date: text,
        pagination: { limit: number, offset: number, page: number },
      },
    });
    expect(Object.keys(silent.body.data[0].payment as object)).not.toContain('paid_value');
    expect(told.body.data[0].payment.paid_at).toMatch(/Z$/);
  });

  it('a notification, where only the confirmation tells value and day', async () => {
    const receiver = await startReceiver();
    const { body } = await harness.api('POST', '/v1/carnet', carnet(receiver.url, { repeats: 1 }));
    await harness.control('POST', `/efi/charges/${body.data.charges[0].charge_id}/pay`);
    const [post] = await receiver.arrived(6);
    await receiver.close();
    const token = new URLSearchParams(post?.body).get('notification') ?? '';

    const told = await harness.api('GET', `/v1/notification/${token}`);

    const ids = { carnet_id: number, charge_id: number };
    const step = { current: text, previous: text };
    const first = { current: text, previous: 'null' };
    const entry = (status: object, identifiers: object, more: object = {}) => ({
      id: number,
      type: text,
      custom_id: text,
      status,
      identifiers,
      created_at: text,
      ...more,
    });
    expect((told.body.data as unknown[]).map(shapeOf)).toEqual([
      entry(first, { carnet_id: number }),
      entry(first, ids),
      entry(step, ids),
      entry(step, ids),
      entry(step, ids, { value: number, received_by_bank_at: text }),
      entry(step, { carnet_id: number }),
    ]);
    expect(told.body.data[0].created_at).toBe('2026-11-21 09:00:00');
  });

  it('serves the documents that its links lead to', async () => {
    const { body } = await harness.api('POST', '/v1/charge/one-step', oneStep(URL));
    const made = await harness.api('POST', '/v1/carnet', carnet(URL));
    const links = [body.data.link, body.data.billet_link, made.body.data.cover] as string[];
    const pdfs = [body.data.pdf.charge, made.body.data.pdf.carnet] as string[];

    const pages = await Promise.all(links.map((link) => fetch(link)));
    const files = await Promise.all(pdfs.map((link) => fetch(link)));
    const starts = await Promise.all(files.map(async (file) => (await file.text()).slice(0, 5)));

    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await pages[1]?.text()).toContain(body.data.barcode);
    expect(starts).toEqual(['%PDF-', '%PDF-']);
  });
});
