/** Webhooks of the digital account (juno.md 3.4). */
import type { Webhook } from '../store/juno/webhooks.ts';
import { apiUrl, JUNO_ID, newId, randomHex, type JunoContext } from './context.ts';
import { invalid, notFound, notPossible } from './errors.ts';
import { eventTypes, isEnabled, typeViews } from './event-types.ts';
import { accept, newWebhookSchema, webhookChangeSchema } from './wire.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** POST /notifications/webhooks. */
export function createWebhook(context: JunoContext, input: unknown): unknown {
  const body = accept(newWebhookSchema, input);
  if (!isAllowed(body.url)) throw invalid('url', 'A URL deve começar com https://');
  checkTypes(context, body.eventTypes);
  checkFree(context, body.eventTypes);
  const webhook: Webhook = {
    id: newId('wbh', 16),
    url: body.url,
    secret: randomHex(64),
    status: 'ACTIVE',
    eventTypes: [...new Set(body.eventTypes)],
  };
  context.ports.store.transaction(() => {
    context.webhooks.add(webhook);
    context.urls.setActive(JUNO_ID, webhook.url, true);
  });
  return showWebhook(context, webhook);
}

/** https, as at the real one; the simulator also takes http on loopback, where nobody listens in. */
function isAllowed(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

function checkTypes(context: JunoContext, names: readonly string[]): void {
  const known: readonly string[] = eventTypes.map(({ name }) => name);
  const wrong = names.find((name) => !known.includes(name) || !isEnabled(context, name));
  if (wrong !== undefined) throw invalid('eventTypes', `Tipo de evento inválido: ${wrong}`);
}

/** An event type is held by one active webhook only. */
function checkFree(context: JunoContext, names: readonly string[], ownId?: string): void {
  const taken = context.webhooks
    .list()
    .filter(({ id, status }) => id !== ownId && status === 'ACTIVE')
    .flatMap((webhook) => webhook.eventTypes);
  const twice = names.find((name) => taken.includes(name));
  if (twice !== undefined)
    throw notPossible(`Já existe um webhook ativo para o tipo de evento ${twice}`);
}

/** PATCH /notifications/webhooks/:id (one client PUTs): both fields are sent, the URL cannot change. */
export function updateWebhook(context: JunoContext, webhook: Webhook, input: unknown): unknown {
  const { status, eventTypes: names } = accept(webhookChangeSchema, input);
  checkTypes(context, names);
  if (status === 'ACTIVE') checkFree(context, names, webhook.id);
  const changed = { ...webhook, status, eventTypes: [...new Set(names)] };
  context.ports.store.transaction(() => {
    context.webhooks.save(webhook.id, changed);
    if (status === 'ACTIVE') context.urls.setActive(JUNO_ID, webhook.url, true);
  });
  return showWebhook(context, changed);
}

/** DELETE: what was already queued goes out all the same. */
export function removeWebhook(context: JunoContext, webhook: Webhook): void {
  context.webhooks.remove(webhook.id);
}

/** A webhook whose address was switched off is shown as INACTIVE. */
export function showWebhook(context: JunoContext, webhook: Webhook) {
  const { id, url, secret, status } = webhook;
  const isOn = context.urls.state(JUNO_ID, url).active;
  return {
    id,
    url,
    secret,
    status: isOn ? status : 'INACTIVE',
    eventTypes: typeViews(context, webhook.eventTypes),
    _links: { self: { href: apiUrl(context, `/notifications/webhooks/${id}`) } },
  };
}

/** GET /notifications/webhooks. */
export const listWebhooks = (context: JunoContext) => ({
  _embedded: { webhooks: context.webhooks.list().map((one) => showWebhook(context, one)) },
  _links: { self: { href: apiUrl(context, '/notifications/webhooks') } },
});

/** The webhook of that id. Refuses another one with 404. */
export function getWebhook(context: JunoContext, id: string): Webhook {
  const webhook = context.webhooks.byId(id);
  if (webhook === undefined) throw notFound();
  return webhook;
}
