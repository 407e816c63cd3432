/** One HTTP question to a neighbour or a service: bounded in time and size, never redirected, never throwing. */
import {
  request as askPlain,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as askTls } from 'node:https';
import type { LookupFunction } from 'node:net';

export interface WebRequest {
  /** GET unless told. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange; 10 s unless told. */
  readonly timeoutMs?: number;
  /** Longest body that is read; 64 KiB unless told. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal | undefined;
  /** Stands in for the system's resolver. */
  readonly lookup?: LookupFunction | undefined;
  /** 4 or 6 keeps to one family of addresses. */
  readonly family?: 4 | 6;
}

export type WebTrouble =
  | 'bad-request'
  | 'timeout'
  | 'name-not-found'
  | 'refused'
  | 'unreachable'
  | 'tls'
  | 'too-large'
  | 'broken'
  | 'aborted';

/** Header names in lower case; `body` read as UTF-8. A redirect is an answer like any other. */
export type WebAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: IncomingMessage['headers'];
      readonly body: string;
    }
  | { readonly kind: 'failed'; readonly trouble: WebTrouble };

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/u;

/** @param url `http:` or `https:` */
export function ask(url: string, request: WebRequest = {}): Promise<WebAnswer> {
  const isHttp = URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol);
  if (!isHttp) return Promise.resolve({ kind: 'failed', trouble: 'bad-request' });
  if (request.signal?.aborted) return Promise.resolve({ kind: 'failed', trouble: 'aborted' });
  return exchange(new URL(url), request);
}

function exchange(url: URL, request: WebRequest): Promise<WebAnswer> {
  const limit = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit;
  return new Promise((resolve) => {
    const fail = (error: unknown): void =>
      resolve({ kind: 'failed', trouble: limit.aborted ? 'timeout' : troubleOf(error) });
    const sent = open(url, { ...optionsOf(request), signal });
    if (sent === undefined) {
      resolve({ kind: 'failed', trouble: 'bad-request' });
      return;
    }
    sent.on('error', fail);
    sent.on('response', (response) => {
      readText(response, request.maxBytes ?? MAX_BYTES).then((body) => {
        const { statusCode: status = 0, headers } = response;
        if (body !== undefined) resolve({ kind: 'answered', status, headers, body });
        else resolve({ kind: 'failed', trouble: 'too-large' });
      }, fail);
    });
    sent.end(request.body);
  });
}

/** Undefined where a header holds what no header may. */
function open(url: URL, options: RequestOptions): ClientRequest | undefined {
  const isFit = Object.entries(options.headers ?? {}).every(([name, value]) => {
    const text = String(value);
    return HEADER_NAME.test(name) && HEADER_VALUE.test(text);
  });
  if (!isFit) return undefined;
  return url.protocol === 'https:' ? askTls(url, options) : askPlain(url, options);
}

function optionsOf({ method, headers, body, lookup, family }: WebRequest): RequestOptions {
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
  return {
    method: method ?? 'GET',
    agent: false,
    headers: { ...length, ...headers },
    ...(lookup && { lookup }),
    ...(family && { family }),
  };
}

async function readText(response: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const troubles = new Map<string, WebTrouble>([
  ['ABORT_ERR', 'aborted'],
  ['ENOTFOUND', 'name-not-found'],
  ['EAI_AGAIN', 'name-not-found'],
  ['ECONNREFUSED', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
]);

const TLS_CODE = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/u;

function troubleOf(error: unknown): WebTrouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return troubles.get(code) ?? (TLS_CODE.test(code) ? 'tls' : 'broken');
}
