/** The remaining screens, and the same ones in the dark. */
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../setup/places.mjs';
import { useTheme } from './app.mjs';
import { button, heading, openScreen } from './operator.mjs';

const README_PICTURE = path.join(projectRoot, 'resources', 'readme', 'titulos.png');

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function closingSteps({ app, page, pictures }) {
  return [
    {
      name: 'Títulos lists what is owed and what is paid',
      run: async () => {
        await openScreen(page, 'Títulos');
        await page.getByRole('gridcell', { name: 'Pago' }).first().waitFor();
        const picture = await pictures.take('titulos');
        if (process.argv.includes('--readme-picture')) fs.copyFileSync(picture, README_PICTURE);
        return undefined;
      },
    },
    {
      name: 'The palette finds a client by keyboard',
      run: async () => {
        await page.keyboard.press('Control+K');
        await page.keyboard.type('francisca lima leão');
        await page.getByRole('option', { name: /^Francisca Lima Leão/ }).waitFor();
        await pictures.take('busca');
        await page.keyboard.press('Enter');
        await heading(page, 'Francisca Lima Leão').waitFor();
        return undefined;
      },
    },
    {
      name: 'The account answers "Testar credenciais"; its settings and those of the app are shown',
      run: async () => {
        await openScreen(page, 'Contas');
        await pictures.take('contas');
        await page.getByRole('link', { name: 'Alterar Simulador Efí' }).click();
        await button(page, 'Testar credenciais').click();
        await page.getByText('Credenciais aceitas').waitFor();
        await pictures.take('conta');
        await openScreen(page, 'Configurações');
        await pictures.take('configuracoes');
        return undefined;
      },
    },
    {
      name: 'The screens in the dark',
      run: async () => {
        await useTheme(app, 'dark');
        for (const screen of /** @type {const} */ ([
          'Início',
          'Clientes',
          'Títulos',
          'Carnês',
          'Callbacks',
          'Contas',
          'Configurações',
        ])) {
          await openScreen(page, screen);
          await pictures.take(`escuro-${plain(screen)}`);
        }
        await useTheme(app, 'system');
        return undefined;
      },
    },
  ];
}

/** @param {string} name */
function plain(name) {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
