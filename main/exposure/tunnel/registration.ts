/** How a name is asked for: `GET <server>/<name>`, answered by a port to connect to (localtunnel server, 2019). */
import { isIP } from 'node:net';
import { z } from 'zod';
import { ask, type WebRequest } from '../http.ts';
import type { Loss, Refusal } from './state.ts';

export interface RegistrationServer {
  /** Without a closing slash. */
  readonly origin: string;
  /** Go with the registration only, for example a password at one's own proxy. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly lookup?: WebRequest['lookup'];
}

/** Where connections go to. */
export interface Grant {
  /** Public address, without a closing slash. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** As announced; at least 1. */
  readonly maxSockets: number;
}

export type Registration =
  | { readonly kind: 'granted'; readonly grant: Grant }
  /** The server gives another name to who asks for a taken one; nobody connects to it, so it goes after a second. */
  | { readonly kind: 'other-name'; readonly granted: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unavailable'; readonly loss: Loss };

const grantSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,80}$/),
  port: z.int().min(1).max(65_535),
  url: z.url({ protocol: /^https?$/ }),
  max_conn_count: z.int().nullish(),
  // Read by the stock client, never sent by the official server.
  ip: z.string().nullish(),
});

/** Asks once; rejects never. The caller looks at the name before: what is no name would be another path. */
export async function register(server: RegistrationServer, name: string): Promise<Registration> {
  const answer = await ask(`${server.origin}/${name}`, questionTo(server));
  if (answer.kind === 'failed') {
    return unavailable({ reason: 'server-unreachable', trouble: answer.trouble });
  }
  const { status } = answer;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return unavailable({ reason: 'server-busy', status });
  }
  if (status >= 300) return { kind: 'refused', refusal: refusalOf(status, answer.body) };
  return readGrant(server, name, answer.body);
}

function unavailable(loss: Loss): Registration {
  return { kind: 'unavailable', loss };
}

function refusalOf(status: number, body: string): Refusal {
  if (status < 400) return { reason: 'server-moved', status };
  const serverSays = wordsOf(body);
  return { reason: 'refused-by-server', status, ...(serverSays && { serverSays }) };
}

function readGrant({ origin }: RegistrationServer, name: string, body: string): Registration {
  const read = grantSchema.safeParse(parseJson(body));
  if (!read.success) return unavailable({ reason: 'answer-unreadable' });
  const { id, url, port, ip, max_conn_count: announced } = read.data;
  if (id !== name) return { kind: 'other-name', granted: id };
  const host = ip && isIP(ip) !== 0 ? ip : new URL(origin).hostname.replace(/^\[|\]$/g, '');
  const maxSockets = Math.max(1, announced ?? 1);
  return { kind: 'granted', grant: { url: url.replace(/\/+$/, ''), host, port, maxSockets } };
}

/** What the server knows of a name; `unknown` where it does not say. */
export type NameStatus =
  { readonly kind: 'held'; readonly sockets: number } | { readonly kind: 'gone' | 'unknown' };

const statusSchema = z.object({ connected_sockets: z.int().min(0) });

/** Asks `GET <server>/api/tunnels/<name>/status`, which not every server offers; rejects never. */
export async function askNameStatus(server: RegistrationServer, name: string): Promise<NameStatus> {
  const answer = await ask(`${server.origin}/api/tunnels/${name}/status`, questionTo(server));
  if (answer.kind === 'failed') return { kind: 'unknown' };
  if (answer.status === 404) return { kind: 'gone' };
  const known = answer.status === 200 ? statusSchema.safeParse(parseJson(answer.body)) : undefined;
  return known?.success
    ? { kind: 'held', sockets: known.data.connected_sockets }
    : { kind: 'unknown' };
}

function questionTo({ headers, timeoutMs, signal, lookup }: RegistrationServer): WebRequest {
  return { headers, timeoutMs, signal, lookup };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const refusalSchema = z.object({ message: z.string() });

/** `{ message }` of a refusal, as far as a screen may show it. */
function wordsOf(body: string): string {
  const read = refusalSchema.safeParse(parseJson(body));
  const text = read.success ? read.data.message : '';
  return text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200);
}
