/** What an operator types wrong, and what the screen says: nothing is lost, nothing is sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/civil-date.ts';
import { button, choose, fillIn, heading, openScreen } from '../../tools/demo/operator.mjs';
import { ask, openPractice, today, typed, type PracticeDesktop } from './support/practice.ts';

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
});

afterAll(() => desktop.close());

async function titulos(): Promise<number> {
  const { count } = await ask(desktop.page, 'titulos.totals', { filter: { isPractice: true } });
  return count;
}

/** Leaves a form that was not saved. */
async function leave(): Promise<void> {
  await desktop.page.keyboard.press('Escape');
  await desktop.page.getByRole('link', { name: 'Início' }).click();
  await button(desktop.page, 'Sair sem gravar').click();
  await heading(desktop.page, 'Início').waitFor();
}

describe('a new título', () => {
  beforeEach(async () => {
    const { page } = desktop;
    await openScreen(page, 'Títulos');
    await page.getByRole('link', { name: 'Novo título' }).first().click();
    await heading(page, 'Novo título avulso').waitFor();
  });

  it.each([
    {
      what: 'due yesterday',
      amount: '89,90',
      due: typed(addDays(today, -1)),
      words: /vencimento/i,
    },
    {
      what: 'under the minimum of the gateway',
      amount: '1,00',
      due: undefined,
      words: /m[íi]nimo/i,
    },
  ])('$what is refused in words, and what was typed stays', async ({ amount, due, words }) => {
    const { page } = desktop;
    const before = await titulos();

    await choose(page, { field: 'Cliente', typed: 'Conceição', choice: /^Conceição/ });
    await fillIn(page, {
      Descrição: 'Instalação',
      Valor: amount,
      ...(due === undefined ? {} : { Vencimento: due }),
    });
    await button(page, 'Criar título').click();

    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Descrição' }).inputValue()).toBe('Instalação');
    expect(await titulos()).toBe(before);
    await leave();
  });

  it('without a client, a description and an amount says so at each field', async () => {
    const { page } = desktop;

    await button(page, 'Criar título').click();

    await page.getByText('Preencha este campo.').first().waitFor();
    await page.getByText('Informe um valor, por exemplo 89,90.').waitFor();
    await openScreen(page, 'Início');
  });
});

describe('a new client', () => {
  beforeEach(async () => {
    const { page } = desktop;
    await openScreen(page, 'Clientes');
    await page.getByRole('link', { name: 'Novo cliente' }).first().click();
    await heading(page, 'Novo cliente').waitFor();
  });

  it('with a CPF whose digits do not fit is not saved while the check is on', async () => {
    const { page } = desktop;

    await fillIn(page, { 'Nome ou razão social': 'Jorge Amaral Nunes', 'CPF/CNPJ': '52998224726' });
    await page.getByText('Confira: os dígitos verificadores não batem.').waitFor();
    await button(page, 'Gravar').click();

    await page.getByText('Os dados não foram aceitos').waitFor();
    expect(await page.getByRole('textbox', { name: 'CPF/CNPJ' }).inputValue()).toBe(
      '529.982.247-26',
    );
    const { rows } = await ask(page, 'clients.list', {
      filter: { text: 'Jorge Amaral' },
      sort: 'name',
      limit: 5,
    });
    expect(rows).toEqual([]);
    await leave();
  });

  it('is kept from being lost: leaving asks first, and going back keeps what was typed', async () => {
    const { page } = desktop;
    await fillIn(page, { 'Nome ou razão social': 'Jorge Amaral Nunes' });

    await page.getByRole('link', { name: 'Títulos' }).click();
    await page.getByRole('dialog', { name: 'Sair sem gravar?' }).waitFor();
    await button(page, 'Continuar editando').click();

    const name = page.getByRole('textbox', { name: 'Nome ou razão social' });
    expect(await name.inputValue()).toBe('Jorge Amaral Nunes');
    await leave();
  });
});
