import type { IncomingMessage } from 'node:http';
import { refusal, type Answer } from './http.ts';

export interface GuardRules {
  readonly port: number;
  /** Content types that a body may have on this path. Anything but JSON is safe only because pages are refused first. */
  readonly bodyTypes: readonly string[];
}

/**
 * Refuses what a web page could send: another host name (DNS rebinding), a request made by a page (Origin, Referer,
 * Sec-Fetch-Site), a body that a plain form can carry. Gives undefined when the request may pass.
 */
export function guard(
  request: IncomingMessage,
  { port, bodyTypes }: GuardRules,
): Answer | undefined {
  const { headers } = request;
  const host = headers.host ?? '';
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)
    return refusal(403, 'host-refused', 'O simulador só responde em 127.0.0.1 ou localhost.');
  if (isFromPage(request))
    return refusal(403, 'page-refused', 'O simulador não responde a páginas da web.');
  if (hasBody(request) && !bodyTypes.includes(typeOf(headers['content-type'])))
    return refusal(415, 'body-type-refused', `O corpo precisa ser ${bodyTypes.join(' ou ')}.`);
  return undefined;
}

function isFromPage({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return (
    headers.origin !== undefined ||
    headers.referer !== undefined ||
    (site !== undefined && site !== 'none')
  );
}

/** Body-less PUTs of the official SDK carry a form content type and a length of 0: they have no body. */
function hasBody({ headers }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return true;
  const length = headers['content-length'];
  return length !== undefined && length !== '0';
}

function typeOf(contentType: string | undefined): string {
  const [type = ''] = (contentType ?? '').split(';');
  return type.trim().toLowerCase();
}
