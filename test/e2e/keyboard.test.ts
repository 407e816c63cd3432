/** A day's work without the mouse. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heading, waitForRegistration } from '../../tools/demo/operator.mjs';
import { ask, openPractice, type PracticeDesktop } from './support/practice.ts';

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
});

afterAll(() => desktop.close());

async function openPalette(): Promise<void> {
  const { page } = desktop;
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog', { name: 'Busca e comandos' }).locator('input:focus').waitFor();
}

/** Opens the palette, types, and takes what comes first, as fast as people who know their screens do. */
async function goTo(words: string): Promise<void> {
  const { page } = desktop;
  await openPalette();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Busca e comandos' }).waitFor({ state: 'detached' });
}

/** Presses Tab until the field with this name has the focus. */
async function tabTo(name: string): Promise<void> {
  const { page } = desktop;
  for (let presses = 0; presses < 60; presses += 1) {
    const isThere = await page.evaluate((wanted) => {
      const element = document.activeElement;
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      return labels.some((label) => label.textContent.replace(/\s*\*$/, '') === wanted);
    }, name);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}

describe('the keyboard alone', () => {
  it('makes a client and saves it with Ctrl+S', async () => {
    const { page } = desktop;

    await goTo('Novo cliente');
    await heading(page, 'Novo cliente').waitFor();
    await tabTo('Nome ou razão social');
    await page.keyboard.type('Benedita Nascimento Luz');
    await tabTo('CPF/CNPJ');
    await page.keyboard.type('39053344705');
    await page.keyboard.press('Control+S');

    await heading(page, 'Benedita Nascimento Luz').waitFor();
    await page.getByText('390.533.447-05').first().waitFor();
  });

  it('issues a título', async () => {
    const { page } = desktop;

    await goTo('Novo título');
    await heading(page, 'Novo título avulso').waitFor();
    await tabTo('Cliente');
    await page.keyboard.type('Conceição');
    await page.getByRole('option', { name: /^Conceição/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo('Descrição');
    await page.keyboard.type('Visita técnica');
    await tabTo('Valor');
    await page.keyboard.type('120');
    await page.keyboard.press('Control+S');

    await heading(page, /^Título \d{8}/).waitFor();
    await waitForRegistration(page);
    expect(await page.getByText('R$ 120,00').count()).toBeGreaterThan(0);
  });

  it('finds it by the bar code that a scanner types', async () => {
    const { page } = desktop;
    const [titulo] = (
      await ask(page, 'titulos.list', { filter: { isPractice: true }, sort: 'due', limit: 1 })
    ).rows;
    await goTo('Início');

    await openPalette();
    await page.keyboard.type(`${titulo?.charge?.linha ?? ''}\n`);

    await heading(page, /^Título \d{8}/).waitFor();
    await page.getByText('Visita técnica', { exact: true }).waitFor();
  });

  it('walks a list with the arrows and opens a row with Enter', async () => {
    const { page } = desktop;
    await goTo('Clientes');
    await heading(page, 'Clientes').waitFor();
    await page.getByRole('gridcell', { name: 'Conceição' }).first().waitFor();
    const grid = page.getByRole('grid', { name: 'Lista de clientes' });
    for (let presses = 0; presses < 60; presses += 1) {
      if (await grid.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');

    await heading(page, 'Conceição Araújo d’Ávila').waitFor();
  });
});
