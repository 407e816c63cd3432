/** A client at the operator's desk, on the screens that the documents describe: list, registration, the three sections. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import {
  button,
  fillIn,
  heading,
  openScreen,
  payInPractice,
  waitForRegistration,
} from '../../tools/demo/operator.mjs';
import {
  ask,
  client,
  openPractice,
  today,
  typed,
  type PracticeDesktop,
} from './support/practice.ts';

const NAME = 'Conceição Araújo d’Ávila';
const OTHERS = ['Bruno Tavares', 'Clara Nunes Prado'];

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
  const { page } = desktop;
  for (const name of OTHERS) await ask(page, 'clients.save', { ...client, name });
});

afterAll(() => desktop.close());

const grid = (name: string): Locator => desktop.page.getByRole('grid', { name, exact: true });

const rowOf = (list: string, text: string | RegExp): Locator =>
  grid(list).getByRole('row').filter({ hasText: text }).first();

async function openClient(name: string): Promise<void> {
  await openScreen(desktop.page, 'Clientes');
  await rowOf('Lista de clientes', name).getByRole('link', { name }).click();
  await heading(desktop.page, name).waitFor();
}

/** Cells of a row by the headers of its list. */
async function cellsOf(list: string, text: string | RegExp): Promise<Record<string, string>> {
  const headers = await grid(list).getByRole('columnheader').allInnerTexts();
  const row = rowOf(list, text);
  await row.waitFor();
  const cells = await row.getByRole('gridcell').allInnerTexts();
  return Object.fromEntries(
    headers.map((header, index) => [header.trim(), plain(cells[index] ?? '')]),
  );
}

async function chooseBilling(billing: string): Promise<void> {
  const { page } = desktop;
  await page.getByRole('combobox', { name: 'Tipo de cobrança' }).click();
  await page.getByRole('option', { name: billing, exact: true }).click();
}

/** Blanks as one, whatever kind they are. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

const billingOf = async (name: string): Promise<string | undefined> => {
  const { rows } = await ask(desktop.page, 'clients.list', { filter: {}, sort: 'name', limit: 50 });
  return rows.find((row) => row.name === name)?.billing ?? undefined;
};

describe('the list of clients', () => {
  it('leads from each row to its details and to its form', async () => {
    const { page } = desktop;
    await openScreen(page, 'Clientes');

    await rowOf('Lista de clientes', OTHERS[0] ?? '').click({ button: 'right' });
    const items = await page.getByRole('menuitem').allInnerTexts();
    await page.getByRole('menuitem', { name: 'Alterar' }).click();

    expect(items).toEqual(expect.arrayContaining(['Detalhes', 'Alterar']));
    await page.getByRole('textbox', { name: 'Nome ou razão social' }).waitFor();
  });

  it('changes the tipo de cobrança of the ticked clients', async () => {
    const { page } = desktop;
    await openScreen(page, 'Clientes');
    for (const name of OTHERS) await rowOf('Lista de clientes', name).getByRole('checkbox').check();

    await button(page, 'Alterar tipo de cobrança').click();
    await page.getByRole('radio', { name: 'Carnê' }).check();
    await button(page, 'Alterar 2 clientes').click();
    await page.getByText('2 clientes com o tipo de cobrança alterado.').waitFor();

    expect(await Promise.all([...OTHERS, NAME].map(billingOf))).toEqual([
      'carne',
      'carne',
      'titulo',
    ]);
  });
});

describe('the registration of a client', () => {
  it('has registration first and the tipo de cobrança in the tab Financeiro, for a new one too', async () => {
    const { page } = desktop;
    await openScreen(page, 'Clientes');
    await page.getByRole('link', { name: 'Novo cliente' }).first().click();
    await fillIn(page, { 'Nome ou razão social': 'Dalva Pires', 'CPF/CNPJ': '39053344705' });

    await page.getByRole('tab', { name: 'Financeiro' }).click();
    await chooseBilling('Carnê');
    await button(page, 'Gravar').click();
    await heading(page, 'Dalva Pires').waitFor();

    expect(await billingOf('Dalva Pires')).toBe('carne');
  });

  it('changes the tipo de cobrança of one client', async () => {
    const { page } = desktop;
    await openClient('Dalva Pires');
    await page.getByRole('link', { name: 'Alterar' }).click();

    await page.getByRole('tab', { name: 'Financeiro' }).click();
    await chooseBilling('Título');
    await button(page, 'Gravar').click();
    await heading(page, 'Dalva Pires').waitFor();

    expect(await billingOf('Dalva Pires')).toBe('titulo');
  });
});

describe('the page of a client', () => {
  it('has entries, carnês and what was received, in this order, and says that there is no carnê', async () => {
    await openClient(NAME);

    const sections = await desktop.page.getByRole('heading', { name: /^0\d / }).allInnerTexts();

    expect(sections).toEqual([
      '01 Lançamentos para o cliente',
      '02 Carnês do cliente',
      '03 Títulos recebidos',
    ]);
    await desktop.page.getByText('Não existem carnês gerados para o cliente').waitFor();
  });

  it('makes a loose título with "+", and shows it with all its columns', async () => {
    const { page } = desktop;
    await openClient(NAME);
    await page.getByRole('link', { name: 'Novo título avulso' }).click();
    await fillIn(page, {
      Descrição: 'Instalação',
      Valor: '89,90',
      Vencimento: typed(addDays(today, 12)),
    });
    await button(page, 'Criar título').click();
    await waitForRegistration(page);

    await openClient(NAME);
    const cells = await cellsOf('01 Lançamentos para o cliente', /\d{8}/);

    expect(cells).toMatchObject({
      Título: '00000001',
      Valor: 'R$ 89,90',
      'Valor total': 'R$ 89,90',
      Tipo: 'Avulso',
      Processamento: typed(today),
    });
    expect(cells['Vencimento']).toMatch(
      new RegExp(`^${typed(addDays(today, 12))}\\s*\\(vence em 12 dias\\)$`),
    );
    expect(cells['Nosso número']).toMatch(/^Efí \d+/);
  });

  it('adds up what is open', async () => {
    const { page, accountId, clientId } = desktop;
    await ask(page, 'titulos.create', {
      clientId,
      accountId,
      description: 'Roteador',
      faceCents: cents(10_010),
      dueOn: addDays(today, 20),
      competence: null,
    });

    await openClient(NAME);
    const totals = grid('01 Lançamentos para o cliente').getByRole('row').last();

    await totals.getByText('2 títulos').waitFor();
    expect(await totals.innerText()).toMatch(/190,00[\s\S]*190,00/);
  });

  it('shows what was received, with the way it came back', async () => {
    const { page } = desktop;
    await openClient(NAME);
    await rowOf('01 Lançamentos para o cliente', '00000001').getByRole('link').first().click();
    await payInPractice(page);

    await openClient(NAME);
    const cells = await cellsOf('03 Títulos recebidos', '00000001');

    expect(cells).toMatchObject({
      Título: '00000001',
      Valor: 'R$ 89,90',
      Vencimento: typed(addDays(today, 12)),
      'Total atual': 'R$ 89,90',
      Pagamento: typed(today),
      'Valor Pago': 'R$ 89,90',
    });
    expect(cells['Retornos']).toMatch(/^Efí/);
    expect(cells['Forma']).not.toBe('');
  });

  it('makes the current carnê with "+"', async () => {
    const { page } = desktop;
    await openClient(NAME);
    await page.getByRole('link', { name: 'Novo carnê' }).click();
    await fillIn(page, {
      Parcelas: '3',
      'Primeiro vencimento': typed(addMonths(today, 1)).replace(/^\d\d/, '10'),
      'Valor de cada parcela': '59,90',
    });
    await button(page, 'Criar carnê de 3 parcelas').click();
    await heading(page, /^Carnê \d+/).waitFor();

    await openClient(NAME);
    const carnes = page.getByRole('region', { name: '02 Carnês do cliente' });

    await carnes.getByText('Carnê atual').waitFor();
    expect(await carnes.getByText('Não existem carnês').count()).toBe(0);
  });
});
