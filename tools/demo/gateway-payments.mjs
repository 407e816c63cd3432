/** One título paid at every gateway: issued, paid at the simulator, told to us, settled. */
import { readShownQrCodes } from './codes.mjs';
import { accountIdOf, askCore, chargeOf } from './core.mjs';
import { everyGateway } from './every-gateway.mjs';
import { takeInBothThemes } from './gateway-accounts.mjs';
import { issueStep, printStep } from './gateway-titulos.mjs';
import { heading, openScreen, pick, simulatorPortOf, waitUntilPaid } from './operator.mjs';
import { simulatorAt } from './simulator.mjs';
import { check } from './steps.mjs';

/** @typedef {import('./every-gateway.mjs').PracticeGateway} PracticeGateway */
/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} SettledPayment
 * @property {string} account
 * @property {'callback' | 'polling'} toldBy
 * @property {number} seconds from the payment at the gateway to "Pago" on the screen
 * @property {number} feeCents
 * @property {boolean} feeIsEstimate
 * @property {number} netCents
 */

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function paymentSteps(stage) {
  /** @type {Map<string, number>} id of the título by account */
  const issued = new Map();
  return [
    issueStep(stage, issued),
    printStep(stage, issued),
    ...everyGateway.map((practice) => payStep(stage, practice, issued)),
    lookStep(stage),
  ];
}

/**
 * @param {import('./journey.mjs').Stage} stage
 * @param {PracticeGateway} practice
 * @param {ReadonlyMap<string, number>} issued
 * @returns {import('./steps.mjs').Step}
 */
function payStep(stage, practice, issued) {
  const { page, settled } = stage;
  const { label, simulator: gateway } = practice;
  const expected = practice.url === 'nowhere' ? 'polling' : 'callback';
  return {
    name: `${label}: paid at the gateway, told by ${expected}, settled on the screen`,
    run: async () => {
      const tituloId = issued.get(label) ?? 0;
      const simulator = simulatorAt(await simulatorPortOf(page));
      const { number, gatewayId, pixPayload } = await chargeOf(page, tituloId);
      await openTitulo(page, number);
      if (practice.instrument === 'pix') await checkShownQr(stage, gateway, pixPayload);
      const startedAt = performance.now();
      await simulator.pay(gateway, gatewayId);
      if (practice.url === 'nowhere') await pollAccount(page, label);
      await waitUntilPaid(page);
      const seconds = (performance.now() - startedAt) / 1000;
      const payment = await settledAs(page, tituloId);
      const [entry] = (await simulator.ledger(gateway)).filter(
        ({ charge }) => charge === gatewayId,
      );
      check(entry?.paidCents === payment.amountCents, `The gateway holds ${JSON.stringify(entry)}`);
      check(payment.toldBy === expected, `It was told by ${payment.toldBy}`);
      settled.push({ account: label, seconds, ...payment });
      return undefined;
    },
  };
}

/**
 * @param {import('./journey.mjs').Stage} stage with the título on the screen
 * @param {string} gateway
 * @param {string | null} pixPayload
 */
async function checkShownQr({ page, pictures }, gateway, pixPayload) {
  await page.getByRole('group', { name: 'Pix copia e cola' }).waitFor();
  const shown = await readShownQrCodes(await pictures.take(`titulo-${gateway}`));
  check(shown.join() === pixPayload, `The screen shows the QR ${shown.join()}`);
}

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {import('./steps.mjs').Step}
 */
function lookStep(stage) {
  const { page } = stage;
  return {
    name: 'Títulos shows every gateway, and the simulator each payment as its gateway sees it',
    run: async () => {
      await openScreen(page, 'Títulos');
      await page.getByRole('gridcell', { name: 'Pago' }).first().waitFor();
      await takeInBothThemes(stage, 'titulos-de-todos');
      await openScreen(page, 'Simulador');
      await pick(page, 'Gateway', 'Pix, Banco do Brasil');
      const grid = page.getByRole('grid', { name: 'Cobranças do gateway simulado' });
      await grid.getByRole('row').nth(1).waitFor();
      await takeInBothThemes(stage, 'simulador');
      await grid.focus();
      await page.keyboard.press('Enter');
      await heading(page, /^Cobrança /).waitFor();
      await takeInBothThemes(stage, 'simulador-cobranca');
      return undefined;
    },
  };
}

/**
 * @param {Page} page
 * @param {number} number
 */
async function openTitulo(page, number) {
  const shown = String(number).padStart(8, '0');
  await openScreen(page, 'Títulos');
  await page.getByRole('link', { name: shown, exact: true }).click();
  await heading(page, new RegExp(`^Título ${shown}`)).waitFor();
}

/**
 * Has the core ask the gateway now for what no callback tells.
 *
 * @param {Page} page
 * @param {string} label
 */
async function pollAccount(page, label) {
  const id = await accountIdOf(page, label);
  const { failure, unmatched } = await askCore(page, 'accounts.poll', { id });
  check(failure === null && unmatched === 0, `Polling: ${String(failure)}, ${String(unmatched)}`);
}

/**
 * What is in the books for this título, and by which way it was told.
 *
 * @param {Page} page
 * @param {number} tituloId
 */
async function settledAs(page, tituloId) {
  const { payments, charge } = await askCore(page, 'titulos.get', { id: tituloId });
  const [payment] = payments;
  if (payment === undefined || payments.length > 1) {
    throw new Error(`There are ${String(payments.length)} payments instead of one`);
  }
  const filter = { accountId: charge?.accountId ?? 0 };
  const { rows } = await askCore(page, 'callbacks.list', { filter, limit: 50 });
  const wasCalled = rows
    .flatMap(({ effects }) => effects)
    .some((effect) => effect.tituloId === tituloId && effect.kind === 'paid');
  const { amountCents, feeCents, feeIsEstimate } = payment;
  return {
    amountCents,
    feeCents,
    feeIsEstimate,
    netCents: amountCents - feeCents,
    toldBy: /** @type {'callback' | 'polling'} */ (wasCalled ? 'callback' : 'polling'),
  };
}
