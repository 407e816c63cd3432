/** How the credentials are protected where the system has no keyring and nobody gave a key file. */
import fs from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { button } from '../../tools/demo/operator.mjs';
import { makeDataDir, openDesktop, type Desktop } from '../support/desktop.ts';
import { ask, company } from './support/practice.ts';

const PASSPHRASE = 'antena-cabo-poste-7';

let dataDir: string;
let desktop: Desktop;

beforeEach(async () => {
  dataDir = makeDataDir();
  desktop = await openDesktop({ dataDir });
});

afterEach(async () => {
  await desktop.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function openAgain(): Promise<void> {
  await desktop.close();
  desktop = await openDesktop({ dataDir });
}

async function setUp(): Promise<void> {
  const { page } = desktop;
  await ask(page, 'company.save', company);
  await page.getByRole('link', { name: 'Continuar', exact: true }).click();
  await page.getByLabel('Senha', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Repita a senha').fill(PASSPHRASE);
  await button(page, 'Proteger com esta senha').click();
  await button(page, 'Criar conta de prática').click();
  await page.getByText('Nada nesta tela é dinheiro de verdade').waitFor();
}

describe('a passphrase', () => {
  it('is asked for in the first steps, and needs eight characters typed twice', async () => {
    const { page } = desktop;
    await ask(page, 'company.save', company);
    await page.getByRole('link', { name: 'Continuar', exact: true }).click();
    const protect = button(page, 'Proteger com esta senha');

    await page.getByLabel('Senha', { exact: true }).fill('curta');
    await page.getByLabel('Repita a senha').fill('outra coisa');

    expect(await protect.isDisabled()).toBe(true);
    expect(await page.getByText('Este sistema não tem um chaveiro').isVisible()).toBe(true);
    await page.getByText('As senhas não são iguais').waitFor();
  });

  it('unlocks what it protects after a restart, and nothing else does', async () => {
    await setUp();

    await openAgain();
    const { page } = desktop;
    await page.getByRole('heading', { name: 'Destrancar o Baixa' }).waitFor();
    const locked = await page.evaluate(() => window.baixa.call('titulos.list', {}));
    await page.getByLabel('Senha').fill('antena-cabo-poste-8');
    await button(page, 'Destrancar').click();
    await page.getByText('Senha incorreta').waitFor();
    await page.getByLabel('Senha').fill(PASSPHRASE);
    await button(page, 'Destrancar').click();

    await page.getByRole('heading', { level: 1, name: 'Início' }).waitFor();
    expect(locked).toMatchObject({ ok: false, failure: { code: 'locked' } });
    await ask(page, 'accounts.list', {}).then(([account]) =>
      expect(account).toMatchObject({ label: 'Simulador Efí', isReady: true }),
    );
  });

  it('is written nowhere in the data folder', async () => {
    await setUp();
    await desktop.close();

    const files = fs
      .readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`);

    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => fs.readFileSync(file).includes(PASSPHRASE))).toEqual([]);
    desktop = await openDesktop({ dataDir });
  });
});
