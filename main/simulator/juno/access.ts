/** What every call of the resource server passes before it is looked at (juno.md 3.1). */
import { addMs, toMs } from '../../../domain/instant.ts';
import type { ApiRequest } from '../http.ts';
import type { JunoContext } from './context.ts';
import { invalid, noToken, tooManyRequests } from './errors.ts';
import { checkToken } from './oauth.ts';

/** Refuses a call without access token, API version or the digital account's token. The two latter refusals are guesses. */
export function checkAccess(context: JunoContext, request: ApiRequest): void {
  checkToken(context, request);
  const { requiresApiVersion, resourceToken } = context.settings();
  const { headers } = request;
  if (requiresApiVersion && headers['x-api-version'] !== '2')
    throw invalid('X-Api-Version', 'Informe a versão 2 da API');
  if (headers['x-resource-token'] !== resourceToken) throw noToken();
}

/** Counts the call in the window that opens with the first one. The real limits are not known. */
export function spendQuota(context: JunoContext): void {
  const { quota } = context.settings();
  if (quota === null) return;
  const now = context.now();
  const lengthMs = quota.seconds * 1_000;
  const window = context.book.quota();
  const isRunning = window !== undefined && now < addMs(window.startedAt, lengthMs);
  const startedAt = isRunning ? window.startedAt : now;
  const used = (isRunning ? window.used : 0) + 1;
  context.book.setQuota({ startedAt, used });
  if (used <= quota.requests) return;
  const leftMs = toMs(addMs(startedAt, lengthMs)) - toMs(now);
  throw tooManyRequests(Math.ceil(leftMs / 1_000));
}
