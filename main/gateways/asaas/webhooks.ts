/** Makes an address of ours the one that Asaas calls, and wakes a queue that it has paused (asaas 5.1, 5.2). */
import type { CallbackHealth, CallContext } from '../gateway.ts';
import type { ActionOutcome, Refusal } from '../outcomes.ts';
import { calls } from './calls.ts';
import { UNREADABLE } from './reading.ts';
import type { Session } from './session.ts';
import { list, webhook, type WebhookBody, type WireWebhook } from './wire.ts';

/** By this name our entry is found again after its address changed. */
const NAME = 'Baixa';

/** What moves a charge; that somebody looked at a boleto is noise, and each event is a call (asaas 5.3). */
const EVENTS: readonly string[] = [
  'PAYMENT_CREATED',
  'PAYMENT_UPDATED',
  'PAYMENT_CONFIRMED',
  'PAYMENT_RECEIVED',
  'PAYMENT_OVERDUE',
  'PAYMENT_DELETED',
  'PAYMENT_RESTORED',
  'PAYMENT_REFUNDED',
  'PAYMENT_PARTIALLY_REFUNDED',
  'PAYMENT_RECEIVED_IN_CASH_UNDONE',
  'PAYMENT_BANK_SLIP_CANCELLED',
  'PAYMENT_DUNNING_RECEIVED',
];

const NO_EMAIL: Refusal = {
  level: 'account',
  code: 'callback-email-missing',
  text: 'A Asaas pede um e-mail para avisar de falhas: preencha o campo E-mail dos avisos da conta.',
};

/** Updates our entry, by address or by name, or makes one. */
export async function registerCallbackUrl(
  session: Session,
  url: string,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.listWebhooks(), context);
  if (!answer.ok) return answer.outcome;
  const entries = readEntries(answer.body);
  if (!entries) return { ending: 'unknown', text: UNREADABLE };
  const own = ownOf(entries, url);
  return own ? update(session, { own, url }, context) : create(session, url, context);
}

/** A queue that failed fifteen times in a row is paused until somebody wakes it (asaas 5.2). */
export async function callbackHealth(
  session: Session,
  url: string,
  context: CallContext,
): Promise<CallbackHealth> {
  const answer = await session.call(calls.listWebhooks(), context);
  if (!answer.ok) return { health: 'unreachable', text: textOf(answer.outcome) };
  const entries = readEntries(answer.body);
  if (!entries) return { health: 'unreachable', text: UNREADABLE };
  const own = ownOf(entries, url);
  if (own?.url !== url) return { health: 'not-registered' };
  return { health: own.interrupted === true || own.enabled === false ? 'paused' : 'running' };
}

function textOf(outcome: Exclude<ActionOutcome, { readonly ending: 'done' }>): string {
  return outcome.ending === 'rejected' ? outcome.refusal.text : outcome.text;
}

function ownOf(entries: readonly WireWebhook[], url: string): WireWebhook | undefined {
  return entries.find((entry) => entry.url === url) ?? entries.find(({ name }) => name === NAME);
}

function readEntries(body: unknown): readonly WireWebhook[] | undefined {
  const page = list.safeParse(body);
  if (!page.success) return undefined;
  return page.data.data.flatMap((entry) => webhook.safeParse(entry).data ?? []);
}

async function create(session: Session, url: string, context: CallContext): Promise<ActionOutcome> {
  const { callbackEmail } = session.settings;
  if (callbackEmail === undefined) return { ending: 'rejected', refusal: NO_EMAIL };
  const body = { ...bodyOf(session, url), email: callbackEmail, apiVersion: 3 } as const;
  const answer = await session.call(calls.createWebhook(body), context);
  return answer.ok ? { ending: 'done' } : answer.outcome;
}

async function update(
  session: Session,
  { own, url }: { readonly own: WireWebhook; readonly url: string },
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.updateWebhook(own.id, bodyOf(session, url)), context);
  if (!answer.ok) return answer.outcome;
  const isPenalised = own.interrupted === true || (own.penalizedRequestsCount ?? 0) > 0;
  if (!isPenalised) return { ending: 'done' };
  const cleared = await session.call(calls.removeBackoff(own.id), context);
  // The queue runs again with the update; the penalty alone only makes it slower for a while.
  return cleared.ok || cleared.outcome.ending === 'rejected' ? { ending: 'done' } : cleared.outcome;
}

/** No order is asked for: each callback is answered by a question, and one that fails must not hold up the others. */
function bodyOf({ settings }: Session, url: string): WebhookBody {
  return {
    name: NAME,
    url,
    sendType: 'NON_SEQUENTIALLY',
    enabled: true,
    interrupted: false,
    events: EVENTS,
    ...(settings.callbackToken !== undefined && { authToken: settings.callbackToken }),
  };
}
