/** Boleto Fácil (Juno's API v1, historical) as a simulated gateway. What is imitated and what is guessed: README.md beside this file. */
import type { GatewayPorts, SimulatedGateway } from '../gateway.ts';
import type { RetryPolicy } from '../retry-policy.ts';
import { act } from './actions.ts';
import { failure } from './answers.ts';
import { BOLETO_FACIL_ID, createContext, startOfDay, type BoletoFacilContext } from './context.ts';
import { testPost } from './notifications.ts';
import { chargeStatuses, contactOf, overviews } from './overview.ts';
import { confirm } from './payments.ts';
import { Refusal, tooManyRequests } from './refusal.ts';
import { answerBoletoFacil } from './routes.ts';

const HOUR_MS = 3_600_000;

const TRIES = 50;

/** 50 tries, 2 h apart, and then no more; nothing is switched off (seed 001, 2 and 5.2). */
const everyTwoHours: RetryPolicy = {
  waitsMs: Array.from({ length: TRIES - 1 }, () => 2 * HOUR_MS),
  isClassic: false,
  takesOnly200: true,
};

export function createBoletoFacil(ports: GatewayPorts): SimulatedGateway {
  const context = createContext(ports);
  const refuse = (refusal: Refusal) =>
    failure({ responseType: 'JSON', settings: context.settings() }, refusal);
  return {
    id: BOLETO_FACIL_ID,
    retryPolicy: everyTwoHours,
    bodyTypes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
    get credentials() {
      return { token: context.settings().token };
    },
    handle: (request) => answerBoletoFacil(context, request),
    // There are no codes: the text is what a fault names.
    errorAnswer: (code) => refuse(new Refusal(code === '' ? 'Erro inesperado' : code)),
    rateLimited: () => refuse(tooManyRequests()),
    statuses: chargeStatuses,
    charges: (query) => overviews(context, query),
    contactOf: (chargeId) => contactOf(context, chargeId),
    act: (chargeId, action, input) => act(context, chargeId, { action, input }),
    testCallback: testPost,
    panelUrls: () => ({ notificationUrl: context.settings().notificationUrl }),
    settings: () => context.settings(),
    changeSettings: (change) => context.account.change(change),
    catchUp() {
      const next = nextChangeAt(context);
      if (next === undefined || next > context.now()) return;
      ports.store.transaction(() => {
        for (const payment of context.payments.waitingBy(context.today()))
          confirm(context, payment, payment.confirmOn ?? undefined);
      });
    },
    nextChangeAt: () => nextChangeAt(context),
  };
}

/** Time does one thing to an account: it confirms what was announced. */
function nextChangeAt(context: BoletoFacilContext) {
  const on = context.payments.firstWaitingOn();
  return on === undefined ? undefined : startOfDay(on);
}
