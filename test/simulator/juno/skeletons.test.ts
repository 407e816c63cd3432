/** Answers compared, keys and types, with the skeletons of the reference sheet and with recorded answers of the sandbox. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { printedLinha } from '../../../main/simulator/boleto.ts';
import { billetView } from '../../../main/simulator/juno/billet.ts';
import { columns, type Wire } from '../harness.ts';
import { startReceiver } from '../receiver.ts';
import { basic, maria, openAccount, type JunoAccount } from './account.ts';

const folder = join(import.meta.dirname, '../../fixtures/juno/simulator');

const fixture = (name: string): Wire => JSON.parse(readFileSync(join(folder, name), 'utf8')).body;

let account: JunoAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

/** The same tree with the type in place of each value; lists keep their first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]);
  return Object.fromEntries(entries) as unknown;
}

describe('answers of the simulated Juno have the shape of', () => {
  it('the token', async () => {
    const response = await fetch(
      `${account.harness.simulator.baseUrl('juno')}/authorization-server/oauth/token/`,
      {
        method: 'POST',
        headers: { authorization: basic() },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      },
    );

    const body = await response.json();
    expect(shapeOf(body)).toEqual(shapeOf(fixture('token.json')));
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 86_399, scope: 'all' });
  });

  it('a charge with Pix and its picture', async () => {
    await account.set({ emptyPayments: 'list' });
    const pixKey = await account.pixKey();

    const charges = await account.issue({
      paymentTypes: ['BOLETO_PIX'],
      pixKey,
      pixIncludeImage: true,
    });

    expect(shapeOf({ _embedded: { charges } })).toEqual(shapeOf(fixture('charges-created.json')));
  });

  it('a boleto of the sandbox, with all its keys and no other', async () => {
    await account.set({ payNumber: 'sandbox-text', bankAccount: '0001/1000017759-5' });

    const charge = await account.charge({ references: undefined });

    const recorded: Wire = fixture('charge-recorded.json');
    expect(shapeOf(charge)).toEqual(shapeOf(recorded));
    expect(Object.keys(charge)).toEqual(Object.keys(recorded as object));
    expect(charge['payNumber']).toBe(recorded.payNumber);
  });

  it('a charge for a card alone', async () => {
    const charge = await account.charge({ references: undefined, paymentTypes: ['CREDIT_CARD'] });

    expect(shapeOf(charge)).toEqual(shapeOf(fixture('charge-card-recorded.json')));
  });

  it('the list of webhooks', async () => {
    await account.webhook('https://provedor.test/webhooks', ['CHARGE_STATUS_CHANGED']);

    const { body } = await account.call('GET', '/notifications/webhooks');

    expect(shapeOf(body)).toEqual(shapeOf(fixture('webhooks-recorded.json')));
    expect(body._embedded.webhooks[0].eventTypes[0]).toMatchObject({
      id: 'evt_CFCECF82F4BBED68',
      name: 'CHARGE_STATUS_CHANGED',
    });
  });

  it('the event types, with their ids', async () => {
    const { body } = await account.call('GET', '/notifications/event-types/');

    const types = body._embedded.eventTypes as Wire[];
    expect(columns(types, 'name', 'id')).toEqual(fixture('event-types.json'));
    expect(types.every(({ label, status }) => label !== '' && status === 'ENABLED')).toBe(true);
  });

  it('a callback about a payment', async () => {
    const receiver = await startReceiver();
    await account.webhook(receiver.url, ['PAYMENT_NOTIFICATION']);
    const { id } = await account.charge();
    await account.act(id, 'pay');
    const [post] = await receiver.arrived(1);
    await receiver.close();

    const wanted: Wire = fixture('payment-notification.json');
    const sent: Wire = JSON.parse(post?.body ?? '');
    const payer = sent.data[0].attributes.charge.payer;
    expect(shapeOf({ ...payer, address: {} })).toEqual(
      shapeOf(wanted.data[0].attributes.charge.payer),
    );
    payer.address = {};
    expect(shapeOf(sent)).toEqual(shapeOf(wanted));
  });

  it('an error with its field', async () => {
    const { status, body } = await account.call('POST', '/charges', {
      charge: { description: 'Internet', amount: 10, dueDate: '2026-11-20' },
      billing: maria,
    });

    expect(status).toBe(400);
    expect(shapeOf(body)).toEqual(shapeOf(fixture('error.json')));
    expect(body).toMatchObject({ error: 'Bad Request', path: '/charges' });
    expect(body.timestamp).toBe('2026-11-21T09:00:00.000-03:00');
    expect(body.details[0].field).toBe('charge.dueDate');
  });

  it('a refused token', async () => {
    const { body } = await account.call('GET', '/charges', undefined, {
      authorization: 'Bearer a.b.c',
    });

    const wanted: Wire = fixture('error-unauthorized.json');
    expect(body).toEqual({ ...wanted, timestamp: '2026-11-21T09:00:00.000-03:00' });
  });

  it('have each their source', () => {
    const sources = readdirSync(folder).map(
      (name) =>
        (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { source?: string }).source,
    );

    expect(sources.every((source) => source !== undefined && source.length > 20)).toBe(true);
  });
});

describe('the boleto of the simulated Juno', () => {
  it('has the bar code and the number of a recorded one', () => {
    const { billetDetails } = fixture('charge-recorded.json');

    const view = billetView({
      bankAccount: '0001/1000017759-5',
      code: 136_544_089,
      amount: cents(1_000),
      dueOn: civilDate('2021-06-07'),
    });

    expect(view).toEqual(billetDetails);
    expect(printedLinha(view.barcodeNumber)).toBe(
      '38390.00019 77590.000004 13654.408916 8 86440000001000',
    );
  });

  it('shows one number in linha, bar code and links', async () => {
    const charge = await account.charge();

    const { billetDetails, code, payNumber, installmentLink } = charge;
    const digits = String(payNumber).replace(/\D/g, '');
    expect(digits).toHaveLength(47);
    // R$ 50,00; the factor of 2026-12-10 is of the second cycle.
    expect(digits.slice(-14)).toBe('16560000005000');
    expect(billetDetails.barcodeNumber).toMatch(/^3839\d16560000005000\d{24}1$/);
    expect(String(billetDetails.ourNumber).slice(0, 15)).toBe(String(code).padStart(15, '0'));
    expect(installmentLink).toContain(`token=${String(code)}:`);
  });

  it('carries a Pix code that a wallet can read, as an object or a list, under either name', async () => {
    const pixKey = await account.pixKey();
    const change = { paymentTypes: ['BOLETO_PIX'], pixKey };

    const later = await account.charge(change);
    await account.set({ pixShape: 'array', pixPayloadName: 'qrcodeInBase64' });
    const earlier = await account.show(later.id);

    const decoded = (text: string) => Buffer.from(text, 'base64').toString();
    expect(decoded(String(later['pix'].payloadInBase64))).toMatch(/^000201.*6304[0-9A-F]{4}$/);
    expect(earlier['pix'][0].qrcodeInBase64).toBe(later['pix'].payloadInBase64);
    expect(later['pix'].imageInBase64).toBeUndefined();
  });

  it('leads to a PDF, to that of the carnê and to a page', async () => {
    const [first, second] = await account.issue({ installments: 2, references: undefined });

    const one = await fetch(String(first?.['link']));
    const all = await fetch(String(second?.['installmentLink']));
    const page = await fetch(String(second?.['checkoutUrl']));
    const none = await fetch(
      `${account.harness.simulator.baseUrl('juno')}/charge/boleto.pdf?token=1:m:0`,
    );

    const codes = [String(first?.['code']), String(second?.['code'])];
    const [single, book] = [await one.text(), await all.text()];
    expect(single.slice(0, 5)).toBe('%PDF-');
    expect(codes.map((code) => single.includes(code))).toEqual([true, false]);
    expect(codes.map((code) => book.includes(code))).toEqual([true, true]);
    expect(await page.text()).toContain('SIMULADOR');
    expect(none.status).toBe(404);
  });
});
