/** Answers compared, keys and types, with the skeletons of the reference sheet of Asaas. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startReceiver } from '../receiver.ts';
import type { Wire } from '../harness.ts';
import { openAccount, order, type AsaasAccount } from './account.ts';

const folder = join(import.meta.dirname, '../../fixtures/asaas');

const fixture = (name: string): Wire => JSON.parse(readFileSync(join(folder, name), 'utf8')).body;

let account: AsaasAccount;

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

const keysOf = (value: unknown): readonly string[] => Object.keys(value as object);

describe('answers of the simulated Asaas have the shape of', () => {
  it('an open boleto, with all its keys and no other', async () => {
    const shown = await account.charge({ daysAfterDueDateToRegistrationCancellation: undefined });

    expect(shapeOf(shown)).toEqual(shapeOf(fixture('payment-boleto-pending.json')));
  });

  it('a carnê', async () => {
    const { body } = await account.call('POST', '/installments', {
      customer: await account.customer(),
      billingType: 'BOLETO',
      dueDate: '2026-11-24',
      installmentCount: 12,
      totalValue: 350,
    });

    expect(shapeOf(body)).toEqual(shapeOf(fixture('installment.json')));
    expect(body).toMatchObject({
      value: 350,
      netValue: 326.12,
      paymentValue: 29.24,
      expirationDay: 24,
    });
  });

  it('a callback', async () => {
    const receiver = await startReceiver();
    await account.webhook(receiver.url);
    const { id } = await account.charge();
    await account.act(id, 'pay');
    await account.act(id, 'credit');
    const posts = await receiver.arrived(3);
    await receiver.close();

    const wanted: Wire = fixture('webhook-payment-received.json');
    const sent: Wire = JSON.parse(posts[2]?.body ?? '');
    // A single charge belongs to no carnê, so that key is absent.
    const payment = keysOf(wanted.payment).filter((key) => key !== 'installment');
    expect(keysOf(sent)).toEqual(keysOf(wanted));
    expect(keysOf(sent.payment)).toEqual(expect.arrayContaining([...payment]));
    expect(sent.payment).toMatchObject({ status: 'RECEIVED', deleted: false });
  });

  it.each([
    ['identification-field.json', 'identificationField'],
    ['pix-qr-code.json', 'pixQrCode'],
    ['viewing-info.json', 'viewingInfo'],
    ['status.json', 'status'],
  ])('%s', async (name, path) => {
    const { id } = await account.charge({ description: undefined });

    const { body } = await account.call('GET', `/payments/${id}/${path}`);

    expect(shapeOf(body)).toEqual(shapeOf(fixture(name)));
  });

  it.each([
    ['limits.json', '/payments/limits'],
    ['balance.json', '/finance/balance'],
    ['list-empty.json', '/payments?limit=100'],
  ])('%s of the account', async (name, path) => {
    const { body } = await account.call('GET', path);

    expect(shapeOf(body)).toEqual(shapeOf(fixture(name)));
  });

  it('the fees, where a value that this account lacks is null', async () => {
    const { body } = await account.call('GET', '/myAccount/fees/');

    const wanted: Wire = fixture('fees.json');
    expect(keysOf(body.payment.bankSlip)).toEqual(keysOf(wanted.payment.bankSlip));
    expect(keysOf(body.payment.pix)).toEqual(keysOf(wanted.payment.pix));
    expect(body.payment.bankSlip).toMatchObject({ defaultValue: 1.99, daysToReceive: 1 });
  });

  it('an error', async () => {
    const { body } = await account.call('POST', '/payments', {});

    expect(shapeOf(body)).toEqual(shapeOf(fixture('error.json')));
  });

  it('have each their source', () => {
    const sources = readdirSync(folder).map(
      (name) =>
        (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { source?: string }).source,
    );

    expect(sources.every((source) => source !== undefined && source.length > 20)).toBe(true);
  });
});

describe('codes and documents of the simulated Asaas', () => {
  it('are the same apart and together', async () => {
    const { id } = await account.charge();

    const slip = await account.call('GET', `/payments/${id}/identificationField`);
    const pix = await account.call('GET', `/payments/${id}/pixQrCode`);
    const both = await account.call('GET', `/payments/${id}/billingInfo`);

    expect(slip.body.identificationField).toMatch(/^\d{47}$/);
    expect(slip.body.barCode).toMatch(/^\d{44}$/);
    expect(both.body.bankSlip).toMatchObject(slip.body as object);
    expect(both.body.pix).toEqual(pix.body);
    expect(pix.body).toMatchObject({ expirationDate: '2027-12-10 23:59:59' });
    expect(
      Buffer.from(pix.body.encodedImage as string, 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('die with the day when the account has no Pix key', async () => {
    await account.set({ hasPixKey: false });
    const { id } = await account.charge();

    const { body } = await account.call('GET', `/payments/${id}/pixQrCode`);

    expect(body.expirationDate).toBe('2026-11-21 23:59:59');
  });

  it('lack what the type of the charge lacks', async () => {
    const pix = await account.charge({ billingType: 'PIX' });

    const slip = await account.call('GET', `/payments/${pix.id}/identificationField`);
    const both = await account.call('GET', `/payments/${pix.id}/billingInfo`);

    expect(pix).toMatchObject({ nossoNumero: null, bankSlipUrl: null });
    expect(Object.keys(pix)).not.toContain('canBePaidAfterDueDate');
    expect(slip.body.errors[0].code).toBe('invalid_action');
    expect(both.body.bankSlip).toBeNull();
  });

  it('have ids of twenty characters in both forms', async () => {
    const numbered = await account.charge();
    await account.set({ idFormat: 'plain' });
    const plain = await account.charge();

    expect(numbered.id).toMatch(/^pay_[1-9]_[a-z0-9]{14}$/);
    expect(plain.id).toMatch(/^pay_[a-z0-9]{16}$/);
    expect(numbered['customer']).toMatch(/^cus_\d{12}$/);
  });

  it('lead to a page and a PDF, and looking at them is noted', async () => {
    const charge = await account.charge();

    const page = await fetch(charge['invoiceUrl'] as string);
    const slip = await fetch(charge['bankSlipUrl'] as string);
    const seen = await account.call('GET', `/payments/${charge.id}/viewingInfo`);

    expect(await page.text()).toContain('SIMULADOR');
    expect((await slip.text()).slice(0, 5)).toBe('%PDF-');
    expect(seen.body).toEqual({ invoiceViewedDate: '2026-11-21', boletoViewedDate: '2026-11-21' });
  });

  it('answer the same below /v3 and without it', async () => {
    const { id } = await account.charge(order);

    const bare = await fetch(`${account.harness.simulator.baseUrl('asaas')}/payments/${id}`, {
      headers: { access_token: 'sandbox-token' },
    });

    expect(await bare.json()).toEqual(await account.show(id));
  });
});
