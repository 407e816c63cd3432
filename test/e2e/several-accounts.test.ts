/** Two accounts in the real app: a plan chooses one, one steps in for the other, and what is open changes sides. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  button,
  choose,
  fillIn,
  heading,
  openScreen,
  payInPractice,
  waitForRegistration,
} from '../../tools/demo/operator.mjs';
import { violationsIn } from './support/axe.ts';
import { ask, client, openPractice, type PracticeDesktop } from './support/practice.ts';

const CLIENT = 'Conceição Araújo';
const EFI = 'Simulador Efí';
const ASAAS = 'Asaas de reserva';

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
});

afterAll(() => desktop.close());

/** Takes a choice of a field that offers few. */
async function pick(scope: Locator, field: string, choice: string): Promise<void> {
  await scope.getByRole('combobox', { name: field, exact: true }).click();
  await desktop.page.getByRole('option', { name: choice, exact: true }).click();
}

const main = (): Locator => desktop.page.getByRole('main');

async function openAccount(name: string): Promise<void> {
  const { page } = desktop;
  await openScreen(page, 'Contas');
  await page.getByRole('link', { name: `Alterar ${name}`, exact: true }).click();
  await heading(page, name).waitFor();
}

async function save(): Promise<void> {
  const { page } = desktop;
  await button(page, 'Gravar').click();
  await page.getByText('Conta gravada.').last().waitFor();
}

/** On the form of a new título, with the client chosen. */
async function startTitulo(description: string): Promise<void> {
  const { page } = desktop;
  await openScreen(page, 'Títulos');
  await page.getByRole('link', { name: 'Novo título' }).first().click();
  await choose(page, { field: 'Cliente', typed: CLIENT, choice: new RegExp(`^${CLIENT}`, 'u') });
  await fillIn(page, { Descrição: description, Valor: '89,90' });
}

async function create(): Promise<string> {
  const { page } = desktop;
  await button(page, 'Criar título').click();
  const title = heading(page, /^Título \d{8}/);
  await title.waitFor();
  await waitForRegistration(page);
  return /\d{8}/.exec(await title.innerText())?.[0] ?? '';
}

const account = (): Locator => desktop.page.getByRole('combobox', { name: 'Conta', exact: true });

describe('a second account', () => {
  it('is made on a form with the fields of its gateway alone', async () => {
    const { page } = desktop;
    await openScreen(page, 'Contas');
    await page.getByRole('link', { name: 'Nova conta' }).click();
    await heading(page, 'Nova conta').waitFor();

    await fillIn(page, { 'Nome da conta': ASAAS });
    await pick(main(), 'Gateway', 'Asaas');
    await pick(main(), 'Ambiente', 'Simulador');
    await pick(main(), 'Cobrar por', 'Bolix (boleto com Pix)');
    await fillIn(page, { 'Ordem de reserva': '2' });
    const efiField = await page.getByText('Client ID do simulador').count();
    await save();

    await heading(page, ASAAS).waitFor();
    expect(efiField).toBe(0);
  });

  it('has our address written into it at the gateway', async () => {
    const { page } = desktop;
    await openAccount(ASAAS);
    await page
      .getByLabel('Token dos avisos (webhook)', { exact: true })
      .fill('a-token-of-thirty-two-characters');
    await save();

    await openScreen(page, 'Contas');
    const card = page.getByRole('listitem').filter({ hasText: ASAAS });
    await button(page, 'Gravar URL no gateway').first().click();

    await card.getByText('O gateway passa a avisar neste endereço').waitFor();
  });
});

describe('the plan of a client', () => {
  it('names the account that a new título is proposed to go to', async () => {
    const { page, clientId } = desktop;
    await openScreen(page, 'Clientes');
    await page.getByRole('link', { name: 'Planos' }).click();
    await page.getByRole('button', { name: 'Novo plano' }).first().click();
    const dialog = page.getByRole('dialog');
    await fillIn(dialog, { 'Nome do plano': 'Fibra 300 Mb', Mensalidade: '89,90' });
    await pick(dialog, 'Conta padrão', `${ASAAS} (Simulador)`);
    await button(dialog, 'Criar plano').click();
    await page.getByRole('row').filter({ hasText: 'Fibra 300 Mb' }).getByText(ASAAS).waitFor();
    const [plan] = await ask(page, 'plans.list', {});
    await ask(page, 'clients.save', {
      ...client,
      id: clientId,
      contract: { ...client.contract, planId: plan?.id ?? null },
    });

    await startTitulo('Mensalidade');
    await page.getByText('É a conta padrão do plano do cliente.').waitFor();
    const proposed = await account().inputValue();
    await create();

    expect(proposed).toBe(`${ASAAS} (Simulador)`);
    expect(await desktop.simulator.charges('asaas')).toHaveLength(1);
    expect(await desktop.simulator.charges()).toEqual([]);
  });
});

describe('an account whose credentials are refused', () => {
  it('is stood in for by the next in the order, which the form said before', async () => {
    const { page } = desktop;
    await openAccount(EFI);
    await fillIn(page, { 'Ordem de reserva': '1' });
    await page.getByLabel('Client ID do simulador', { exact: true }).fill('Client_Id_revoked');
    await save();
    await page.getByText(`Hoje quem assume é ${ASAAS}.`).waitFor();

    await startTitulo('Instalação');
    await pick(main(), 'Conta', `${EFI} (Simulador)`);
    await page.getByText(`Se ${EFI} não puder emitir, ${ASAAS} assume.`).waitFor();
    await create();

    await page.getByText(`A conta ${EFI} não pôde emitir: a conta ${ASAAS} assumiu.`).waitFor();
    expect(await desktop.simulator.charges('asaas')).toHaveLength(2);
    expect(await desktop.simulator.charges()).toEqual([]);
  });
});

describe('a registered título', () => {
  it('moves to another gateway after a preview in numbers, and is paid there', async () => {
    const { page, simulator } = desktop;
    await openAccount(EFI);
    await button(page, 'Substituir').first().click();
    await save();
    await startTitulo('Roteador');
    await pick(main(), 'Conta', `${EFI} (Simulador)`);
    const number = await create();

    await openScreen(page, 'Títulos');
    await page
      .getByRole('row', { name: new RegExp(number) })
      .getByRole('checkbox')
      .check();
    await button(page, 'Trocar de conta…').click();
    const dialog = page.getByRole('dialog');
    await pick(dialog, 'Conta de destino', ASAAS);
    await dialog.getByText(/^1 título com cobrança registrada: ela é cancelada/).waitFor();
    await button(dialog, 'Passar 1 título').click();
    await dialog.waitFor({ state: 'detached' });

    await page
      .getByRole('row', { name: new RegExp(number) })
      .getByText(/^Asaas/)
      .waitFor();
    await page.getByRole('link', { name: number }).click();
    await waitForRegistration(page);
    await payInPractice(page);
    await page.getByText(`Passou da conta ${EFI} para a conta ${ASAAS}.`).waitFor();
    expect((await simulator.charges()).map(({ status }) => status)).toEqual(['canceled']);
    expect((await simulator.ledger('asaas')).map(({ paidCents }) => paidCents)).toEqual([89_90]);
  });
});

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  beforeAll(() => desktop.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }));

  async function show(hash: string, title: string): Promise<void> {
    const { page } = desktop;
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await heading(page, title).waitFor();
  }

  it.each([
    { hash: '/contas', title: 'Contas' },
    { hash: '/contas/2', title: ASAAS },
    { hash: '/clientes/planos', title: 'Planos' },
    { hash: '/titulos/novo?cliente=1', title: 'Novo título avulso' },
  ])('$hash has nothing that axe finds', async ({ hash, title }) => {
    await show(hash, title);

    expect(await violationsIn(desktop.page)).toEqual([]);
  });

  it('the dialog of a move has nothing that axe finds', async () => {
    const { page } = desktop;
    await show('/contas/2', ASAAS);
    await button(page, 'Passar o que está aberto para outra conta…').click();
    const dialog = page.getByRole('dialog');
    await pick(dialog, 'Conta de destino', EFI);
    await dialog.getByText(/cobrança registrada/).waitFor();

    const found = await violationsIn(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    expect(found).toEqual([]);
  });
});
