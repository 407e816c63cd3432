import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns } from '../harness.ts';
import { DAY, maria, openAccount, order, type AsaasAccount } from './account.ts';

let account: AsaasAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const references = async (query: string): Promise<readonly unknown[]> =>
  columns((await account.call('GET', `/payments?${query}`)).body.data, 'externalReference').flat();

describe('lists of the simulated Asaas', () => {
  it('give charges newest first, ten at a time unless told otherwise', async () => {
    const customer = await account.customer();
    for (let number = 1; number <= 12; number += 1)
      await account.call('POST', '/payments', {
        customer,
        ...order,
        externalReference: `F-${String(number)}`,
      });

    const first = await account.call('GET', '/payments');
    const rest = await account.call('GET', '/payments?offset=10&limit=500');

    expect(first.body).toMatchObject({
      object: 'list',
      hasMore: true,
      totalCount: 12,
      limit: 10,
      offset: 0,
    });
    expect(first.body.data[0].externalReference).toBe('F-12');
    expect(rest.body).toMatchObject({ hasMore: false, limit: 100, offset: 10 });
    expect(columns(rest.body.data, 'externalReference').flat()).toEqual(['F-2', 'F-1']);
  });

  it('filter charges by what they hold and by days in brackets', async () => {
    const other = await account.customer({ groupName: 'Centro' });
    await account.charge({ externalReference: 'A' });
    const paid = await account.charge({ externalReference: 'B', billingType: 'PIX' });
    await account.act(paid.id, 'pay');
    await account.harness.simulator.advance(DAY);
    await account.charge({ externalReference: 'C', dueDate: '2027-01-15', customer: other });
    const removed = await account.charge({ externalReference: 'D' });
    await account.call('DELETE', `/payments/${removed.id}`);
    const confirmed = await account.charge({ externalReference: 'E' });
    await account.act(confirmed.id, 'pay');

    const found = [
      await references('externalReference=A'),
      await references('billingType=PIX&status=RECEIVED'),
      await references('paymentDate%5Bge%5D=2026-11-21&paymentDate%5Ble%5D=2026-11-22'),
      await references('paymentDate=2026-11-22'),
      await references('dueDate[ge]=2027-01-01'),
      await references(`customer=${other}`),
      await references('customerGroupName=Centro'),
      await references('dateCreated[ge]=2026-11-22'),
      await references('status=CONFIRMED'),
      await references('estimatedCreditDate[le]=2026-11-21'),
      await references('subscription=sub_1'),
    ];

    expect(found).toEqual([
      ['A'],
      ['B'],
      ['B'],
      [],
      ['C'],
      ['C'],
      ['C'],
      ['E', 'D', 'C'],
      ['E'],
      ['B'],
      [],
    ]);
  });

  it('hold removed charges with their flag, or not when the account is set so', async () => {
    const { id } = await account.charge();
    await account.call('DELETE', `/payments/${id}`);

    const listed = await account.call('GET', '/payments');
    await account.set({ listsDeleted: false });
    const hidden = await account.call('GET', '/payments');

    expect(columns(listed.body.data, 'id', 'deleted')).toEqual([[id, true]]);
    expect(hidden.body.totalCount).toBe(0);
  });

  it('refuse a day that is none', async () => {
    const { body } = await account.call('GET', '/payments?dueDate[ge]=10/12/2026');

    expect(body.errors[0].code).toBe('invalid_dueDate');
  });

  it('find the customers that were made twice', async () => {
    const ids = [await account.customer(), await account.customer()];
    await account.customer({ cpfCnpj: '52998224725', name: 'João Exemplo' });

    const byDocument = await account.call('GET', '/customers?cpfCnpj=249.715.637-92');
    const byName = await account.call('GET', '/customers?name=exemplo&limit=2');

    expect(columns(byDocument.body.data, 'id').flat()).toEqual([...ids].reverse());
    expect(byName.body).toMatchObject({ totalCount: 3, hasMore: true });
  });
});

describe('customers of the simulated Asaas', () => {
  it('change what is named, keep the rest, go and come back', async () => {
    const id = await account.customer();
    const path = `/customers/${id}`;

    const changed = await account.call('PUT', path, { email: 'nova@example.com' });
    const removed = await account.call('DELETE', path);
    const listed = await account.call('GET', '/customers');
    const restored = await account.call('POST', `${path}/restore`);

    expect(changed.body).toMatchObject({ ...maria, email: 'nova@example.com' });
    expect(removed.body).toEqual({ deleted: true, id });
    expect(listed.body.totalCount).toBe(0);
    expect(restored.body.deleted).toBe(false);
  });

  it('have eight notices each, which can be switched off one by one or together', async () => {
    const id = await account.customer();
    const path = `/customers/${id}/notifications`;
    const { body } = await account.call('GET', path);
    const [first, second] = body.data;

    await account.call('PUT', `/notifications/${String(first.id)}`, { enabled: false });
    await account.call('PUT', '/notifications/batch', {
      customer: id,
      notifications: [{ id: second.id, smsEnabledForCustomer: false }],
    });
    const after = await account.call('GET', path);

    expect(body.totalCount).toBe(8);
    expect(columns(after.body.data, 'enabled', 'smsEnabledForCustomer').slice(0, 3)).toEqual([
      [false, true],
      [true, false],
      [true, true],
    ]);
  });
});
