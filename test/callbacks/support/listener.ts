/** A listener on a free port of loopback, and senders that may break every rule. */
import http from 'node:http';
import net from 'node:net';
import { onTestFinished } from 'vitest';
import type { Inbox } from '../../../main/callbacks/inbox/inbox.ts';
import { createCallbackAccounts } from '../../../main/callbacks/listener-accounts.ts';
import { hashOfSecret } from '../../../main/services/accounts/callback-secret.ts';
import {
  startListener,
  type Listener,
  type ListenerOptions,
} from '../../../main/callbacks/listener.ts';
import { createMemoryLog, type LogLine } from '../../../main/log.ts';
import { NOON } from './inbox.ts';

export const SECRET = 'Zk3vQ8mN1xR7tB5wY2cL9dF4gH6jP0sA';
export const ACCOUNT_PATH = `/c/${SECRET}`;

export interface TestListener extends Listener {
  readonly lines: readonly LogLine[];
  readonly told: readonly (readonly [number, number])[];
}

export async function startTestListener(
  inbox: Pick<Inbox, 'store' | 'noteAnswer'>,
  change: Partial<ListenerOptions> = {},
): Promise<TestListener> {
  const log = createMemoryLog();
  const told: (readonly [number, number])[] = [];
  const accounts = createCallbackAccounts();
  accounts.put(hashOfSecret(SECRET), { accountId: 7 });
  const listener = await startListener({
    host: '127.0.0.1',
    port: 0,
    inbox,
    findAccount: accounts.find,
    clock: { now: () => NOON },
    log,
    onStored: (id, accountId) => told.push([id, accountId]),
    ...change,
  });
  onTestFinished(() => listener.close());
  return { ...listener, lines: log.lines, told };
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Sending {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: Uint8Array | string;
  readonly agent?: http.Agent;
}

/** Sends one well-formed request and reads the whole answer. */
export function send(port: number, sending: Sending = {}): Promise<Answer> {
  const { path = ACCOUNT_PATH, method = 'POST', body, agent } = sending;
  const headers = withLength(sending.headers ?? {}, body);
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers, agent: agent ?? false };
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0 } = response;
        resolve({ status: statusCode, headers: response.headers, body: Buffer.concat(chunks) });
      });
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Node's client sends the body of a GET without its length, which is no valid request. */
function withLength(
  headers: http.OutgoingHttpHeaders,
  body: Uint8Array | string | undefined,
): http.OutgoingHttpHeaders {
  if (body === undefined || 'transfer-encoding' in headers) return headers;
  return { ...headers, 'content-length': Buffer.byteLength(body) };
}

/** Writes these bytes as they are and gives everything that comes back until the other side closes. */
export function sendRaw(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.write(bytes);
  });
}

export function statusIn(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
