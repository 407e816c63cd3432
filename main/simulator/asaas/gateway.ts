/** Asaas (API v3) as a simulated gateway. What is imitated and what is guessed: README.md beside this file. */
import { nextBankDay } from '../../../domain/bank-days.ts';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { addMs, type Instant } from '../../../domain/instant.ts';
import type { GatewayPorts, SimulatedGateway } from '../gateway.ts';
import type { RetryPolicy } from '../retry-policy.ts';
import { ACCESS_TOKEN } from './access.ts';
import { act, endSlip } from './actions.ts';
import { ASAAS_ID, createContext, startOfDay, type AsaasContext } from './context.ts';
import { answerWithCode, refusalAnswer, tooManyRequests } from './errors.ts';
import { testPost } from './events.ts';
import { contactOf, overviews, shownStatuses } from './overview.ts';
import { answerAsaas } from './routes.ts';
import { credit, move } from './states.ts';
import { resumeQueue, RETENTION_MS } from './webhooks.ts';

const MINUTE_MS = 60_000;

/** Waits before the 2nd to the 15th try (asaas.md 5.2); the 15th failure pauses the queue. */
const penaltyPolicy: RetryPolicy = {
  waitsMs: [0.5, 1, 3.5, 5, 15, 25, 60, 60, 60, 60, 60, 120, 120, 180].map(
    (minutes) => minutes * MINUTE_MS,
  ),
  timeoutMs: 10_000,
  isClassic: true,
};

/** Seconds to wait that a `rate-limit` fault tells. */
const RESET_SECONDS = 60;

export function createAsaas(ports: GatewayPorts): SimulatedGateway {
  const context = createContext(ports);
  return {
    id: ASAAS_ID,
    retryPolicy: penaltyPolicy,
    bodyTypes: ['application/json'],
    credentials: { accessToken: ACCESS_TOKEN },
    handle: (request) => answerAsaas(context, request),
    errorAnswer: (code) => answerWithCode(context, code),
    rateLimited: () =>
      refusalAnswer(
        context,
        tooManyRequests(context.settings().quota?.requests ?? 0, RESET_SECONDS),
      ),
    statuses: shownStatuses,
    charges: (query) => overviews(context, query),
    contactOf: (chargeId) => contactOf(context, chargeId),
    act: (chargeId, action, input) => act(context, chargeId, { action, input }),
    testCallback: (url) => testPost(context, url),
    urlSwitchedOn: (url) => resumeQueue(context, url),
    settings: () => context.settings(),
    changeSettings: (change) => context.account.change(change),
    catchUp() {
      const next = nextChangeAt(context);
      if (next === undefined || next > context.now()) return;
      ports.store.transaction(() => letTimePass(context));
    },
    nextChangeAt: () => nextChangeAt(context),
  };
}

/** CONFIRMED -> RECEIVED on the day of credit, PENDING -> OVERDUE, and the end of registrations. */
function letTimePass(context: AsaasContext): void {
  const today = context.today();
  for (const payment of context.payments.clearingBy(today))
    credit(context, payment, payment.creditOn ?? today);
  for (const payment of context.payments.pendingBefore(today))
    if (overdueOn(context, payment.dueOn) <= today)
      move(context, payment, { to: 'OVERDUE', event: 'PAYMENT_OVERDUE' });
  for (const payment of context.payments.slipsEndedBefore(today)) endSlip(context, payment);
  context.webhookQueue.forgetBefore(addMs(context.now(), -RETENTION_MS));
}

/** The first day on which a charge is late. */
const overdueOn = (context: AsaasContext, dueOn: CivilDate): CivilDate =>
  context.settings().overdueRule === 'day-after-due'
    ? addDays(dueOn, 1)
    : addDays(nextBankDay(dueOn), 1);

function nextChangeAt(context: AsaasContext): Instant | undefined {
  const { payments } = context;
  const [dueOn, creditOn, slipEndsOn] = [
    payments.firstDueOn(),
    payments.firstCreditOn(),
    payments.firstSlipEndOn(),
  ];
  const days = [
    dueOn === undefined ? undefined : overdueOn(context, dueOn),
    creditOn,
    slipEndsOn === undefined ? undefined : addDays(slipEndsOn, 1),
  ].filter((day) => day !== undefined);
  const [first] = days.sort();
  return first === undefined ? undefined : startOfDay(first);
}
