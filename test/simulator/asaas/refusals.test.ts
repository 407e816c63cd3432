import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, type Wire } from '../harness.ts';
import { DAY, maria, openAccount, order, type AsaasAccount } from './account.ts';

const HOUR = 3_600_000;

let account: AsaasAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const codes = (body: unknown): readonly unknown[] =>
  columns((body as { readonly errors: Wire }).errors, 'code').flat();

/** Source of codes and shapes: reference sheet of Asaas, 1.2-1.5, 2, 3. */
describe('refusals of the simulated Asaas', () => {
  it.each([
    ['no key', { access_token: '' }, 'access_token_not_found'],
    ['a key of no known form', { access_token: 'abc' }, 'invalid_access_token_format'],
    ['an unknown key', { access_token: '$aact_hmlg_000MzkwODA2' }, 'invalid_access_token'],
    ['a key of production', { access_token: '$aact_prod_000MzkwODA2' }, 'invalid_environment'],
  ])('answer 401 to %s', async (_name, headers, code) => {
    const { status, body } = await account.call('GET', '/payments', undefined, headers);

    expect([status, codes(body)]).toEqual([401, [code]]);
    expect(body.errors[0].description).toEqual(expect.any(String));
  });

  it.each([
    ['an unknown customer', { customer: 'cus_000000000000' }, 'invalid_customer'],
    ['a card', { billingType: 'CREDIT_CARD' }, 'invalid_billingType'],
    ['no value', { value: undefined }, 'invalid_value'],
    ['a value as text', { value: '99.90' }, 'invalid_value'],
    ['less than R$ 5,00', { value: 4.99, discount: null }, 'invalid_object'],
    ['less than R$ 5,00 after the discount', { value: 9.99 }, 'invalid_object'],
    ['a due date of yesterday', { dueDate: '2026-11-20' }, 'invalid_dueDate'],
    ['a due date that no calendar has', { dueDate: '2026-02-30' }, 'invalid_dueDate'],
    ['a carnê of one parcel', { installmentCount: 1 }, 'invalid_installmentCount'],
    ['a number of parcels as text', { installmentCount: '8' }, 'invalid_installmentCount'],
    ['parcels under R$ 5,00', { installmentCount: 30, totalValue: 140 }, 'invalid_object'],
    ['a description of 501 characters', { description: 'x'.repeat(501) }, 'invalid_description'],
  ])('answer 400 to a charge with %s', async (_name, change, code) => {
    const customer = await account.customer();
    const body = { customer, ...order, ...change };

    const refused = await account.call('POST', '/payments', body);

    expect([refused.status, codes(refused.body)]).toEqual([400, [code]]);
  });

  it('stop at the first fault: an empty body lacks a customer', async () => {
    const { body } = await account.call('POST', '/payments', {});

    expect(codes(body)).toEqual(['invalid_customer']);
  });

  it('say how much is left after the discount', async () => {
    const customer = await account.customer();

    const { body } = await account.call('POST', '/payments', { customer, ...order, value: 9.99 });

    expect(body.errors[0].description).toBe(
      'O valor da cobrança (R$ 9,99) menos o valor do desconto (R$ 5,00) não pode ser menor que R$ 5,00.',
    );
  });

  it.each([
    ['a CPF with wrong digits', { cpfCnpj: '24971563793' }, 'invalid_object'],
    ['no name', { name: ' ' }, 'invalid_name'],
    ['a phone of one digit', { mobilePhone: '47999999999' }, 'invalid_mobilePhone'],
    ['no e-mail address in email', { email: 'maria' }, 'invalid_email'],
  ])('answer 400 to a customer with %s', async (_name, change, code) => {
    const { status, body } = await account.call('POST', '/customers', { ...maria, ...change });

    expect([status, codes(body)]).toEqual([400, [code]]);
  });

  it('answer 404 without a body, or with one, to what does not exist', async () => {
    const empty = await account.call('GET', '/payments/pay_0000000000000000');
    await account.set({ notFoundBody: 'errors' });
    const told = await account.call('GET', '/nothing');

    expect([empty.status, empty.body]).toEqual([404, '']);
    expect([told.status, codes(told.body)]).toEqual([404, ['not_found']]);
  });

  it('answer 403 with a page to a GET that has a body', async () => {
    const { status, body, type } = await getWithBody();

    expect([status, type]).toEqual([403, 'text/html; charset=utf-8']);
    expect(body).toContain('403');
  });

  it('answer 400 to a body that is no JSON and to a call without a name', async () => {
    const url = `${account.harness.simulator.baseUrl('asaas')}/v3/payments`;
    const headers = { access_token: 'sandbox-token', 'content-type': 'application/json' };

    const broken = await fetch(url, { method: 'POST', headers, body: '{' });
    const nameless = await account.call('GET', '/payments', undefined, { 'user-agent': '' });

    expect([broken.status, nameless.status]).toEqual([400, 400]);
  });

  it('answer 429 once the window of requests is spent, until the next one opens', async () => {
    await account.set({ quota: { requests: 2, hours: 12 } });
    const ask = () =>
      fetch(`${account.harness.simulator.baseUrl('asaas')}/v3/payments`, {
        headers: { access_token: 'sandbox-token' },
      });
    await ask();
    await account.harness.simulator.advance(HOUR);
    await ask();

    const spent = await ask();
    await account.harness.simulator.advance(11 * HOUR);
    const fresh = await ask();

    expect([spent.status, fresh.status]).toEqual([429, 200]);
    expect(spent.headers.get('ratelimit-remaining')).toBe('0');
    expect(spent.headers.get('ratelimit-reset')).toBe(String(11 * 3_600));
  });

  it('answer 400 once the daily limit of charges is reached', async () => {
    await account.set({ dailyLimit: 1 });
    await account.charge();

    const limits = await account.call('GET', '/payments/limits');
    const second = await account.charge();
    await account.harness.simulator.advance(DAY);
    const tomorrow = await account.charge();

    expect(limits.body).toEqual({ creation: { daily: { limit: 1, used: 1, wasReached: true } } });
    expect(second['errors'][0].code).toBe('invalid_action');
    expect(tomorrow.status).toBe('PENDING');
  });

  it('can be asked for by faults: an error of Asaas, a spent quota, a page, an answer that is lost', async () => {
    const faults = (...list: readonly object[]) =>
      account.harness.control('PUT', '/faults', {
        faults: list.map((one) => ({ gateway: 'asaas', count: 1, ...one })),
      });
    const customer = await account.customer();

    await faults({ kind: 'error', code: 'invalid_environment' });
    const error = await account.call('GET', '/payments');
    await faults({ kind: 'rate-limit' });
    const limited = await account.call('GET', '/payments');
    await faults({ kind: 'html', status: 403 });
    const page = await account.call('GET', '/payments');
    await faults({ kind: 'drop-after', method: 'POST', path: '/v3/payments' });
    const lost = account.call('POST', '/payments', { customer, ...order });
    await expect(lost).rejects.toThrow();
    const made = await account.call('GET', '/payments?externalReference=FAT-2026-000123');

    expect([error.status, codes(error.body)]).toEqual([401, ['invalid_environment']]);
    expect([limited.status, page.status]).toEqual([429, 403]);
    expect(made.body.totalCount).toBe(1);
  });

  it('are the only thing that keeps two equal orders from making two charges', async () => {
    const customer = await account.customer();
    const body = { customer, ...order };

    const first = await account.call('POST', '/payments', body);
    const second = await account.call('POST', '/payments', body);

    expect(second.body.id).not.toBe(first.body.id);
  });
});

interface Page {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
}

/** `fetch` refuses to send it. */
function getWithBody(): Promise<Page> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${account.harness.simulator.baseUrl('asaas')}/v3/payments`,
      {
        method: 'GET',
        headers: {
          access_token: 'sandbox-token',
          'content-type': 'application/json',
          'content-length': 2,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'],
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end('{}');
  });
}
