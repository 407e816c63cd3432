/** One título: issued, registered, printed, paid by the simulated client, settled by its callback. */
import fs from 'node:fs';
import path from 'node:path';
import { answerDialogs } from './app.mjs';
import { barcodeOfLinha, readPrintedCodes } from './codes.mjs';
import {
  button,
  heading,
  issueTitulo,
  openScreen,
  payInPractice,
  printFromDialog,
  simulatorPortOf,
  waitForRegistration,
} from './operator.mjs';
import { simulatorAt } from './simulator.mjs';
import { check } from './steps.mjs';

const CLIENT = 'Conceição Vasconcelos Simões';
const AMOUNT_CENTS = 89_90;
const AMOUNT = 'R$ 89,90';

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function tituloSteps(stage) {
  return [...issueSteps(stage), ...paySteps(stage), ...handSteps(stage)];
}

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
function issueSteps({ app, page, pictures, dir }) {
  const onlyCharge = () => chargeOf(page);
  return [
    {
      name: 'A loose título is issued and registered at the gateway',
      run: async () => {
        const number = await issueTitulo(page, {
          client: CLIENT,
          description: 'Instalação da fibra',
          amount: '89,90',
        });
        await waitForRegistration(page);
        const charge = await onlyCharge();
        const linha = await page.getByRole('group', { name: 'Linha digitável' }).innerText();
        check(charge.totalCents === AMOUNT_CENTS, `The gateway holds ${String(charge.totalCents)}`);
        check(
          linha.replace(/\D/g, '') === charge.linha?.replace(/\D/g, ''),
          `The screen shows ${linha}, the gateway gave ${String(charge.linha)}`,
        );
        await pictures.take('titulo-registrado');
        return `${number}, linha digitável as the gateway gave it`;
      },
    },
    {
      name: 'The boleto is printed; zbar reads its bar code and QR back',
      run: async () => {
        const file = path.join(dir, 'boleto.pdf');
        await answerDialogs(app, { saveAs: file });
        await button(page, 'Boleto').click();
        await pictures.take('imprimir-boleto');
        await printFromDialog(page);
        const charge = await onlyCharge();
        const printed = await readPrintedCodes(file);
        check(
          printed.barcodes.join() === barcodeOfLinha(charge.linha ?? ''),
          `Printed bar codes: ${printed.barcodes.join()}`,
        );
        check(
          printed.qrCodes.length > 0 && printed.qrCodes.every((code) => code === charge.pixPayload),
          `Printed QR codes: ${printed.qrCodes.join(' | ')}`,
        );
        return `${String(fs.statSync(file).size)} bytes`;
      },
    },
  ];
}

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
function paySteps({ page, pictures }) {
  return [
    {
      name: 'The simulated client pays; the callback settles the título on the screen by itself',
      run: async () => {
        await payInPractice(page);
        const ledger = await (await simulatorOf(page)).ledger();
        check(
          ledger.map(({ paidCents }) => paidCents).join() === String(AMOUNT_CENTS),
          `The gateway's book: ${JSON.stringify(ledger)}`,
        );
        await pictures.take('titulo-pago');
        return undefined;
      },
    },
    {
      name: 'Início counts the money once',
      run: async () => {
        await openScreen(page, 'Início');
        const received = page.getByRole('link', { name: /^Recebido hoje/ });
        await received.getByText(AMOUNT).waitFor();
        await pictures.take('inicio');
        return `received today ${AMOUNT}`;
      },
    },
    {
      name: 'Callbacks shows what came in and what it did',
      run: async () => {
        await openScreen(page, 'Callbacks');
        const row = page.getByRole('row').filter({ hasText: CLIENT }).first();
        await row.waitFor();
        await pictures.take('callbacks');
        await row.getByRole('link').first().click();
        await heading(page, /Callback/).waitFor();
        await pictures.take('callback-detalhe');
        return undefined;
      },
    },
  ];
}

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
function handSteps({ page, pictures }) {
  return [
    {
      name: 'A título received by hand is settled, and its charge closed at the gateway',
      run: async () => {
        await issueTitulo(page, {
          client: 'Márcio Conceição Simões',
          description: 'Troca de roteador',
          amount: '150,00',
        });
        await waitForRegistration(page);
        await button(page, 'Receber').click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText('O que vai acontecer').waitFor();
        await pictures.take('receber');
        await button(dialog, 'Receber').click();
        await heading(page, /Pago$/).waitFor();
        const charge = page.getByRole('region', { name: 'Cobrança no gateway' });
        await charge.getByText('Marcada como paga no gateway').waitFor();
        const statuses = (await (await simulatorOf(page)).charges()).map(({ status }) => status);
        check(statuses.includes('settled'), `The gateway holds: ${statuses.join()}`);
        return undefined;
      },
    },
    {
      name: 'Another título waits for its client',
      run: async () => {
        await issueTitulo(page, {
          client: 'Maria José Assunção Valença',
          description: 'Ponto adicional',
          amount: '45,00',
        });
        await waitForRegistration(page);
        return undefined;
      },
    },
  ];
}

/** @param {import('playwright-core').Page} page */
async function simulatorOf(page) {
  return simulatorAt(await simulatorPortOf(page));
}

/**
 * The one charge that the gateway holds so far.
 *
 * @param {import('playwright-core').Page} page
 */
async function chargeOf(page) {
  const charges = await (await simulatorOf(page)).charges();
  const [charge] = charges;
  if (charge === undefined || charges.length > 1) {
    throw new Error(`The gateway holds ${String(charges.length)} charges instead of one`);
  }
  return charge;
}
