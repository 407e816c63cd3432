/** One título for every gateway, issued and printed. */
import path from 'node:path';
import { answerDialogs } from './app.mjs';
import { barcodeOfLinha, readPrintedCodes } from './codes.mjs';
import { accountIdOf, askCore, chargeOf } from './core.mjs';
import { everyGateway } from './every-gateway.mjs';
import { button, issueTitulo, openScreen, printFromDialog } from './operator.mjs';
import { clearToasts } from './pictures.mjs';
import { check, checkSame } from './steps.mjs';

/** @typedef {import('./every-gateway.mjs').PracticeGateway} PracticeGateway */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('../../preload/contract/titulos.ts').NewTitulo} NewTitulo */

/** Whose títulos are typed; those of the others are handed to the core. */
const ON_SCREEN = new Set(['asaas', 'pix-bb']);
const WEEK_MS = 7 * 86_400_000;

const BOLETOS = everyGateway.filter(({ paper }) => paper === 'boleto').length;
const PIX_SHEETS = everyGateway.filter(({ paper }) => paper === 'pix').length;

/**
 * @param {import('./journey.mjs').Stage} stage
 * @param {Map<string, number>} issued
 * @returns {import('./steps.mjs').Step}
 */
export function issueStep({ page }, issued) {
  return {
    name: 'One título for each account is issued and registered at its gateway',
    run: async () => {
      for (const [index, practice] of everyGateway.entries()) {
        const issue = ON_SCREEN.has(practice.simulator) ? issueOnScreen : issueByCore;
        issued.set(practice.label, await issue(page, practice, index));
      }
      await openScreen(page, 'Títulos');
      for (const { shortName, client } of everyGateway) {
        const row = page.getByRole('row').filter({ hasText: client });
        await row.getByText(new RegExp(`^${escaped(shortName)} \\S`, 'u')).waitFor();
      }
      return `${String(issued.size)} títulos`;
    },
  };
}

/**
 * @param {Page} page
 * @param {PracticeGateway} practice
 * @param {number} index of the gateway
 * @returns {Promise<number>} id of the título
 */
async function issueOnScreen(page, { label, client }, index) {
  // As the operator would: they lie over the choices of the form.
  await clearToasts(page);
  await issueTitulo(page, {
    client,
    description: `Fibra por ${label}`,
    amount: (amountOf(index) / 100).toFixed(2).replace('.', ','),
    account: `${label} (Simulador)`,
  });
  return Number(/\d+$/.exec(page.url())?.[0]);
}

/**
 * @param {Page} page
 * @param {PracticeGateway} practice
 * @param {number} index of the gateway
 * @returns {Promise<number>} id of the título
 */
async function issueByCore(page, { label, client }, index) {
  const { now } = await askCore(page, 'status.get', {});
  const hits = await askCore(page, 'search.find', { text: client });
  const { id } = await askCore(page, 'titulos.create', {
    clientId: hits.find(({ kind }) => kind === 'client')?.id ?? 0,
    accountId: await accountIdOf(page, label),
    description: `Fibra por ${label}`,
    faceCents: /** @type {NewTitulo['faceCents']} */ (amountOf(index)),
    dueOn: /** @type {NewTitulo['dueOn']} */ (weekAfter(now)),
    competence: null,
  });
  return id;
}

/**
 * Another amount for each, so that none can stand for another.
 *
 * @param {number} index of the gateway
 */
const amountOf = (index) => 109_90 + index * 10_00;

/** @param {string} now an instant */
const weekAfter = (now) => new Date(Date.parse(now) + WEEK_MS).toISOString().slice(0, 10);

/** @param {string} text */
const escaped = (text) => text.replace(/[()]/g, '\\$&');

/**
 * @param {import('./journey.mjs').Stage} stage
 * @param {ReadonlyMap<string, number>} issued
 * @returns {import('./steps.mjs').Step}
 */
export function printStep({ app, page, pictures, dir }, issued) {
  return {
    name: 'They are printed into one file, by Pix alone as well; zbar reads every bar code and QR back',
    run: async () => {
      const file = path.join(dir, 'todos-os-gateways.pdf');
      const charges = await Promise.all([...issued.values()].map((id) => chargeOf(page, id)));
      const boletos = charges.filter(({ linha }) => linha !== null);
      check(boletos.length === BOLETOS, `${String(boletos.length)} have a linha digitável`);
      await answerDialogs(app, { saveAs: file });
      for (const { number } of charges) await rowOf(page, number).getByRole('checkbox').check();
      await button(page, 'Imprimir boletos').click();
      await button(page, `Imprimir ${String(BOLETOS + PIX_SHEETS)} cobranças`).waitFor();
      await pictures.take('imprimir-todos');
      await printFromDialog(page);
      const printed = await readPrintedCodes(file);
      const linhas = boletos.map(({ linha }) => barcodeOfLinha(linha ?? ''));
      const payloads = charges.flatMap(({ pixPayload }) => pixPayload ?? []);
      checkSame('bar codes', printed.barcodes, linhas);
      // The payer's part of the paper shows the code as well.
      checkSame('QR codes', [...new Set(printed.qrCodes)], payloads);
      return `${String(linhas.length)} bar codes, ${String(payloads.length)} QR codes`;
    },
  };
}

/**
 * @param {Page} page on Títulos
 * @param {number} number
 */
function rowOf(page, number) {
  return page.getByRole('row', { name: new RegExp(String(number).padStart(8, '0')) });
}
