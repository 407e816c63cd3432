/** The independent client `asaas` 1.1.0 from npm against the simulator, with nothing changed but its base URL. */
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, type Wire } from '../harness.ts';
import { maria, openAccount, order, TOKEN, type AsaasAccount } from './account.ts';

type Calls = Readonly<Record<string, (...input: readonly unknown[]) => Promise<Wire>>>;

interface Client {
  readonly customers: Calls;
  readonly payments: Calls;
  readonly installments: Calls;
  readonly webhooks: Calls;
  readonly myAccount: Calls;
}

interface Library {
  readonly AsaasClient: new (key: string, options: object) => Client;
}

const LIBRARY = 'asaas';

/** Undefined where the client is not installed. */
function findLibrary(): Library | undefined {
  const require = createRequire(import.meta.url);
  try {
    return require(LIBRARY) as Library;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

const library = findLibrary();

let account: AsaasAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

function openClient(key = 'sandbox-token'): Client {
  if (library === undefined) throw new Error('The client is not installed');
  return new library.AsaasClient(key, {
    baseUrl: `${account.harness.simulator.baseUrl('asaas')}/v3`,
    userAgent: 'provedor-exemplo',
    printError: false,
  });
}

/** A call without its `this` is no call. */
const call = (calls: Calls, name: string, ...input: readonly unknown[]): Promise<Wire> => {
  const found = calls[name];
  if (found === undefined) throw new Error(`The client has no ${name}`);
  return found.apply(calls, [...input]);
};

describe.skipIf(library === undefined)('the client from npm (skipped where it is missing)', () => {
  it('leads a boleto through its whole life', async () => {
    const { customers, payments } = openClient();

    const customer = await call(customers, 'new', maria);
    const found = await call(customers, 'list', { cpfCnpj: maria.cpfCnpj });
    const made = await call(payments, 'new', { customer: customer.id, ...order });
    const listed = await call(payments, 'list', {
      externalReference: order.externalReference,
      'dueDate[ge]': '2026-12-01',
      limit: 100,
    });
    const slip = await call(payments, 'getIdentificationField', made.id);
    const pix = await call(payments, 'getPixQrCode', made.id);
    const updated = await call(payments, 'updateById', made.id, {
      billingType: 'BOLETO',
      value: 120,
      dueDate: '2026-12-15',
    });
    await call(payments, 'delete', made.id);
    const restored = await call(payments, 'restore', made.id);
    const marked = await call(payments, 'receiveInCash', made.id, {
      paymentDate: '2026-11-21',
      value: 120,
      notifyCustomer: false,
    });
    const undone = await call(payments, 'undoReceivedInCash', made.id);
    await account.act(made.id as string, 'pay');
    const paid = await call(payments, 'getById', made.id);

    expect(found.data[0].id).toBe(customer.id);
    expect(columns(listed.data, 'id').flat()).toEqual([made.id]);
    expect(slip.identificationField).toMatch(/^\d{47}$/);
    expect(pix.payload).toMatch(/^000201/);
    expect(updated).toMatchObject({ value: 120, dueDate: '2026-12-15' });
    expect(restored.deleted).toBe(false);
    expect([marked.status, undone.status]).toEqual(['RECEIVED_IN_CASH', 'PENDING']);
    expect(paid.status).toBe('CONFIRMED');
  });

  it('makes a carnê, asks for its book and removes it', async () => {
    const { customers, payments, installments } = openClient();
    const customer = await call(customers, 'new', maria);
    const carne = { installmentCount: 12, totalValue: 350, value: undefined };

    const first = await call(payments, 'new', { customer: customer.id, ...order, ...carne });
    const shown = await call(installments, 'getById', first.installment);
    const book = await call(installments, 'paymentBook', first.installment, {
      sort: 'dueDate',
      order: 'asc',
    });
    const removed = await call(installments, 'delete', first.installment);

    expect(shown).toMatchObject({ installmentCount: 12, value: 350, paymentValue: 29.24 });
    // The client reads the bytes as text, which spoils them; the head is still to be seen.
    expect(String(book).slice(0, 5)).toBe('%PDF-');
    expect(removed).toEqual({ deleted: true, id: first.installment });
  });

  it('keeps webhooks, asks for limits and fees', async () => {
    const { webhooks, payments, myAccount } = openClient();

    const made = await call(webhooks, 'create', {
      name: 'Provedor',
      url: 'http://127.0.0.1:9/callbacks',
      email: 'financeiro@example.com',
      enabled: true,
      interrupted: false,
      apiVersion: 3,
      authToken: TOKEN,
      sendType: 'SEQUENTIALLY',
      events: ['PAYMENT_RECEIVED'],
    });
    const paused = await call(webhooks, 'updateById', made.id, { interrupted: true });
    const limits = await call(payments, 'limits');
    const fees = await call(myAccount, 'fees');
    const removed = await call(webhooks, 'delete', made.id);

    expect([made.interrupted, paused.interrupted]).toEqual([false, true]);
    expect(limits.creation.daily.wasReached).toBe(false);
    expect(fees.payment.bankSlip.daysToReceive).toBe(1);
    expect(removed.deleted).toBe(true);
  });

  it('shows what is wrong in the shape it expects', async () => {
    const refused = call(openClient().payments, 'new', {});
    const unknown = call(openClient('$aact_prod_x').payments, 'list', {});

    await expect(refused).rejects.toMatchObject({
      response: { status: 400, data: { errors: [{ code: 'invalid_customer' }] } },
    });
    await expect(unknown).rejects.toMatchObject({
      response: { status: 401, data: { errors: [{ code: 'invalid_environment' }] } },
    });
  });
});
