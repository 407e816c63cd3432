/** The simulator's panel in the real app: a payment made there, a URL that is off, and time that passes. */
import axe from 'axe-core';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/civil-date.ts';
import {
  button,
  heading,
  issueTitulo,
  openScreen,
  waitForRegistration,
} from '../../tools/demo/operator.mjs';
import { ask, openPractice, today, typed, type PracticeDesktop } from './support/practice.ts';

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
});

afterAll(() => desktop.close());

async function issue(description: string): Promise<number> {
  const { page } = desktop;
  const number = await issueTitulo(page, { client: 'Conceição', description, amount: '89,90' });
  await waitForRegistration(page);
  return Number(number);
}

/** Opens the newest charge of the list from the keyboard, as an operator without a mouse does. */
async function openNewestCharge(): Promise<void> {
  const { page } = desktop;
  await openScreen(page, 'Simulador');
  const grid = page.getByRole('grid', { name: 'Cobranças do gateway simulado' });
  await grid
    .getByRole('row', { name: /Conceição/ })
    .first()
    .waitFor();
  await grid.focus();
  await page.keyboard.press('Enter');
  await heading(page, /^Cobrança \d+/).waitFor();
}

async function pay(): Promise<void> {
  const { page } = desktop;
  await button(page, 'Pagar').click();
  const dialog = page.getByRole('dialog');
  await button(dialog, 'Pagar').click();
  await page
    .getByText(/A cobrança está como “Paga”/)
    .last()
    .waitFor();
  await dialog.waitFor({ state: 'detached' });
}

const part = (name: string): Promise<void> => desktop.page.getByRole('tab', { name }).click();

const row = (table: string, name: RegExp): Locator =>
  desktop.page.getByRole('table', { name: table }).getByRole('row', { name });

async function statusOf(number: number): Promise<string> {
  const { rows } = await ask(desktop.page, 'titulos.list', {
    filter: { isPractice: true },
    sort: 'number',
    limit: 100,
  });
  return rows.find((titulo) => titulo.number === number)?.status ?? '';
}

describe('the simulator on the screen', () => {
  it('pays a charge, and its título is paid', async () => {
    const { page } = desktop;
    const number = await issue('Instalação');

    await openNewestCharge();
    await pay();
    await page.getByRole('link', { name: String(number).padStart(8, '0') }).click();

    await heading(page, /^Título/)
      .getByText('Pago', { exact: true })
      .waitFor();
    expect(await statusOf(number)).toBe('paid');
  });

  it('shows that a notice cannot arrive while its URL is off, and settles after it was sent again', async () => {
    const { page } = desktop;
    const number = await issue('Mensalidade');
    await openScreen(page, 'Simulador');
    await part('URLs de callback');
    await page.getByRole('button', { name: /^Desligar/ }).click();
    await row('URLs de callback deste gateway', /Desligada/).waitFor();

    await openNewestCharge();
    await pay();
    const notices = page.getByRole('table', { name: 'Notificações desta cobrança' });
    await notices.getByText('Não entregue').first().waitFor();
    const before = await statusOf(number);

    await openScreen(page, 'Simulador');
    await part('URLs de callback');
    await page.getByRole('button', { name: /^Ligar/ }).click();
    await row('URLs de callback deste gateway', /Ativa/).waitFor();
    await part('Notificações');
    await page.getByRole('button', { name: 'Reenviar…' }).click();
    await button(page, 'Sim, reenviar').click();

    await expect.poll(() => statusOf(number), { timeout: 20_000 }).toBe('paid');
    expect(before).not.toBe('paid');
  });

  it('tests the URL as the gateway does', async () => {
    const { page } = desktop;
    await openScreen(page, 'Simulador');
    await part('URLs de callback');

    await page.getByRole('button', { name: /^Testar http/ }).click();

    await page.getByText(/Teste aprovado: HTTP 200/).waitFor();
  });

  it('lets time pass, and says what it brought', async () => {
    const { page } = desktop;
    const number = await issue('Vence em breve');
    await openScreen(page, 'Simulador');
    await part('Relógio e acesso');

    await page.getByRole('textbox', { name: 'Avançar até' }).fill(typed(addDays(today, 40)));
    await button(page, 'Avançar até a data').click();

    await page.getByText(/1 aviso de “Vencida”/).waitFor({ timeout: 60_000 });
    expect(await statusOf(number)).toBe('overdue');
  });
});

/** WCAG 2.2 AA is these together. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const places = [
  '/simulador',
  '/simulador?parte=notices',
  '/simulador?parte=urls',
  '/simulador?parte=faults',
  '/simulador?parte=clock',
] as const;

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  beforeAll(async () => {
    await desktop.page.evaluate(axe.source);
    await desktop.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  });

  it.each(places)('%s has nothing that axe finds', async (place) => {
    const { page } = desktop;
    await page.evaluate((to) => {
      location.hash = to;
    }, place);
    await heading(page, /Simulador/).waitFor();
    await page.getByRole('tab', { selected: true }).waitFor();

    expect(await violations()).toEqual([]);
  });

  it('the page of a charge has nothing that axe finds', async () => {
    await openNewestCharge();
    await desktop.page.getByRole('region', { name: 'Dados de entrada' }).waitFor();

    expect(await violations()).toEqual([]);
  });
});

/** Rule and element of each finding, as words that a failed test can show. */
function violations(): Promise<readonly string[]> {
  return desktop.page.evaluate(async (tags) => {
    // What fades in has no contrast yet.
    await Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => undefined)),
    );
    const found = await window.axe.run(document, { runOnly: tags });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`),
    );
  }, TAGS);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
