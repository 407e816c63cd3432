/** Webhooks of the account: keeping, pausing, reactivating (asaas.md 5.1, 5.2). */
import { randomUUID } from 'node:crypto';
import { addMs } from '../../../domain/instant.ts';
import type { Webhook, WebhookState } from '../store/asaas/webhooks.ts';
import {
  asBody,
  optionalChoice,
  optionalCount,
  optionalFlag,
  optionalText,
  requiredText,
  type Body,
} from './body.ts';
import { ASAAS_ID, type AsaasContext } from './context.ts';
import { invalidAction, invalidField, notFound } from './errors.ts';
import { headersOf } from './events.ts';
import { listView } from './views.ts';

const MAX_WEBHOOKS = 10;

/** Events wait so long for a paused queue, then they are erased for good (asaas.md 5.2). */
export const RETENTION_MS = 14 * 86_400_000;

const sendTypes = ['SEQUENTIALLY', 'NON_SEQUENTIALLY'] as const;

/** Families of event names (asaas.md 5.3). */
const EVENT_NAME =
  /^(PAYMENT|SUBSCRIPTION|INVOICE|TRANSFER|BILL|RECEIVABLE_ANTICIPATION|ACCOUNT_STATUS|CHECKOUT|BALANCE_VALUE|INTERNAL_TRANSFER|ACCESS_TOKEN|PIX_AUTOMATIC_RECURRING|MOBILE_PHONE_RECHARGE)_[A-Z_]+$/;

/** POST /webhooks. */
export function createWebhook(context: AsaasContext, input: unknown): unknown {
  const body = asBody(input);
  if (context.webhooks.list().length >= MAX_WEBHOOKS)
    throw invalidAction('A conta já possui 10 webhooks.');
  const state = readNew(body);
  const id = randomUUID();
  context.ports.store.transaction(() => {
    context.webhooks.add(id, state);
    switchQueue(context, state, optionalFlag(body, 'interrupted'));
  });
  return showWebhook(context, getWebhook(context, id));
}

function readNew(body: Body): WebhookState {
  const sendType = optionalChoice(body, 'sendType', sendTypes);
  if (sendType === undefined) throw invalidField('sendType');
  return {
    name: requiredText(body, 'name'),
    url: readUrl(body),
    email: requiredText(body, 'email'),
    isEnabled: optionalFlag(body, 'enabled') ?? true,
    apiVersion: optionalCount(body, 'apiVersion') ?? 3,
    authToken: readToken(body) ?? null,
    sendType,
    events: readEvents(body),
  };
}

function readUrl(body: Body): string {
  const url = requiredText(body, 'url');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw invalidField('url');
  return url;
}

/** 32 to 255 characters: two integrations hold to it, the specification does not say so. */
function readToken(body: Body): string | undefined {
  const token = optionalText(body, 'authToken');
  if (token !== undefined && (token.length < 32 || token.length > 255))
    throw invalidField('authToken');
  return token;
}

function readEvents(body: Body): readonly string[] {
  const { events } = body;
  if (!Array.isArray(events) || events.length === 0) throw invalidField('events');
  return events.map((name: unknown) => {
    if (typeof name !== 'string' || !EVENT_NAME.test(name)) throw invalidField('events');
    return name;
  });
}

/** PUT /webhooks/:id (older clients POST): what is named changes; the e-mail cannot. */
export function updateWebhook(context: AsaasContext, webhook: Webhook, input: unknown): unknown {
  const body = asBody(input);
  const state: WebhookState = {
    ...webhook,
    name: optionalText(body, 'name') ?? webhook.name,
    url: body['url'] === undefined ? webhook.url : readUrl(body),
    isEnabled: optionalFlag(body, 'enabled') ?? webhook.isEnabled,
    authToken: readToken(body) ?? webhook.authToken,
    sendType: optionalChoice(body, 'sendType', sendTypes) ?? webhook.sendType,
    events: body['events'] === undefined ? webhook.events : readEvents(body),
  };
  context.ports.store.transaction(() => {
    context.webhooks.save(webhook.id, state);
    moveQueue(context, webhook, state);
    switchQueue(context, state, optionalFlag(body, 'interrupted'));
  });
  context.ports.callbacks.wake();
  return showWebhook(context, getWebhook(context, webhook.id));
}

/** What waits goes to the new address with the new token; a paused queue stays paused. */
function moveQueue(context: AsaasContext, before: WebhookState, after: WebhookState): void {
  const { webhookQueue, urls } = context;
  if (after.url !== before.url) {
    webhookQueue.redirect(before.url, after.url);
    if (!isActive(context, before.url)) urls.setActive(ASAAS_ID, after.url, false);
  }
  webhookQueue.setHeaders(after.url, headersOf(context, after));
}

const isActive = (context: AsaasContext, url: string): boolean =>
  context.urls.state(ASAAS_ID, url).active;

/** `interrupted` as it was sent; undefined leaves the queue alone. */
function switchQueue(
  context: AsaasContext,
  { url }: WebhookState,
  isInterrupted: boolean | undefined,
): void {
  if (isInterrupted === undefined || isInterrupted !== isActive(context, url)) return;
  context.urls.setActive(ASAAS_ID, url, !isInterrupted);
  if (isInterrupted) context.webhookQueue.suspend(url);
  else resumeQueue(context, url);
}

/** Sends what has piled up and is not too old, in the order of the webhook. */
export function resumeQueue(context: AsaasContext, url: string): void {
  const now = context.now();
  const webhook = context.webhooks.list().find((one) => one.url === url);
  context.webhookQueue.forgetBefore(addMs(now, -RETENTION_MS));
  context.webhookQueue.resume(url, now, webhook?.sendType !== 'NON_SEQUENTIALLY');
  context.ports.callbacks.wake();
}

/** POST /webhooks/:id/removeBackoff: the next try is now. */
export function removeBackoff(context: AsaasContext, webhook: Webhook): unknown {
  context.ports.store.transaction(() => {
    context.urls.countTry(ASAAS_ID, webhook.url, false);
    context.webhookQueue.hurry(webhook.url, context.now());
  });
  context.ports.callbacks.wake();
  return showWebhook(context, webhook);
}

/** DELETE /webhooks/:id. */
export function removeWebhook(context: AsaasContext, webhook: Webhook): unknown {
  context.ports.store.transaction(() => {
    context.webhooks.remove(webhook.id);
    context.webhookQueue.drop(webhook.url);
  });
  return { deleted: true, id: webhook.id };
}

/** The token is never shown again. */
export function showWebhook(context: AsaasContext, webhook: Webhook): unknown {
  const { active, failedTries } = context.urls.state(ASAAS_ID, webhook.url);
  return {
    id: webhook.id,
    name: webhook.name,
    url: webhook.url,
    email: webhook.email,
    enabled: webhook.isEnabled,
    interrupted: !active,
    apiVersion: webhook.apiVersion,
    hasAuthToken: webhook.authToken !== null,
    sendType: webhook.sendType,
    events: webhook.events,
    penalizedRequestsCount: failedTries,
  };
}

/** GET /webhooks. */
export function listWebhooks(context: AsaasContext): unknown {
  const all = context.webhooks.list().map((webhook) => showWebhook(context, webhook));
  return listView(all, all.length, { limit: 10, offset: 0 });
}

/** The webhook of that id. Refuses another one with 404. */
export function getWebhook(context: AsaasContext, id: string): Webhook {
  const webhook = context.webhooks.byId(id);
  if (webhook === undefined) throw notFound();
  return webhook;
}
