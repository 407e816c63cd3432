import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { listPlans, savePlan } from '../../../main/services/clients/plans.ts';
import { saveClient } from '../../../main/services/clients/save-client.ts';
import { setBilling } from '../../../main/services/clients/set-billing.ts';
import { form, openTools, type TestTools } from './support/tools.ts';

let tools: TestTools;

beforeEach(() => {
  tools = openTools();
});

afterEach(() => {
  tools.db.close();
});

const fibra = { name: 'Fibra 100', priceCents: cents(9_990), isActive: true, accountId: null };

describe('plans', () => {
  it('are listed by name with the clients that hold them', () => {
    const plan = savePlan(tools, fibra);
    savePlan(tools, { ...fibra, name: 'Ágil 50' });
    saveClient(tools, form({ contract: { ...form().contract, planId: plan.id } }));

    const plans = listPlans(tools);

    expect(plans.map(({ name, clients }) => [name, clients])).toEqual([
      ['Ágil 50', 0],
      ['Fibra 100', 1],
    ]);
  });

  it('are changed under their own name', () => {
    const { id } = savePlan(tools, fibra);

    const saved = savePlan(tools, { ...fibra, id, priceCents: cents(10_990), isActive: false });

    expect(saved).toEqual({ ...fibra, id, priceCents: 10_990, isActive: false, clients: 0 });
  });

  it('do not take the name of another one, however it is spelled', () => {
    savePlan(tools, fibra);

    const saving = () => savePlan(tools, { ...fibra, name: ' FIBRA  100 ' });

    expect(saving).toThrow(
      expect.objectContaining({ code: 'conflict', detail: { field: 'name' } }),
    );
  });

  it('are not found where there is none', () => {
    const saving = () => savePlan(tools, { ...fibra, id: 9 });

    expect(saving).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('changing the tipo de cobrança of many', () => {
  it('changes those that have another one, and counts them', () => {
    const ana = saveClient(tools, form({ taxId: '' }));
    const rui = saveClient(
      tools,
      form({ taxId: '', contract: { ...form().contract, billing: 'carne' } }),
    );

    const result = setBilling(tools, { ids: [ana.id, rui.id, 99], billing: 'carne' });

    expect(result).toEqual({ changed: 1 });
    expect(tools.books.contracts.ofClient(ana.id)?.billing).toBe('carne');
    expect(tools.told.at(-1)).toEqual(['clients', [ana.id]]);
    expect(tools.books.audit.ofEntity('client', ana.id)[0]?.detail).toEqual({
      fields: 'contract.billing',
      billing: 'carne',
    });
  });

  it('leaves a client without a contract alone', () => {
    const { id } = saveClient(tools, form());
    tools.db.prepare(`UPDATE contracts SET status = 'ended'`).run();

    const result = setBilling(tools, { ids: [id], billing: 'carne' });

    expect(result).toEqual({ changed: 0 });
  });
});
