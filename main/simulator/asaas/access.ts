/** What every call passes before it is looked at: key, application name, quota (asaas.md 1.2-1.5). */
import { addMs, toMs } from '../../../domain/instant.ts';
import type { ApiRequest } from '../http.ts';
import type { AsaasContext } from './context.ts';
import { Refusal, tooManyRequests, unauthorizedRefusal } from './errors.ts';

export const ACCESS_TOKEN = 'sandbox-token';

const HOUR_MS = 3_600_000;

/** Refuses a call without the account's key, with a key of the other environment, or without a name. */
export function checkAccess(context: AsaasContext, { headers }: ApiRequest): void {
  const key = headers['access_token'];
  if (typeof key !== 'string' || key.trim() === '')
    throw unauthorizedRefusal('access_token_not_found');
  if (key !== ACCESS_TOKEN) throw unauthorizedRefusal(faultOf(key));
  // How a missing name is answered is not known.
  if (context.settings().requiresUserAgent && (headers['user-agent'] ?? '') === '')
    throw new Refusal('invalid_user_agent', 'O cabeçalho User-Agent é obrigatório.');
}

/** This account is one of practice: a production key belongs to the other environment. */
function faultOf(key: string): string {
  if (key.startsWith('$aact_prod_')) return 'invalid_environment';
  return key.startsWith('$aact_') ? 'invalid_access_token' : 'invalid_access_token_format';
}

/** Counts the call in the window that opens with the first one. */
export function spendQuota(context: AsaasContext): void {
  const { quota } = context.settings();
  if (quota === null) return;
  const now = context.now();
  const window = context.book.quota();
  const isRunning = window !== undefined && now < addMs(window.startedAt, quota.hours * HOUR_MS);
  const startedAt = isRunning ? window.startedAt : now;
  const used = (isRunning ? window.used : 0) + 1;
  context.book.setQuota({ startedAt, used });
  if (used <= quota.requests) return;
  const endsAt = addMs(startedAt, quota.hours * HOUR_MS);
  throw tooManyRequests(quota.requests, Math.ceil((toMs(endsAt) - toMs(now)) / 1_000));
}
