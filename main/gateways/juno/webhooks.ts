/**
 * Makes an address of ours the one that Juno calls (juno 3.4). An address cannot be changed, only made and removed; each
 * kind of event goes to one active address; the key of the signatures is told when the address is made.
 */
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome, Refusal } from '../outcomes.ts';
import { act } from './actions.ts';
import { EVENT_TYPES } from './callback.ts';
import { calls } from './calls.ts';
import { UNREADABLE } from './reading.ts';
import type { Session } from './session.ts';
import { webhook, webhookList, type WireWebhook } from './wire.ts';

const NOT_HTTPS: Refusal = {
  level: 'account',
  code: 'callback-url-invalid',
  text: 'O Juno só chama endereços com https. Use um caminho de entrada com certificado.',
};

export async function registerCallbackUrl(
  session: Session,
  url: string,
  context: CallContext,
): Promise<ActionOutcome> {
  if (session.settings.needsHttps && !url.startsWith('https:'))
    return { ending: 'rejected', refusal: NOT_HTTPS };
  const answer = await session.call(calls.listWebhooks(), context);
  if (!answer.ok) return answer.outcome;
  const entries = readEntries(answer.body);
  if (!entries) return { ending: 'unknown', text: UNREADABLE };
  const kept = entries.find((entry) => entry.url === url && hasSecret(session, entry, context));
  const cleared = await clearWay(session, entries, { url, kept, context });
  if (cleared.ending !== 'done') return cleared;
  return kept ? switchOn(session, kept, context) : create(session, url, context);
}

function readEntries(body: unknown): readonly WireWebhook[] | undefined {
  const page = webhookList.safeParse(body);
  if (!page.success) return undefined;
  const lists = Object.values(page.data._embedded ?? {});
  return lists.flat().flatMap((entry) => webhook.safeParse(entry).data ?? []);
}

/** Whether its signatures can be checked: its key is told now, or was kept when it was made. */
function hasSecret({ settings }: Session, { secret }: WireWebhook, context: CallContext): boolean {
  if (secret !== undefined) context.keepCredential?.(settings.callbackSecretName, secret);
  return secret !== undefined || settings.callbackSecret() !== undefined;
}

function switchOn(
  session: Session,
  { id }: WireWebhook,
  context: CallContext,
): Promise<ActionOutcome> {
  const body = { status: 'ACTIVE', eventTypes: EVENT_TYPES } as const;
  return act(session, calls.updateWebhook(id, body), context);
}

interface Aim {
  readonly url: string;
  /** Our entry for this address, if it can stay. */
  readonly kept: WireWebhook | undefined;
  readonly context: CallContext;
}

/** Our other entries are removed, those of others switched off where the account allows it. */
async function clearWay(
  session: Session,
  entries: readonly WireWebhook[],
  { url, kept, context }: Aim,
): Promise<ActionOutcome> {
  const foreign = entries.filter((entry) => !isOurs(entry, url) && holdsOurEvents(entry));
  const [taker] = foreign;
  if (taker && !session.settings.replacesCallbackUrl)
    return { ending: 'rejected', refusal: takenBy(taker) };
  const moved = entries.filter((entry) => isOurs(entry, url) && entry !== kept);
  const steps = [
    ...moved.map(({ id }) => calls.deleteWebhook(id)),
    ...foreign.map(({ id, eventTypes }) =>
      calls.updateWebhook(id, { status: 'INACTIVE', eventTypes: eventTypes ?? EVENT_TYPES }),
    ),
  ];
  for (const step of steps) {
    const outcome = await act(session, step, context);
    if (outcome.ending !== 'done') return outcome;
  }
  return { ending: 'done' };
}

/** The path carries the secret of the account: under another host it is ours still, from before we moved. */
function isOurs(entry: WireWebhook, url: string): boolean {
  const { pathname } = new URL(url);
  return entry.url === url || (pathname.length > 1 && pathOf(entry) === pathname);
}

function pathOf({ url = '' }: WireWebhook): string | undefined {
  return URL.canParse(url) ? new URL(url).pathname : undefined;
}

function holdsOurEvents({ status, eventTypes }: WireWebhook): boolean {
  const held = eventTypes ?? EVENT_TYPES;
  return status !== 'INACTIVE' && held.some((name) => EVENT_TYPES.includes(name));
}

function takenBy({ url = '' }: WireWebhook): Refusal {
  const host = URL.canParse(url) ? new URL(url).host : url;
  return {
    level: 'account',
    code: 'callback-taken',
    text: `O Juno entrega cada tipo de aviso a um endereço só, e hoje é ${host}. Para trocar, mude o campo "Assumir os avisos" da conta para Sim.`,
  };
}

async function create(session: Session, url: string, context: CallContext): Promise<ActionOutcome> {
  const answer = await session.call(calls.createWebhook({ url, eventTypes: EVENT_TYPES }), context);
  if (!answer.ok) return answer.outcome;
  const made = webhook.safeParse(answer.body);
  // It calls already; without its key its callbacks are hints, as they are without any.
  if (made.success) hasSecret(session, made.data, context);
  return { ending: 'done' };
}
