/** axe over every screen of the real app, in light and dark, with something on it. */
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import {
  button,
  heading,
  issueTitulo,
  payInPractice,
  waitForRegistration,
} from '../../tools/demo/operator.mjs';
import { ask, openPractice, today, type PracticeDesktop } from './support/practice.ts';

/** WCAG 2.2 AA is these together. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
  const { page, accountId, clientId } = desktop;
  await issueTitulo(page, { client: 'Conceição', description: 'Instalação', amount: '89,90' });
  await waitForRegistration(page);
  await payInPractice(page);
  await ask(page, 'titulos.create', {
    clientId,
    accountId,
    description: 'Roteador',
    faceCents: cents(150_00),
    dueOn: addDays(today, 5),
    competence: null,
  });
  await ask(page, 'carnes.create', {
    clientId,
    accountId,
    parcels: 3,
    firstDueOn: addMonths(today, 1),
    amountCents: cents(59_90),
    description: 'Mensalidade de internet',
    businessDays: 'keep',
  });
  await page.evaluate(axe.source);
});

afterAll(() => desktop.close());

const screens = [
  { hash: '/', title: 'Início' },
  { hash: '/comecar', title: 'Primeiros passos' },
  { hash: '/clientes', title: 'Clientes' },
  { hash: '/clientes/novo', title: 'Novo cliente' },
  { hash: '/clientes/1', title: /Conceição/ },
  { hash: '/clientes/importar', title: 'Importar clientes' },
  { hash: '/titulos', title: 'Títulos' },
  { hash: '/titulos/novo', title: 'Novo título avulso' },
  { hash: '/titulos/1', title: /Título 00000001/ },
  { hash: '/titulos/2', title: /Título 00000002/ },
  { hash: '/carnes', title: 'Carnês' },
  { hash: '/carnes/novo', title: 'Novo carnê' },
  { hash: '/carnes/1', title: /Carnê 1/ },
  { hash: '/callbacks', title: 'Callbacks' },
  { hash: '/callbacks/1', title: /Callback 1/ },
  { hash: '/callbacks/entrada', title: 'Caminho de entrada' },
  { hash: '/contas', title: 'Contas' },
  { hash: '/contas/nova', title: 'Nova conta' },
  { hash: '/contas/1', title: 'Simulador Efí' },
  { hash: '/configuracoes', title: 'Configurações' },
] as const;

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  beforeAll(async () => {
    await desktop.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await desktop.page.evaluate(paintedFrames);
  });

  it.each(screens)('$hash has nothing that axe finds', async ({ hash, title }) => {
    const { page } = desktop;

    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await heading(page, title).waitFor();

    expect(await violations()).toEqual([]);
  });

  it.each([
    { what: 'the palette', open: () => desktop.page.keyboard.press('Control+K') },
    { what: 'the dialog of a receipt', open: () => openReceipt() },
  ])('$what has nothing that axe finds', async ({ open }) => {
    const { page } = desktop;

    await open();
    await page.getByRole('dialog').waitFor();
    const found = await violations();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect(found).toEqual([]);
  });
});

async function openReceipt(): Promise<void> {
  const { page } = desktop;
  await page.evaluate(() => {
    location.hash = '/titulos/2';
  });
  await button(page, 'Receber').click();
  await page.getByText('O que vai acontecer').waitFor();
}

/** Settles once what was asked for before is on the screen. */
function paintedFrames(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

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
