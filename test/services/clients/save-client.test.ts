import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { clientDetail } from '../../../main/services/clients/client-detail.ts';
import type { ClientForm } from '../../../main/services/clients/client-form.ts';
import { saveClient } from '../../../main/services/clients/save-client.ts';
import {
  addAccount,
  addPayment,
  addTitulo,
  form,
  openTools,
  type TestTools,
} from './support/tools.ts';

let tools: TestTools;

beforeEach(() => {
  tools = openTools();
});

afterEach(() => {
  tools.db.close();
});

describe('saving a client', () => {
  it('gives codes in their order and keeps canonical values', () => {
    const ana = saveClient(tools, form());
    const firm = saveClient(tools, form({ name: 'Padaria', taxId: '12.abc.345/01de-35' }));

    expect([ana.code, firm.code]).toEqual([1, 2]);
    expect(ana).toMatchObject({
      taxId: '52998224725',
      phone: '11907654321',
      email: 'ana@example.com',
      address: { state: 'SP', postalCode: '01310100' },
      warnings: [],
    });
    expect(firm.taxId).toBe('12ABC34501DE35');
    expect(tools.books.clients.getById(firm.id).personKind).toBe('legal');
  });

  it('changes the client and the one contract that it has', () => {
    const { id, contract } = saveClient(tools, form());

    const saved = saveClient(
      tools,
      form({
        id,
        name: 'Ana Lima',
        contract: { ...form().contract, dueDay: 31, billing: 'carne' },
      }),
    );

    expect(saved).toMatchObject({ id, code: 1, name: 'Ana Lima' });
    expect(saved.contract).toMatchObject({ id: contract?.id, dueDay: 31, billing: 'carne' });
    expect(tools.told).toContainEqual(['clients', [id]]);
  });

  it('writes to the audit which fields changed, never what they hold', () => {
    const { id } = saveClient(tools, form());
    saveClient(
      tools,
      form({ id, name: 'Ana Lima', phone: '', contract: { ...form().contract, dueDay: 5 } }),
    );

    const trail = tools.books.audit.ofEntity('client', id);

    expect(trail.map(({ action, actor, detail }) => [action, actor, detail])).toEqual([
      ['changed', 'operator:1', { fields: 'name phone contract.dueDay' }],
      ['created', 'operator:1', {}],
    ]);
  });

  it.each<[string, Partial<ClientForm>]>([
    ['name', { name: '   ' }],
    ['taxId', { taxId: '529.982.247-24' }],
    ['taxId', { taxId: '123' }],
    ['email', { email: 'ana@' }],
    ['phone', { phone: '3221-0000' }],
    ['address.state', { address: { ...form().address, state: 'XX' } }],
    ['address.postalCode', { address: { ...form().address, postalCode: '12' } }],
  ])('refuses a %s that does not hold, and writes nothing', (field, change) => {
    const saving = () => saveClient(tools, form(change));

    expect(saving).toThrow(expect.objectContaining({ code: 'invalid-input', detail: { field } }));
    expect(tools.books.clientList.find('ana', 5)).toEqual([]);
    expect(tools.books.sequences.peek('client')).toBe(1);
  });

  it.each([
    ['client', form({ id: 99 })],
    ['plan', form({ contract: { ...form().contract, planId: 99 } })],
    ['account', form({ contract: { ...form().contract, accountId: 99 } })],
  ])('refuses an unknown %s as a whole', (_, unknown) => {
    const saving = () => saveClient(tools, unknown);

    expect(saving).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(tools.books.sequences.peek('client')).toBe(1);
    expect(tools.told).toEqual([]);
  });

  it('takes wrong digits when they are not to be checked, and says so', () => {
    tools.books.settings.write('core', { checksTaxIds: false });

    const saved = saveClient(tools, form({ taxId: '529.982.247-24' }));

    expect(saved).toMatchObject({ taxId: '52998224724', warnings: ['tax-id-invalid'] });
  });

  it('takes a client of whom only the name is known', () => {
    const empty = {
      street: '',
      number: '',
      complement: '',
      district: '',
      city: '',
      state: '',
      postalCode: '',
    };

    const saved = saveClient(tools, form({ taxId: '', email: '', phone: '', address: empty }));

    expect(saved).toMatchObject({ taxId: '', email: '', phone: '', warnings: ['tax-id-missing'] });
  });
});

describe('the page of a client', () => {
  it('warns of a repeated CPF and of a CEP in another state', () => {
    saveClient(tools, form());
    const { id } = saveClient(
      tools,
      form({ name: 'Ana, outra casa', address: { ...form().address, state: 'RJ' } }),
    );

    const { warnings } = clientDetail(tools, id);

    expect(warnings).toEqual(['tax-id-repeated', 'state-postal-code']);
  });

  it('counts real money once there is a real account, and practice before', () => {
    const { id } = saveClient(tools, form());
    const practice = addAccount(tools, { environment: 'simulator' });
    addTitulo(tools, { clientId: id, accountId: practice, dueOn: '2026-11-01', totalCents: 700 });
    const before = clientDetail(tools, id).totals;
    const real = addAccount(tools);
    addTitulo(tools, { clientId: id, accountId: real, dueOn: '2026-12-01', totalCents: 9_990 });
    addPayment(tools, { accountId: real, clientId: id, amountCents: cents(50) });

    const after = clientDetail(tools, id).totals;

    expect(before).toMatchObject({ openCents: 700, overdueCents: 700, overdueCount: 1 });
    expect(after).toEqual({
      openCents: 9_990,
      overdueCents: 0,
      overdueCount: 0,
      receivedCents: 50,
      creditCents: 50,
    });
  });

  it('is not there for a client that is not', () => {
    const asking = () => clientDetail(tools, 7);

    expect(asking).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
