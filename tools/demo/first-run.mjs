/** From an empty data folder to two hundred clients and an account to practise with. */
import path from 'node:path';
import { projectRoot } from '../setup/places.mjs';
import { answerDialogs } from './app.mjs';
import {
  button,
  enterCompany,
  heading,
  importClients,
  makePracticeAccount,
  openScreen,
  startFirstSteps,
} from './operator.mjs';
import { check } from './steps.mjs';

const SAMPLE = path.join(projectRoot, 'resources', 'sample', 'clientes-exemplo.csv');
const CLIENTS = 200;

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function firstRunSteps({ app, page, pictures }) {
  return [
    {
      name: 'The app opens on an empty data folder',
      run: async () => {
        await heading(page, 'Início').waitFor();
        await pictures.take('inicio-vazio');
        return page.getByText(/^Recebendo callbacks em /).innerText();
      },
    },
    {
      name: 'First steps: the company; the key file protects the credentials',
      run: async () => {
        await startFirstSteps(page);
        await pictures.take('primeiros-passos-empresa');
        await enterCompany(page);
        await button(page, 'Criar conta de prática').waitFor();
        return undefined;
      },
    },
    {
      name: 'First steps: a practice account at the simulator',
      run: async () => {
        await pictures.take('primeiros-passos-conta');
        await makePracticeAccount(page);
        await pictures.take('primeiros-passos-clientes');
        return undefined;
      },
    },
    {
      name: 'The list of clients is imported: columns recognised, dry run, applied',
      run: async () => {
        await answerDialogs(app, { pick: SAMPLE });
        await importClients(page, {
          onMapped: () => pictures.take('importar-colunas'),
          onChecked: () => pictures.take('importar-conferencia'),
        });
        await pictures.take('importar-resultado');
        await openScreen(page, 'Clientes');
        await page
          .getByText(`${String(CLIENTS)} clientes`)
          .first()
          .waitFor();
        await pictures.take('clientes');
        return `${String(CLIENTS)} clients`;
      },
    },
    {
      name: 'A client is found by a part of the name',
      run: async () => {
        await page.getByRole('textbox', { name: /^Buscar nome/ }).fill('francisca lima');
        const found = page.getByRole('link', { name: 'Francisca Lima Leão' });
        await found.first().click();
        await heading(page, 'Francisca Lima Leão').waitFor();
        await page.getByText('Não existem carnês gerados para o cliente').waitFor();
        const taxId = await page.getByText('039.441.497-77').first().isVisible();
        check(taxId, 'The CPF of the sample file is not on the screen of its client');
        await pictures.take('cliente-novo');
        return undefined;
      },
    },
  ];
}
