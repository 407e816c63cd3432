/** Everything that the listener ever says. Nothing here tells who it is, which version, or whose. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { drain, hasBody } from './listener-body.ts';
import type { ListenerLimits } from './listener-limits.ts';

const PAGE_SENTENCE = 'Este endereço está certo e pronto para receber avisos de pagamento.';
const PAGE = Buffer.from(
  `<!doctype html><html lang="pt-BR"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>Avisos de pagamento</title>` +
    `<p>${PAGE_SENTENCE}</p></html>`,
);
const PAGE_HEADERS: OutgoingHttpHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'x-robots-tag': 'noindex',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'",
};
const STORED = Buffer.from('OK');
const STORED_HEADERS: OutgoingHttpHeaders = { 'content-type': 'text/plain; charset=utf-8' };

/** Statuses that say no. All have an empty body. */
export type Refusal = 404 | 405 | 408 | 413 | 431 | 503;

const REFUSAL_HEADERS: Readonly<Record<Refusal, OutgoingHttpHeaders>> = {
  404: {},
  405: { allow: 'GET, HEAD, POST, PUT' },
  408: {},
  413: {},
  431: {},
  503: { 'retry-after': '30' },
};

/** One request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The listener is going: the connection is not kept. */
  readonly isLast: boolean;
}

/** To be called only once the row is on the disk. */
export function answerStored(exchange: Exchange): void {
  const { response } = exchange;
  response.writeHead(200, {
    ...STORED_HEADERS,
    ...connectionOf(exchange.isLast),
    'content-length': STORED.byteLength,
  });
  response.end(STORED);
}

/** What a person sees who opens the address in a browser. */
export function answerPage(exchange: Exchange, limits: ListenerLimits): Promise<void> {
  const headers = { ...PAGE_HEADERS, 'content-length': PAGE.byteLength };
  return answerUnread(exchange, { status: 200, headers, body: PAGE }, limits);
}

export function refuse(exchange: Exchange, status: Refusal, limits: ListenerLimits): Promise<void> {
  const headers = { ...REFUSAL_HEADERS[status], 'content-length': 0 };
  return answerUnread(exchange, { status, headers, body: undefined }, limits);
}

/** For a sender whose body is not coming: nothing more is read. */
export function refuseSlow({ response }: Exchange): void {
  response.writeHead(408, { ...REFUSAL_HEADERS[408], ...connectionOf(true), 'content-length': 0 });
  response.end();
}

/** For what is not HTTP enough to have a request; the connection ends with it. */
export function refuseRaw(socket: Duplex, status: 400 | 408 | 413 | 431): void {
  const reasons = {
    400: 'Bad Request',
    408: 'Request Timeout',
    413: 'Payload Too Large',
    431: 'Request Header Fields Too Large',
  } as const;
  const head = `HTTP/1.1 ${status} ${reasons[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
  socket.end(head, () => socket.destroy());
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | undefined;
}

/**
 * Answers a request whose body may be unread. Closing at once would reset the connection and take the answer with it,
 * so the answer goes out whole, some of the body is read and forgotten, and then the connection ends.
 */
async function answerUnread(
  exchange: Exchange,
  answer: Answer,
  limits: ListenerLimits,
): Promise<void> {
  const { request, response } = exchange;
  const isUnread = hasBody(request) && !request.readableEnded;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...connectionOf(exchange.isLast || isUnread),
  });
  if (!isUnread) {
    response.end(answer.body);
    return;
  }
  response.flushHeaders();
  if (answer.body && request.method !== 'HEAD') response.write(answer.body);
  await drain(request, limits);
  response.end();
}

function connectionOf(isLast: boolean): OutgoingHttpHeaders {
  return isLast ? { connection: 'close' } : {};
}
