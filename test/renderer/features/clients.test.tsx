import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { aCarne, aClientDetail, aPlan, aTotal, HOSTILE_NAME } from '../support/desk-samples.ts';
import { FailedCall, type Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { aCharge, aClient, aTitulo, anAccount } from '../support/samples.ts';

const joao = aClient({ id: 2, code: 102, name: 'João Batista', taxId: '12ABC34501DE35' });

const list: Answers = {
  'clients.list': () => ({
    rows: [aClient({ overdueCents: cents(8_990), overdueCount: 1 }), joao],
  }),
  'clients.totals': () => ({ count: 2, overdueCount: 1, overdueCents: cents(8_990) }),
  'plans.list': () => [aPlan()],
};

const page: Answers = {
  'clients.get': () => aClientDetail(),
  'titulos.list': () => ({ rows: [] }),
  'titulos.totals': () => aTotal({ count: 0 }),
  'carnes.list': () => ({ rows: [] }),
};

const form: Answers = {
  ...page,
  'accounts.list': () => [anAccount()],
  'plans.list': () => [aPlan()],
};

it('lists clients with masked numbers, who is late, and the totals', async () => {
  openApp('/clientes', list);

  const late = await screen.findByRole('row', { name: /Maria Aparecida/ });
  const alphanumeric = screen.getByRole('row', { name: /João Batista/ });
  const totals = await screen.findByRole('row', { name: 'Totais' });

  expect(late.textContent).toContain('529.982.247-25');
  expect(within(late).getByText('Inadimplente')).toBeTruthy();
  expect(alphanumeric.textContent).toContain('12.ABC.345/01DE-35');
  expect(within(totals).getByText('2 clientes')).toBeTruthy();
});

it('filters by status, billing and plan at once, and keeps that in the address', async () => {
  const { user, address, inputsOf } = openApp('/clientes', list);
  await screen.findByRole('row', { name: /João/ });

  await user.click(screen.getByRole('button', { name: 'Inadimplentes' }));
  await user.click(screen.getByRole('button', { name: 'Por carnê' }));
  await user.click(screen.getByRole('combobox', { name: 'Plano' }));
  await user.click(await screen.findByRole('option', { name: 'Fibra 300' }));

  await expect.poll(address).toBe('/clientes?situacao=overdue&cobranca=carne&plano=1');
  await expect
    .poll(() => inputsOf('clients.list').at(-1)?.filter)
    .toEqual({ status: 'overdue', billing: 'carne', planId: 1 });
});

it('changes the Tipo de cobrança of ticked clients after saying how many', async () => {
  const { user, inputsOf } = openApp('/clientes', {
    ...list,
    'clients.setBilling': () => ({ changed: 2 }),
  });
  await screen.findByRole('row', { name: /João/ });
  await user.click(screen.getByRole('checkbox', { name: /todas as linhas/ }));

  await user.click(screen.getByRole('button', { name: 'Alterar tipo de cobrança' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('radio', { name: 'Carnê' }));
  const told = dialog.textContent;
  await user.click(within(dialog).getByRole('button', { name: 'Alterar 2 clientes' }));

  expect(told).toContain('O tipo de cobrança de 2 clientes passa a ser carnê');
  expect(inputsOf('clients.setBilling')).toEqual([{ ids: [1, 2], billing: 'carne' }]);
  expect(await screen.findByText('2 clientes com o tipo de cobrança alterado.')).toBeTruthy();
});

it('teaches the first steps where there is no client', async () => {
  openApp('/clientes', {
    ...list,
    'clients.list': () => ({ rows: [] }),
  });

  await screen.findByText('Nenhum cliente ainda');

  const links = screen.getAllByRole('link', { name: 'Importar lista' });
  expect(links.every((link) => link.getAttribute('href') === '/clientes/importar')).toBe(true);
});

it('saves a new client with Ctrl+S, keeps what was typed when it fails, and goes to its page', async () => {
  let hasFailed = false;
  const { user, address, inputsOf } = openApp('/clientes/novo', {
    ...form,
    'clients.save': () => {
      if (hasFailed) return aClientDetail();
      hasFailed = true;
      throw new FailedCall('conflict');
    },
  });
  const name = await screen.findByRole('textbox', { name: /Nome ou razão social/ });
  await user.type(name, 'Maria dos Santos');
  await user.type(screen.getByRole('textbox', { name: /CPF\/CNPJ/ }), '52998224725');

  await user.keyboard('{Control>}s{/Control}');
  await screen.findByText('Já existe um registro igual');
  const kept = (name as HTMLInputElement).value;
  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  await expect.poll(address).toBe('/clientes/1');
  expect(kept).toBe('Maria dos Santos');
  expect(inputsOf('clients.save').at(-1)).toMatchObject({
    name: 'Maria dos Santos',
    taxId: '529.982.247-25',
    contract: { billing: 'titulo', dueDay: 10, planId: null },
  });
});

it('shows the tab that holds the field to correct', async () => {
  const { user, inputsOf } = openApp('/clientes/novo', form);
  await user.type(await screen.findByRole('textbox', { name: /Nome ou razão/ }), 'Ana Souza');
  await user.click(screen.getByRole('tab', { name: 'Financeiro' }));
  await user.clear(screen.getByRole('textbox', { name: /Dia do vencimento/ }));
  await user.type(screen.getByRole('textbox', { name: /Dia do vencimento/ }), '32');
  await user.click(screen.getByRole('tab', { name: 'Cadastro' }));

  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  const billing = await screen.findByRole('tab', { name: /Financeiro/, selected: true });
  expect(within(billing).getByLabelText('Há campos para corrigir nesta aba')).toBeTruthy();
  expect(inputsOf('clients.save')).toEqual([]);
});

it('hints at wrong check digits and takes a CNPJ with letters', async () => {
  const { user } = openApp('/clientes/novo', form);
  const field = await screen.findByRole('textbox', { name: /CPF\/CNPJ/ });

  await user.type(field, '52998224726');
  const warned = screen.queryByText(/dígitos verificadores não batem/);
  await user.clear(field);
  await user.type(field, '12abc34501de35');

  expect(warned).not.toBeNull();
  expect((field as HTMLInputElement).value).toBe('12.ABC.345/01DE-35');
  expect(screen.queryByText(/dígitos verificadores não batem/)).toBeNull();
});

it('makes a plan on the spot and puts the client on it', async () => {
  const plans = [aPlan()];
  const { user, emit, inputsOf } = openApp('/clientes/1/alterar', {
    ...form,
    'plans.list': () => [...plans],
    'plans.save': (plan) => {
      const made = { ...plan, id: 3, clients: 0 };
      plans.push(made);
      return made;
    },
    'clients.save': () => aClientDetail(),
  });
  await user.click(await screen.findByRole('tab', { name: 'Financeiro' }));
  await user.click(screen.getByRole('button', { name: 'Novo plano' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: /Nome do plano/ }), 'Fibra 600');
  await user.type(within(dialog).getByRole('textbox', { name: /Mensalidade/ }), '119,90');

  await user.click(within(dialog).getByRole('button', { name: 'Criar plano' }));
  await screen.findByText('Plano criado.');
  emit('changed', { area: 'plans', ids: [3] });
  await screen.findByText(/vale o do plano, R\$\s119,90/);
  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  expect(inputsOf('plans.save')).toEqual([
    { name: 'Fibra 600', priceCents: 11_990, isActive: true, accountId: null },
  ]);
  await expect
    .poll(() => inputsOf('clients.save').at(-1))
    .toMatchObject({ contract: { planId: 3, priceCents: null } });
});

it('asks before changes are lost', async () => {
  const { user, address } = openApp('/clientes/1/alterar', form);
  await user.type(await screen.findByRole('textbox', { name: /Nome ou razão/ }), ' Silva');

  await user.click(screen.getByRole('link', { name: 'Clientes' }));
  await user.click(await screen.findByRole('button', { name: 'Continuar editando' }));

  expect(address()).toBe('/clientes/1/alterar');
});

it("shows the three sections in Mk-Auth's order, each with its empty state", async () => {
  openApp('/clientes/1', page);
  await screen.findByRole('heading', { name: '01 Lançamentos para o cliente' });

  const sections = screen.getAllByRole('heading', { level: 2 }).map((title) => title.textContent);

  expect(sections.slice(0, 3)).toEqual([
    '01 Lançamentos para o cliente',
    '02 Carnês do cliente',
    '03 Títulos recebidos',
  ]);
  expect(await screen.findByText('Não existem carnês gerados para o cliente')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Novo título avulso' }).getAttribute('href')).toBe(
    '/titulos/novo?cliente=1',
  );
  expect(screen.getByRole('link', { name: 'Novo carnê' }).getAttribute('href')).toBe(
    '/carnes/novo?cliente=1',
  );
});

it('asks for what is open and for what was received apart, of this client alone', async () => {
  const { inputsOf } = openApp('/clientes/1', {
    ...page,
    'titulos.list': ({ filter }) => ({
      rows:
        filter.chip === 'paid'
          ? [
              aTitulo({
                id: 20,
                number: 390,
                state: 'paid',
                status: 'paid',
                charge: aCharge({ state: 'paid' }),
                paidCents: cents(8_990),
                paidBy: 'pix',
              }),
            ]
          : [aTitulo()],
    }),
    'carnes.list': () => ({ rows: [aCarne(), aCarne({ id: 8, isCurrent: false })] }),
  });

  const received = await screen.findByRole('grid', { name: '03 Títulos recebidos' });
  const headings = within(received).getAllByRole('columnheader');

  expect(headings.map((heading) => heading.textContent).filter((name) => name !== '')).toEqual([
    'Título',
    'Valor',
    'Vencimento',
    'Total atual',
    'Forma',
    'Retornos',
    'Pagamento',
    'Valor Pago',
  ]);
  expect(within(received).getByRole('row', { name: /00000390.*Pix/ })).toBeTruthy();
  expect(new Set(inputsOf('titulos.list').map(({ filter }) => filter.clientId))).toEqual(
    new Set([1]),
  );
  expect(screen.getByRole('heading', { name: /Carnê atual/ })).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Outros carnês' })).toBeTruthy();
});

it('prints a carnê of the client with or without its cover', async () => {
  const { user, inputsOf } = openApp('/clientes/1', {
    ...page,
    'carnes.list': () => ({ rows: [aCarne()] }),
    'documents.carnes': () => ({ jobId: 'p1' }),
  });
  await user.click(await screen.findByRole('button', { name: 'Imprimir: Carnê 7' }));
  const dialog = await screen.findByRole('dialog');

  await user.click(within(dialog).getByRole('checkbox', { name: /Com capa/ }));
  await user.click(within(dialog).getByRole('radio', { name: /Para cortar empilhado/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Imprimir' }));

  expect(inputsOf('documents.carnes')).toEqual([
    { carneIds: [7], hasCover: false, order: 'stacked', isSecondCopy: false },
  ]);
});

it('shows a hostile name as text, with what cannot be seen made visible', async () => {
  openApp('/clientes', {
    ...list,
    'clients.list': () => ({ rows: [aClient({ name: HOSTILE_NAME })] }),
  });

  const link = await screen.findByRole('link', { name: /img src=x/ });

  expect(link.textContent).toContain('\\u202eafoj\\u202c\\u0007fim');
  expect(document.querySelector('main img')).toBeNull();
  expect('wasRun' in window).toBe(false);
});

it.each([
  ['/clientes', 'João Batista'],
  ['/clientes/1', '03 Títulos recebidos'],
  ['/clientes/novo', 'Identificação'],
])('shows nothing on %s that axe finds fault with', async (address, words) => {
  openApp(address, {
    ...form,
    ...list,
    'clients.get': () => aClientDetail({ warnings: ['tax-id-repeated'] }),
    'titulos.list': () => ({ rows: [aTitulo({ charge: aCharge() })] }),
    'carnes.list': () => ({ rows: [aCarne()] }),
  });
  await screen.findAllByText(words);

  expect(await findingsOfAxe()).toEqual([]);
});
