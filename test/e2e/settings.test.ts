/** Configurações: what is saved holds at once, and after the next start. */
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { button, fillIn, heading, openScreen } from '../../tools/demo/operator.mjs';
import { makeDataDir, type Desktop } from '../support/desktop.ts';
import { openPractice, openWithKeyFile } from './support/practice.ts';

let dataDir: string;
let desktop: Desktop;

beforeAll(async () => {
  dataDir = makeDataDir();
  desktop = await openPractice(dataDir);
});

afterAll(async () => {
  await desktop.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

describe('the settings', () => {
  it('let a client in whose CPF is wrong while the check is off, with a warning', async () => {
    const { page } = desktop;
    await openScreen(page, 'Configurações');
    await page
      .getByRole('switch', { name: 'Validar CPF e CNPJ dos clientes' })
      .uncheck({ force: true });
    await button(page, 'Gravar').click();
    await page.getByText('Configurações gravadas.').first().waitFor();

    await openScreen(page, 'Clientes');
    await page.getByRole('link', { name: 'Novo cliente' }).first().click();
    await fillIn(page, { 'Nome ou razão social': 'Jorge Amaral Nunes', 'CPF/CNPJ': '52998224726' });
    await button(page, 'Gravar').click();

    await heading(page, 'Jorge Amaral Nunes').waitFor();
    await page.getByText('O CPF/CNPJ não é válido', { exact: false }).waitFor();
  });

  it('hold after the next start', async () => {
    await desktop.close();
    desktop = await openWithKeyFile(dataDir);
    const { page } = desktop;

    await openScreen(page, 'Configurações');
    const check = page.getByRole('switch', { name: 'Validar CPF e CNPJ dos clientes' });
    await check.waitFor();
    expect(await check.isChecked()).toBe(false);
    await openScreen(page, 'Clientes');
    await page.getByRole('link', { name: 'Jorge Amaral Nunes' }).waitFor();
  });
});
