/** Makes an address of ours the one that the bank calls for the account's key (pix 2, efi 6.4). */
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome, Refusal } from '../outcomes.ts';
import { calls } from './calls.ts';
import type { Session } from './session.ts';

/** Name that Efí's own guide gives to the secret; it is none of a signature (efi 6.4). */
export const SECRET_PARAMETER = 'hmac';

/**
 * Efí tries an address without its certificate first and wants to be turned away, which no tunnel or proxy does: they
 * end TLS themselves. With this header it asks for no such thing, and the secret in the address takes its place.
 */
const SKIP_CERTIFICATE = { 'x-skip-mtls-checking': 'true' } as const;

export async function registerCallbackUrl(
  session: Session,
  url: string,
  context: CallContext,
): Promise<ActionOutcome> {
  const { profile, pixKey } = session;
  if (!isSafe(url)) return { ending: 'rejected', refusal: INSECURE };
  const hasSecret = profile.webhook === 'secret-in-query';
  const address = hasSecret ? withSecret(url, session.callbackSecret(context)) : url;
  if (address.length > profile.longestWebhookUrl)
    return { ending: 'rejected', refusal: tooLong(profile.longestWebhookUrl) };
  const call = calls.putWebhook(pixKey, address);
  const answer = await session.call(
    hasSecret ? { ...call, headers: SKIP_CERTIFICATE } : call,
    context,
  );
  if (answer.ok) return { ending: 'done' };
  const { outcome } = answer;
  if (outcome.ending !== 'rejected' || hasSecret) return outcome;
  const { refusal } = outcome;
  return { ending: 'rejected', refusal: { ...refusal, text: `${refusal.text} ${WAYS_IN}` } };
}

/** Banks append `/pix` to the address; a last empty parameter takes it up (efi 6.4). */
function withSecret(url: string, secret: string): string {
  const mark = url.includes('?') ? '&' : '?';
  return `${url}${mark}${SECRET_PARAMETER}=${encodeURIComponent(secret)}&ignorar=`;
}

/** Plain HTTP is for the simulator on this computer. */
function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
}

const INSECURE: Refusal = {
  level: 'account',
  code: 'callback-url-insecure',
  text: 'O banco só chama endereços https. Use um túnel, ou um nome próprio com certificado; IP ou DDNS sem https não serve.',
};

function tooLong(longest: number): Refusal {
  return {
    level: 'account',
    code: 'callback-url-too-long',
    text: `O endereço dos avisos tem mais de ${longest} caracteres, o máximo do banco.`,
  };
}

const WAYS_IN =
  'O banco se identifica com um certificado ao chamar, e pode exigir que ele seja conferido: túnel, proxy ou DDNS sem isso não serve como entrada. Sem avisos, os pagamentos chegam pela consulta.';
