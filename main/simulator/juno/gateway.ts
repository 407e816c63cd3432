/** Juno (API 2.0) as a simulated gateway. What is imitated and what is guessed: README.md beside this file. */
import type { GatewayPorts, SimulatedGateway } from '../gateway.ts';
import type { RetryPolicy } from '../retry-policy.ts';
import { chargeStatuses } from '../store/juno/charge.ts';
import { RESOURCE_TOKEN, type Account } from './account.ts';
import { act } from './actions.ts';
import { createContext, JUNO_ID, startOfDay, type JunoContext } from './context.ts';
import { answerWithCode, refusalAnswer, tooManyRequests } from './errors.ts';
import { testPost } from './events.ts';
import { CLIENT_ID, CLIENT_SECRET } from './oauth.ts';
import { contactOf, overviews } from './overview.ts';
import { answerJuno } from './routes.ts';
import { confirm, getCharge } from './states.ts';

const MINUTE_MS = 60_000;

/** Seconds to wait that a `rate-limit` fault tells. */
const RETRY_SECONDS = 60;

export function createJuno(ports: GatewayPorts): SimulatedGateway {
  const context = createContext(ports);
  return {
    id: JUNO_ID,
    get retryPolicy() {
      return policyOf(context.settings());
    },
    bodyTypes: ['application/json', 'application/x-www-form-urlencoded'],
    credentials: {
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      resourceToken: RESOURCE_TOKEN,
    },
    handle: (request) => answerJuno(context, request),
    errorAnswer: (code) => answerWithCode(context, code),
    rateLimited: () => refusalAnswer(context, tooManyRequests(RETRY_SECONDS), '/'),
    statuses: chargeStatuses,
    charges: (query) => overviews(context, query),
    contactOf: (chargeId) => contactOf(context, chargeId),
    act: (chargeId, action, input) => act(context, chargeId, { action, input }),
    testCallback: (url) => testPost(context, url),
    urlSwitchedOn: (url) => reactivate(context, url),
    settings: () => context.settings(),
    changeSettings: (change) => context.account.change(change),
    catchUp() {
      const first = context.payments.firstConfirmOn();
      if (first === undefined || first > context.today()) return;
      ports.store.transaction(() => confirmAnnounced(context));
    },
    nextChangeAt() {
      const first = context.payments.firstConfirmOn();
      return first === undefined ? undefined : startOfDay(first);
    },
  };
}

/** Nobody documents how API 2.0 repeats a callback: all of it is a setting (juno.md 3.4). */
const policyOf = (account: Account): RetryPolicy => ({
  waitsMs: account.callbackWaitsMinutes.map((minutes) => minutes * MINUTE_MS),
  timeoutMs: account.callbackTimeoutSeconds * 1_000,
  takesOnly200: account.callbackSuccess === '200',
  isClassic: account.callbackSwitchesOff,
});

/** AUTHORIZED -> CONFIRMED by the passing of days. */
function confirmAnnounced(context: JunoContext): void {
  for (const payment of context.payments.waitingBy(context.today()))
    confirm(context, getCharge(context, payment.charge), payment);
}

/** The panel switched the address on again. What has piled up waits for a re-send: whether Juno sends it is not known. */
function reactivate(context: JunoContext, url: string): void {
  for (const webhook of context.webhooks.list())
    if (webhook.url === url) context.webhooks.save(webhook.id, { ...webhook, status: 'ACTIVE' });
}
