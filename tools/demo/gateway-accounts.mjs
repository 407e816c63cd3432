/** An account at every gateway: two typed into the form as an operator does, the others handed to the core. */
import { useTheme } from './app.mjs';
import { askCore } from './core.mjs';
import { accountFormOf, everyGateway } from './every-gateway.mjs';
import { button, fillIn, heading, openScreen, pick } from './operator.mjs';
import { check } from './steps.mjs';

const ASAAS = 'Asaas de prática';
const PIX = 'Pix do Banco do Brasil';
const TOKEN = 'Gerencianet por token';

/** What Asaas sends back with each notice. Made up. */
const CALLBACK_TOKEN = 'demonstration-token-of-32-letters';

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function accountSteps(stage) {
  const { page } = stage;
  return [
    {
      name: 'An Asaas account is typed into the form; its credentials pass, our URL is written there',
      run: async () => {
        await startAccount(page, { label: ASAAS, gateway: 'Asaas' });
        await pick(page, 'Cobrar por', 'Bolix (boleto com Pix)');
        await page.getByLabel('Token dos avisos (webhook)', { exact: true }).fill(CALLBACK_TOKEN);
        await takeInBothThemes(stage, 'conta-asaas');
        await saveAndTest(page, ASAAS);
        await openScreen(page, 'Contas');
        await button(cardOf(page, ASAAS), 'Gravar URL no gateway').click();
        await page.getByText('O gateway passa a avisar neste endereço').waitFor();
        return undefined;
      },
    },
    {
      name: 'A Pix account of Banco do Brasil is typed into the same form, which asks for other things',
      run: async () => {
        await startAccount(page, { label: PIX, gateway: 'Pix' });
        await pick(page, 'Banco', 'Banco do Brasil');
        await page.getByLabel('Client ID do simulador', { exact: true }).fill('sandbox');
        await page.getByLabel('Client Secret do simulador', { exact: true }).fill('sandbox');
        await fillIn(page, { 'Chave Pix do simulador': 'pix@provedor.example' });
        const asks = await page.getByLabel('Token dos avisos (webhook)').count();
        check(asks === 0, 'The form still asks for what Asaas needs');
        await takeInBothThemes(stage, 'conta-pix');
        await saveAndTest(page, PIX);
        return undefined;
      },
    },
    {
      name: 'The other gateways get an account each; the URL of the token mode is typed at its site',
      run: async () => {
        await addOthers(page);
        await openScreen(page, 'Simulador');
        await pick(page, 'Gateway', 'Gerencianet (token)');
        await page.getByRole('tab', { name: 'URLs de callback' }).click();
        await button(page, `Usar a URL de ${TOKEN}`).click();
        await button(page, 'Gravar').click();
        await page.getByText('URLs gravadas no gateway.').waitFor();
        await takeInBothThemes(stage, 'simulador-urls');
        await openScreen(page, 'Contas');
        await takeInBothThemes(stage, 'contas-de-todos');
        const accounts = await askCore(page, 'accounts.list', {});
        check(accounts.length === everyGateway.length, `There are ${String(accounts.length)}`);
        return `${String(accounts.length)} accounts`;
      },
    },
  ];
}

/**
 * @param {import('playwright-core').Page} page
 * @param {{ readonly label: string, readonly gateway: string }} what
 */
async function startAccount(page, { label, gateway }) {
  await openScreen(page, 'Contas');
  await page.getByRole('link', { name: 'Nova conta' }).click();
  await heading(page, 'Nova conta').waitFor();
  await fillIn(page, { 'Nome da conta': label });
  await pick(page, 'Gateway', gateway);
  await pick(page, 'Ambiente', 'Simulador');
}

/**
 * @param {import('playwright-core').Page} page on the form of a new account
 * @param {string} label
 */
async function saveAndTest(page, label) {
  await button(page, 'Gravar e testar credenciais').click();
  await heading(page, label).waitFor();
  await page.getByText('Credenciais aceitas').waitFor();
}

/** @param {import('playwright-core').Page} page */
async function addOthers(page) {
  const there = await askCore(page, 'accounts.list', {});
  for (const practice of everyGateway) {
    const known = there.find(({ label }) => label === practice.label);
    if (known !== undefined) {
      await setFee(page, known.id, practice);
      continue;
    }
    const { id } = await askCore(page, 'accounts.save', accountFormOf(practice));
    if (practice.url !== 'account') continue;
    const { isOk, text } = await askCore(page, 'accounts.registerCallback', { id });
    check(isOk, `${practice.label} did not take our URL: ${text}`);
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {number} id
 * @param {import('./every-gateway.mjs').PracticeGateway} practice
 */
async function setFee(page, id, practice) {
  const account = await askCore(page, 'accounts.get', { id });
  const { feeEstimateCents } = accountFormOf(practice);
  await askCore(page, 'accounts.save', { ...account, feeEstimateCents, credentials: {} });
}

/**
 * @param {import('playwright-core').Page} page on Contas
 * @param {string} label
 */
function cardOf(page, label) {
  const title = page.getByRole('heading', { level: 2, name: label, exact: true });
  return page.getByRole('listitem').filter({ has: title });
}

/**
 * The same screen as it looks by day and by night.
 *
 * @param {import('./journey.mjs').Stage} stage
 * @param {string} name kebab-case
 */
export async function takeInBothThemes({ app, pictures }, name) {
  await pictures.take(name);
  await useTheme(app, 'dark');
  await pictures.take(`${name}-escuro`);
  await useTheme(app, 'system');
}
