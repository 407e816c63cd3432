/** Configurações: what is saved holds at once, and after the next start. */
import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { button, fillIn, heading, openScreen } from '../../tools/demo/operator.mjs';
import { makeDataDir, type Desktop } from '../support/desktop.ts';
import { ask, openPractice, openWithKeyFile } from './support/practice.ts';

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
  it('refuse a public address that is none, at its field', async () => {
    const { page } = desktop;
    await openScreen(page, 'Configurações');

    await fillIn(page, { 'URL pública': 'provedor.example.com' });
    await button(page, 'Gravar').click();

    await page
      .getByText('Informe um endereço completo, começando por http:// ou https://.')
      .waitFor();
    expect(await ask(page, 'settings.get', {})).toMatchObject({ publicBaseUrl: null });
  });

  it('show the public address in the status line once it is saved', async () => {
    const { page } = desktop;

    await fillIn(page, { 'URL pública': 'http://provedor.example.com:8090' });
    await button(page, 'Gravar').click();

    const status = page.getByRole('contentinfo', { name: 'Situação do sistema' });
    await status.getByText('http://provedor.example.com:8090').waitFor();
  });

  it('let a client in whose CPF is wrong while the check is off, with a warning', async () => {
    const { page } = desktop;
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

    const status = page.getByRole('contentinfo', { name: 'Situação do sistema' });
    await status.getByText('http://provedor.example.com:8090').waitFor();
    await openScreen(page, 'Clientes');
    await page.getByRole('link', { name: 'Jorge Amaral Nunes' }).waitFor();
  });
});
