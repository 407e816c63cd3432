/** Efí (API Cobranças) as a simulated gateway. What is imitated and what is guessed: README.md beside this file. */
import { randomUUID } from 'node:crypto';
import { nextBankDay } from '../../../domain/bank-days.ts';
import { addDays } from '../../../domain/civil-date.ts';
import type { GatewayPorts, SimulatedGateway } from '../gateway.ts';
import { untilReadPolicy } from '../retry-policy.ts';
import { chargeStatuses } from '../store/efi/charge.ts';
import { act } from './actions.ts';
import { createContext, EFI_ID, startOfDay, type EfiContext } from './context.ts';
import { answerWithCode, Refusal, refusalAnswer } from './errors.ts';
import { CLIENT_ID, CLIENT_SECRET } from './oauth.ts';
import { chargeOf, contactOf, overviews } from './overview.ts';
import { answerEfi } from './routes.ts';
import { move, notificationPost } from './states.ts';

export function createEfi(ports: GatewayPorts): SimulatedGateway {
  const context = createContext(ports);
  let caughtUpOn = '';
  return {
    id: EFI_ID,
    retryPolicy: untilReadPolicy,
    bodyTypes: ['application/json'],
    credentials: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
    handle: (request) => answerEfi(context, request),
    errorAnswer: (code) => answerWithCode(Number(code)),
    rateLimited: () => refusalAnswer(new Refusal(3500049)),
    statuses: chargeStatuses,
    charges: (query) => overviews(context, query),
    contactOf: (chargeId) => contactOf(context, chargeId),
    act: (chargeId, action, input) => act(context, chargeOf(context, chargeId), { action, input }),
    testCallback: (url) => ({ url, ...notificationPost(randomUUID()) }),
    settings: () => context.settings(),
    changeSettings: (change) => context.account.change(change),
    catchUp() {
      // Statuses change with the day, not with the minute.
      const today = context.today();
      if (today === caughtUpOn) return;
      markOverdue(context);
      caughtUpOn = today;
    },
    nextChangeAt() {
      const dueOn = context.charges.firstOpenDueOn();
      return dueOn === undefined ? undefined : startOfDay(addDays(nextBankDay(dueOn), 1));
    },
  };
}

/** waiting -> unpaid on the day after the first bank day on which it could still be paid in time. */
function markOverdue(context: EfiContext): void {
  const today = context.today();
  context.ports.store.transaction(() => {
    for (const charge of context.charges.overdue(today))
      if (charge.billet !== null && nextBankDay(charge.billet.expireOn) < today)
        move(context, charge, 'unpaid');
  });
}
