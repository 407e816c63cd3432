/** Gerencianet's token mode (Fortunus) as a simulated gateway. What is imitated and what is guessed: README.md beside this file. */
import { nextBankDay } from '../../../domain/bank-days.ts';
import { addDays } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { GatewayPorts, SettingsOutcome, SimulatedGateway } from '../gateway.ts';
import { classicPolicy } from '../retry-policy.ts';
import { chargeStatuses } from '../store/gerencianet-token/charge.ts';
import { act, finalize } from './actions.ts';
import { createContext, startOfDay, type TokenContext } from './context.ts';
import { answerWithCode, emissionRefusal, Refusal } from './errors.ts';
import { TOKEN, TOKEN_ID } from './names.ts';
import { nextSendAt, sendWaiting, testPost } from './notices.ts';
import { contactOf, overviews } from './overview.ts';
import { answerToken } from './routes.ts';
import { move } from './states.ts';

export function createGerencianetToken(ports: GatewayPorts): SimulatedGateway {
  const context = createContext(ports);
  return {
    id: TOKEN_ID,
    retryPolicy: classicPolicy,
    bodyTypes: ['application/x-www-form-urlencoded'],
    credentials: { token: TOKEN },
    handle: (request) => answerToken(context, request),
    errorAnswer: (code) => answerWithCode(context, Number(code)),
    rateLimited: () => emissionRefusal(context, 'emitirCobranca', new Refusal('quota')),
    statuses: chargeStatuses,
    charges: (query) => overviews(context, query),
    contactOf: (chargeId) => contactOf(context, chargeId),
    act: (chargeId, action, input) => act(context, chargeId, { action, input }),
    testCallback: (url) => testPost(context, url),
    panelUrls: () => panelUrls(context),
    settings: () => context.settings(),
    changeSettings: (change) => changeSettings(context, change),
    catchUp() {
      const next = nextChangeAt(context);
      if (next === undefined || next > context.now()) return;
      ports.store.transaction(() => letTimePass(context));
    },
    nextChangeAt: () => nextChangeAt(context),
  };
}

const panelUrls = (context: TokenContext) => {
  const { paymentUrl, cancelUrl } = context.settings();
  return { paymentUrl, cancelUrl };
};

/** A new URL of the panel takes along what is still to be sent, and what is sent again. */
function changeSettings(context: TokenContext, change: unknown): SettingsOutcome {
  return context.ports.store.transaction(() => {
    const before = panelUrls(context);
    const outcome = context.account.change(change);
    const { paymentUrl, cancelUrl } = panelUrls(context);
    if (paymentUrl !== null && paymentUrl !== before.paymentUrl)
      context.notices.redirect(TOKEN_ID, 'payment', paymentUrl);
    if (cancelUrl !== null && cancelUrl !== before.cancelUrl)
      context.notices.redirect(TOKEN_ID, 'cancel', cancelUrl);
    return outcome;
  });
}

/** open -> overdue after the last day on which it was in time, paid -> finalized, and notices that waited for others. */
function letTimePass(context: TokenContext): void {
  const today = context.today();
  for (const charge of context.charges.dueBefore(today))
    if (charge.dueOn !== null && nextBankDay(charge.dueOn) < today)
      move(context, charge, 'overdue');
  for (const charge of context.charges.clearingBy(today)) finalize(context, charge);
  sendWaiting(context);
}

function nextChangeAt(context: TokenContext): Instant | undefined {
  const dueOn = context.charges.firstDueOn();
  const clearingOn = context.charges.firstClearingOn();
  const times = [
    dueOn === undefined ? undefined : startOfDay(addDays(nextBankDay(dueOn), 1)),
    clearingOn === undefined ? undefined : startOfDay(clearingOn),
    nextSendAt(context),
  ];
  return times.filter((at) => at !== undefined).sort()[0];
}
