import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import type { PlanRow } from '../../../preload/contract/clients.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { aPlan } from '../support/desk-samples.ts';
import { FailedCall, type Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { anAccount } from '../support/samples.ts';

const PATH = '/clientes/planos';

function answersOf(...plans: readonly PlanRow[]): Answers {
  return {
    'accounts.list': () => [
      anAccount(),
      anAccount({ id: 2, label: 'Asaas' }),
      anAccount({ id: 3, label: 'Antiga', isActive: false }),
    ],
    'plans.list': () => [...plans],
    'plans.save': (plan) => ({ ...plan, id: plan.id ?? 9, clients: 0 }),
    'clients.list': () => ({ rows: [] }),
  };
}

it('is reached from the clients', async () => {
  const { user, address } = openApp('/clientes', answersOf(aPlan()));

  const [link] = await screen.findAllByRole('link', { name: 'Planos' });
  if (link) await user.click(link);

  expect(address()).toBe(PATH);
  expect(await screen.findByRole('heading', { name: 'Planos' })).toBeTruthy();
});

it('lists each plan with its price, its account and its clients', async () => {
  openApp(PATH, answersOf(aPlan({ accountId: 2 }), aPlan({ id: 2, name: 'Rádio', clients: 30 })));

  const row = await screen.findByRole('row', { name: /Fibra 300/ });
  const totals = screen.getByText('2 planos').closest('[role="row"]');

  expect(row.textContent).toMatch(/89,90/);
  expect(row.textContent).toContain('Asaas');
  expect(totals?.textContent).toContain('42');
});

it('makes a plan with the account of its clients', async () => {
  const { user, inputsOf } = openApp(PATH, answersOf());
  const [add] = await screen.findAllByRole('button', { name: 'Novo plano' });

  if (add) await user.click(add);
  const dialog = await screen.findByRole('dialog', { name: 'Novo plano' });
  await user.type(within(dialog).getByRole('textbox', { name: /Nome do plano/ }), 'Fibra 600');
  await user.type(within(dialog).getByRole('textbox', { name: /Mensalidade/ }), '119,90');
  await user.click(within(dialog).getByRole('combobox', { name: 'Conta padrão' }));
  await user.click(await screen.findByRole('option', { name: /Asaas/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Criar plano' }));

  await screen.findByText('Plano criado.');
  expect(inputsOf('plans.save')).toEqual([
    { name: 'Fibra 600', priceCents: cents(11_990), isActive: true, accountId: 2 },
  ]);
});

it('changes a plan, its account taken away and the plan switched off', async () => {
  const { user, inputsOf } = openApp(PATH, answersOf(aPlan({ accountId: 3 })));
  await user.click(await screen.findByRole('button', { name: 'Ações de plano Fibra 300' }));

  await user.click(await screen.findByRole('menuitem', { name: 'Alterar' }));
  const dialog = await screen.findByRole('dialog', { name: 'Alterar plano' });
  const account = within(dialog).getByRole('combobox', { name: 'Conta padrão' });
  const before = (account as HTMLInputElement).value;
  await user.click(account);
  await user.click(await screen.findByRole('option', { name: 'Antiga (inativa)' }));
  await user.click(within(dialog).getByRole('switch', { name: /Plano ativo/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Gravar' }));

  await screen.findByText('Plano gravado.');
  expect(before).toBe('Antiga (inativa)');
  expect(inputsOf('plans.save')[0]).toMatchObject({
    id: 1,
    isActive: false,
    accountId: null,
  });
});

it('says in numbers whom a change concerns', async () => {
  const { user } = openApp(PATH, answersOf(aPlan({ clients: 12 })));

  await user.dblClick(await screen.findByRole('row', { name: /Fibra 300/ }));

  const dialog = await screen.findByRole('dialog', { name: 'Alterar plano' });
  expect(within(dialog).getByText(/12 clientes têm este plano/)).toBeTruthy();
});

it('keeps what was typed when another plan has the name', async () => {
  const { user } = openApp(PATH, {
    ...answersOf(aPlan()),
    'plans.save': () => {
      throw new FailedCall('conflict', { field: 'name' });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Novo plano' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: /Nome do plano/ }), 'Fibra 300');
  await user.type(within(dialog).getByRole('textbox', { name: /Mensalidade/ }), '1');

  await user.click(within(dialog).getByRole('button', { name: 'Criar plano' }));

  expect(await within(dialog).findByRole('alert')).toBeTruthy();
  expect(within(dialog).getByDisplayValue('Fibra 300')).toBeTruthy();
});

it('leads to the clients of a plan', async () => {
  const { user, address } = openApp(PATH, answersOf(aPlan()));
  await user.click(await screen.findByRole('button', { name: 'Ações de plano Fibra 300' }));

  await user.click(await screen.findByRole('menuitem', { name: 'Ver clientes' }));

  expect(address()).toBe('/clientes?plano=1');
});

it('has nothing that axe finds', async () => {
  openApp(PATH, answersOf(aPlan(), aPlan({ id: 2, name: 'Rádio', isActive: false })));
  await screen.findByRole('row', { name: /Fibra 300/ });

  expect(await findingsOfAxe()).toEqual([]);
});
