/** The form of an account in the real app: which gateway, what it asks for, what each field means, what it keeps. */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { button, fillIn, heading, openScreen } from '../../tools/demo/operator.mjs';
import { ask, openPractice, type PracticeDesktop } from './support/practice.ts';

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
});

afterEach(leaveForm);

afterAll(() => desktop.close());

/** Goes to Início; what was changed and not saved is given up. */
async function leaveForm(): Promise<void> {
  const { page } = desktop;
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation', { name: 'Telas' })
    .getByRole('link', { name: 'Início' })
    .click();
  const home = heading(page, 'Início');
  const question = page.getByRole('dialog', { name: 'Sair sem gravar?' });
  await home.or(question).waitFor();
  if (await question.isVisible()) await button(question, 'Sair sem gravar').click();
  await home.waitFor();
}

const combobox = (name: string): Locator =>
  desktop.page.getByRole('combobox', { name, exact: true });

const region = (name: string): Locator => desktop.page.getByRole('region', { name, exact: true });

async function pick(field: string, option: string | RegExp): Promise<void> {
  await combobox(field).click();
  await desktop.page.getByRole('option', { name: option }).click();
}

async function openNewAccount(): Promise<void> {
  const { page } = desktop;
  await openScreen(page, 'Contas');
  await page.getByRole('link', { name: 'Nova conta' }).click();
  await heading(page, 'Nova conta').waitFor();
}

async function openAccount(label: string): Promise<void> {
  const { page } = desktop;
  await openScreen(page, 'Contas');
  await page.getByRole('link', { name: `Alterar ${label}` }).click();
  await heading(page, label).waitFor();
}

/** Labels of all fields of the form, without the star of what must be filled in. */
async function fieldLabels(): Promise<readonly string[]> {
  const labels = await desktop.page.locator('form label').allInnerTexts();
  return labels.map((label) => label.replace(/\s*\*$/, '').trim()).filter((label) => label !== '');
}

async function helpLabels(): Promise<ReadonlySet<string>> {
  const buttons = await desktop.page
    .locator('form')
    .getByRole('button', { name: /^Ajuda: / })
    .all();
  const names = await Promise.all(buttons.map((one) => one.getAttribute('aria-label')));
  return new Set(names.map((name) => (name ?? '').replace('Ajuda: ', '')));
}

describe('a new account', () => {
  it('is offered with tests first, whatever the gateway', async () => {
    await openNewAccount();

    await pick('Gateway', /Efí/);

    expect(await combobox('Ambiente').inputValue()).toBe('Homologação');
  });

  it.each([
    ['Efí', 'Efí (Gerencianet)'],
    ['Gerencianet', 'Gerencianet (token)'],
    ['Boleto Fácil', 'Boleto Fácil (API 1, histórico)'],
    ['Juno', 'Juno (API 2.0, histórico)'],
    ['Asaas', 'Asaas'],
    ['Pix', 'Pix'],
  ])('of %s shows the mark of its gateway beside the choice', async (_, label) => {
    await openNewAccount();

    await pick('Gateway', label.startsWith('Pix') ? /^Pix/ : label);

    const mark = region('Identificação').getByRole('img', { name: label, exact: true });
    await mark.waitFor();
    expect(await combobox('Gateway').inputValue()).toBe(label);
  });

  it.each(['Efí (Gerencianet)', 'Gerencianet (token)', 'Boleto Fácil (API 1, histórico)'])(
    'of %s explains every field with a "?"',
    async (label) => {
      await openNewAccount();
      await pick('Gateway', label);
      await pick('Ambiente', 'Produção');
      await pick('Multa', 'Percentual');
      await pick('Juros', 'Percentual ao dia');
      await pick('Desconto', 'Valor fixo');

      const explained = await helpLabels();
      const labels = await fieldLabels();

      expect(labels.length).toBeGreaterThan(20);
      expect(labels.filter((one) => !explained.has(one))).toEqual([]);
    },
  );

  it('explains a field when asked to, and is silent again with Escape', async () => {
    const { page } = desktop;
    await openNewAccount();
    await pick('Gateway', /Boleto Fácil/);
    await pick('Ambiente', 'Produção');

    await button(page, 'Ajuda: Token (produção)').click();
    const help = page.getByRole('dialog', { name: 'Ajuda: Token (produção)' });
    await help.getByText(/Gerar token privado/).waitFor();
    await page.keyboard.press('Escape');

    await help.waitFor({ state: 'detached' });
  });

  it('is listed under its name beside the others, and changed', async () => {
    const { page } = desktop;
    await openNewAccount();
    await pick('Ambiente', 'Simulador');
    await fillIn(page, { 'Nome da conta': 'Efí da filial' });
    await button(page, 'Gravar').click();
    await heading(page, 'Efí da filial').waitFor();

    await fillIn(page, { 'Nome da conta': 'Efí de Mariana' });
    await button(page, 'Gravar').click();
    await heading(page, 'Efí de Mariana').waitFor();
    await openScreen(page, 'Contas');

    const names = page.getByRole('list').getByRole('heading', { level: 2 });
    await names.filter({ hasText: 'Efí de Mariana' }).waitFor();
    expect(await names.allInnerTexts()).toEqual(['Efí de Mariana', 'Simulador Efí']);
  });
});

describe('the form of an account', () => {
  it('asks on one screen for what the integration of RBX asks', async () => {
    const { page } = desktop;
    await openNewAccount();
    await pick('Gateway', /Efí/);

    const labels = await fieldLabels();

    expect(labels).toEqual(
      expect.arrayContaining([
        'Client ID Desenvolvimento',
        'Client Secret Desenvolvimento',
        'Ambiente',
        'Situação: conta ativa',
        'Convênio',
        'Tarifa por pagamento',
        'Histórico de recebimento',
        'Histórico de entradas',
        'Histórico de tarifas',
      ]),
    );
    expect(await page.locator('form').count()).toBe(1);
  });

  it('makes a convênio and an entry on the spot, and keeps them', async () => {
    const { page } = desktop;
    await openAccount('Simulador Efí');
    await button(page, 'Novo convênio…').click();
    await fillIn(page.getByRole('dialog'), { 'Nome do convênio': 'Gerencianet' });
    await button(page, 'Criar convênio').click();
    await page.getByText('Convênio criado.').waitFor();
    await button(page, 'Novo histórico…').click();
    const dialog = page.getByRole('dialog');
    await fillIn(dialog, { Código: '3201', 'Texto do lançamento': 'Tarifa do gateway' });
    await dialog.getByRole('combobox', { name: 'Usado para' }).click();
    await page.getByRole('option', { name: 'Tarifas' }).click();
    await button(page, 'Criar histórico').click();
    await page.getByText('Histórico criado.').waitFor();

    await button(page, 'Gravar').click();
    // The word of an earlier save may still be on the screen: the core tells when this one is done.
    const saved = async () =>
      (await ask(page, 'accounts.get', { id: desktop.accountId })).convenioId;
    await expect.poll(saved, { timeout: 10_000 }).not.toBe(1);
    await openAccount('Simulador Efí');

    await expect.poll(() => combobox('Convênio').inputValue()).toBe('0-Carteira: Gerencianet');
    expect(await combobox('Histórico de tarifas').inputValue()).toBe('3201 - Tarifa do gateway');
    expect(await combobox('Histórico de recebimento').inputValue()).toMatch(/^1 - /);
  });

  it('keeps the texts and the switches of the paper', async () => {
    const { page, accountId } = desktop;
    await openAccount('Simulador Efí');
    await fillIn(page, { Linhas: 'Suporte: (31) 3551-0000' });
    await page.getByRole('switch', { name: 'Mostrar mês de referência' }).click();
    await page.getByRole('switch', { name: 'Calcular vencimento/valor' }).click();
    await fillIn(page, { 'Dias para calcular': '15' });

    await button(page, 'Gravar').click();

    const saved = () => ask(page, 'accounts.get', { id: accountId });
    await expect.poll(saved, { timeout: 10_000 }).toMatchObject({
      messageLines: ['Suporte: (31) 3551-0000'],
      showsReferenceMonth: false,
      updatesOverdue: false,
      updateDays: 15,
    });
  });
});
