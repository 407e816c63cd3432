/** The demonstration, step by step: clicks and typing as an operator does, each witnessed by more than the screen. */
import { carneSteps } from './carne.mjs';
import { firstRunSteps } from './first-run.mjs';
import { closingSteps } from './closing.mjs';
import { accountSteps } from './gateway-accounts.mjs';
import { paymentSteps } from './gateway-payments.mjs';
import { tituloSteps } from './titulo.mjs';

/**
 * @typedef {object} Stage
 * @property {import('playwright-core').ElectronApplication} app
 * @property {import('playwright-core').Page} page
 * @property {{ take: (name: string) => Promise<string> }} pictures
 * @property {string} dir where the PDFs go
 * @property {import('./gateway-payments.mjs').SettledPayment[]} settled one for each gateway, as the steps go on
 */

/**
 * @param {Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function journey(stage) {
  return [
    ...firstRunSteps(stage),
    ...tituloSteps(stage),
    ...carneSteps(stage),
    ...accountSteps(stage),
    ...paymentSteps(stage),
    ...closingSteps(stage),
  ];
}
