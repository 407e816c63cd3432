/** Webhooks: one URL per Pix key (pix.md 2, efi.md 6.4). */
import type { ApiRequest } from '../http.ts';
import type { Webhook } from '../store/pix/webhooks.ts';
import type { PixContext } from './context.ts';
import { parametersOf, readList } from './paging.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { accept } from './validation.ts';
import { webhookView } from './views.ts';
import { webhookSchema } from './wire.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** PUT /webhook/:chave. The URL is tried before it is kept, where the bank does so. */
export async function putWebhook(
  context: PixContext,
  key: string,
  call: { readonly body: unknown; readonly request: ApiRequest },
): Promise<unknown> {
  const refusing = { type: 'WebhookOperacaoInvalida', name: 'webhook' } as const;
  const { webhookUrl } = accept(webhookSchema, call.body, refusing);
  if (!context.settings().keys.includes(key))
    throw new Refusal('WebhookOperacaoInvalida', [
      { razao: 'A chave não pertence ao recebedor.', propriedade: 'chave', valor: key },
    ]);
  const wrong = whyNoWebhook(context, webhookUrl);
  if (wrong !== undefined) throw refusalOf(webhookUrl, wrong);
  if (context.settings().probesWebhooks) await probe(context, webhookUrl, call.request);
  context.webhooks.put({ key, url: webhookUrl, createdAt: context.now() });
  return { webhookUrl };
}

/** On loopback plain HTTP passes: the real gateway could not reach such a URL at all. */
function whyNoWebhook({ profile }: PixContext, url: string): string | undefined {
  if (!URL.canParse(url)) return 'A webhookUrl não é uma URL.';
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname)))
    return 'A webhookUrl precisa usar HTTPS.';
  return profile.whyNoWebhook(url);
}

const refusalOf = (valor: string, razao: string, reason?: RefusalReason): Refusal =>
  new Refusal(
    'WebhookOperacaoInvalida',
    [{ razao, propriedade: 'webhook.webhookUrl', valor }],
    reason,
  );

/**
 * Without the header that skips it, the server must turn away a caller without certificate; then it is called with
 * one, at the exact URL, and must answer. Plain HTTP cannot turn anybody away.
 */
async function probe(context: PixContext, url: string, { headers }: ApiRequest): Promise<void> {
  const { callbacks } = context.ports;
  const body = JSON.stringify({ evento: 'teste_webhook', data_criacao: context.now() });
  const call = { url, ...context.profile.callback, body };
  if (headers['x-skip-mtls-checking'] !== 'true') {
    const stranger = await callbacks.probe(call, { withCertificate: false });
    if (stranger.kind === 'answered' && stranger.httpStatus < 400)
      throw refusalOf(url, 'O servidor aceita chamadas sem certificado.', 'webhook-unreachable');
  }
  const outcome = await callbacks.probe(call, { withCertificate: true });
  if (outcome.kind !== 'answered' || outcome.httpStatus < 200 || outcome.httpStatus > 299)
    throw refusalOf(url, 'O servidor não respondeu ao teste da webhookUrl.', 'webhook-unreachable');
}

/** The webhook of that key, else 404. */
export function findWebhook(context: PixContext, key: string): Webhook {
  const webhook = context.webhooks.byKey(key);
  if (webhook === undefined) throw new Refusal('WebhookNaoEncontrado');
  return webhook;
}

/** DELETE /webhook/:chave. */
export function removeWebhook(context: PixContext, key: string): void {
  findWebhook(context, key);
  context.webhooks.remove(key);
}

/** GET /webhook: the window may be left out. */
export function listWebhooks(context: PixContext, query: URLSearchParams): unknown {
  const rules = { type: 'WebhookConsultaInvalida', isWindowOptional: true } as const;
  const list = readList(context, query, rules);
  const total = context.webhooks.count(list);
  const rows = context.webhooks.list(list, list.page);
  return {
    parametros: parametersOf(context, list, total),
    webhooks: rows.map((webhook) => webhookView(context, webhook)),
  };
}
