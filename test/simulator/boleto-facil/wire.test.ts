/** Requests as independent clients send them, and answers compared, keys and types, with recorded ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply, Wire } from '../harness.ts';
import { openAccount, order, TOKEN, type BoletoFacilAccount } from './account.ts';

const folder = join(import.meta.dirname, '../../fixtures/boleto-facil/simulator');

const fixture = (name: string): Wire => JSON.parse(readFileSync(join(folder, name), 'utf8'));

const requests = readdirSync(folder).filter((name) => name.startsWith('request-'));

let account: BoletoFacilAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

/** Sends a path and a body byte for byte; `fetch` would encode them anew. */
function send(recorded: Wire): Promise<Reply> {
  const { method, path, headers, body } = recorded.request;
  const { port } = account.harness.simulator;
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path: `/boleto-facil${String(path)}`, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('the simulated Boleto Fácil understands', () => {
  it.each(requests)('%s', async (name) => {
    const recorded = fixture(name);

    const { status, body } = await send(recorded);

    const { reference, dueDate, totalCents, payer, description } = recorded.expects;
    const [charge] = body.data.charges;
    const overview = await account.overview(charge.code as number);
    const page = await (await fetch(charge.checkoutUrl as string)).text();
    expect(status).toBe(200);
    expect(charge).toMatchObject({ reference, dueDate });
    expect(overview).toMatchObject({ totalCents, payer });
    expect(page).toContain(String(description ?? payer).replace('&', '&#38;'));
  });
});

/** The same tree with the type in place of each value; lists keep their first element. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]);
  return Object.fromEntries(entries) as unknown;
}

describe('answers of the simulated Boleto Fácil have the shape of', () => {
  it('an issued charge', async () => {
    const { status, body } = await account.call('issue-charge', order);

    const wanted = fixture('answer-issue-charge.json');
    expect(status).toBe(wanted.status);
    expect(shapeOf(body)).toEqual(shapeOf(wanted.body));
  });

  it('a list with a payment', async () => {
    const { code } = await account.charge();
    await account.act(code, 'pay');

    const { body } = await account.call('list-charges', { beginDueDate: '01/12/2026' });

    expect(shapeOf(body)).toEqual(shapeOf(fixture('answer-list-charges.json').body));
  });

  it('the balance', async () => {
    const { body } = await account.call('fetch-balance');

    expect(shapeOf(body)).toEqual(shapeOf(fixture('answer-fetch-balance.json').body));
  });

  it('nothing to tell', async () => {
    const { code } = await account.charge();

    const { body } = await account.call('cancel-charge', { code: String(code) });

    expect(body).toEqual(fixture('answer-nothing.json').body);
  });

  it('an error, word for word', async () => {
    const reply = await account.call('issue-charge', { ...order, payerName: '' });

    const { status, body } = fixture('answer-error.json');
    expect(reply).toEqual({ status, body });
  });

  it('have each their source', () => {
    const sources = readdirSync(folder).map((name) => String(fixture(name).source));

    expect(sources.every((source) => source.length > 20)).toBe(true);
  });
});

describe('XML of the simulated Boleto Fácil', () => {
  it('wraps a list in its name and its rows in the singular', async () => {
    const { code } = await account.charge({ reference: 'A & B <1>' });
    await account.act(code, 'pay');

    const { type, text } = await account.text('list-charges', {
      beginDueDate: '01/12/2026',
      responseType: 'XML',
    });

    expect(type).toBe('application/xml;charset=UTF-8');
    expect(text).toContain('<result><success>true</success><data><charges><charge>');
    expect(text).toContain(`<code>${String(code)}</code><reference>A &#38; B &#60;1&#62;`);
    expect(text).toContain('<payments><payment><id>1113001</id><amount>50</amount>');
  });

  it('repeats the element of a list where that is set', async () => {
    await account.set({ xmlLists: 'repeated' });

    const { text } = await account.text('issue-charge', {
      ...order,
      installments: '2',
      responseType: 'XML',
    });

    expect(text.match(/<charges><code>/g)).toHaveLength(2);
  });

  it('tells a refusal', async () => {
    const { text } = await account.text('cancel-charge', { code: '1', responseType: 'XML' });

    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
        '<result><success>false</success><errorMessage>Cobrança inválida</errorMessage></result>',
    );
  });

  it('has no element for data that is not there', async () => {
    const { code } = await account.charge();

    const { text } = await account.text('cancel-charge', {
      code: String(code),
      responseType: 'XML',
    });

    expect(text).toContain('<result><success>true</success></result>');
  });
});

describe('the token of the simulated Boleto Fácil', () => {
  it('travels in the query as well as in the body', async () => {
    const base = account.harness.simulator.baseUrl('boleto-facil');

    const response = await fetch(`${base}/fetch-balance?token=${TOKEN}`);

    expect(response.status).toBe(200);
  });
});
