/** The one way in which an adapter speaks HTTP: a call ends answered, never sent, or unclear, and never throws axios' error. */
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import axios, { isAxiosError, type AxiosResponse } from 'axios';
import type { GatewayId } from '../../domain/account.ts';
import { toMs, type Instant } from '../../domain/instant.ts';
import type { Clock } from '../clock.ts';
import type { CallContext } from './gateway.ts';
import { maskedRecord, maskText } from './masking.ts';

export interface HttpCall {
  /** The manual's word for the call, kept in the log of the account. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path with its parameters by name, for example `/v1/charge/:id/pay`. */
  readonly template: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as `application/x-www-form-urlencoded`, in place of `body`. */
  readonly form?: Readonly<Record<string, string>>;
  /** What the log masks and shows in place of a body that is a document of its own, such as XML inside a form. */
  readonly shown?: unknown;
}

/** All that leaves this file of a failed call: no header, no body, no address of a person. */
export interface CallProblem {
  readonly gateway: GatewayId;
  readonly method: HttpCall['method'];
  readonly template: string;
  readonly status?: number;
  /** A code of Node, axios or our own: `ECONNREFUSED`, `TIMEOUT`, `NOT_JSON`, `SERVER_ERROR`. */
  readonly code: string;
}

/** How one call ended. */
export type HttpEnding =
  /** Status below 500 with the JSON that was due, or a refusal at the door (401, 403, 429) with any body. */
  | HttpAnswer
  /** No byte of the request left: DNS, refused connection, TLS, cancelled before. */
  | { readonly kind: 'not-sent'; readonly problem: CallProblem }
  /** It may have been done: time-out, reset, cut answer, 5xx, HTML. `body` where a 5xx came with JSON. */
  | { readonly kind: 'unclear'; readonly problem: CallProblem; readonly body?: unknown };

export interface HttpAnswer {
  readonly kind: 'answered';
  readonly status: number;
  readonly body: unknown;
  /** What Retry-After asked for, else RateLimit-Reset. */
  readonly retryAfterMs?: number;
}

/** What a gateway's error body says of itself, for the log. */
export interface ErrorWords {
  readonly statusCode?: string;
  readonly statusError?: string;
  readonly description?: string;
}

export interface HttpOptions {
  readonly gateway: GatewayId;
  /** Without slash at the end. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly timeoutMs?: number;
  readErrorWords(body: unknown): ErrorWords;
  /** Reads an answer that is no JSON; undefined when the text is not of the shape that is due. */
  readBody?(text: string): ParsedBody | undefined;
  /** The certificate that this account shows, and whom it trusts beside the system's authorities. */
  readonly tls?: SecureContextOptions;
}

/** What a body says; without value when it was empty. */
export interface ParsedBody {
  readonly value: unknown;
}

export interface GatewayHttp {
  send(call: HttpCall, context: CallContext): Promise<HttpEnding>;
}

/**
 * The server's word on our certificate, as OpenSSL and BoringSSL name it. In TLS 1.3 it may come after our request has
 * left, but a server that gives it has read nothing of the request (RFC 8446, 4.4.2.4 and 6.2).
 */
const CERTIFICATE_REFUSAL =
  /^ERR_SSL_\w*ALERT_(?:(?:BAD|UNSUPPORTED)_CERTIFICATE|CERTIFICATE_\w+|UNKNOWN_CA|ACCESS_DENIED)$/;

/** Whether a call ended because the server would not take our certificate, or asked for one that we have not. */
export function isCertificateRefusal(code: string): boolean {
  return CERTIFICATE_REFUSAL.test(code);
}

const TIMEOUT_MS = 30_000;
const LARGEST_ANSWER_BYTES = 10_000_000;
const REFUSED_AT_THE_DOOR: ReadonlySet<number> = new Set([401, 403, 429]);

// A kept connection that the other side has just closed would make a lost request look like an unknown one.
const agentsOf = (tls: SecureContextOptions = {}) => ({
  httpAgent: new HttpAgent({ keepAlive: false }),
  httpsAgent: new HttpsAgent({ ...tls, keepAlive: false, minVersion: 'TLSv1.2' }),
});

/** The axios factory of one account: time-out, size limit, no redirects, no proxy, no kept connections. */
export function createHttp(options: HttpOptions): GatewayHttp {
  const client = axios.create({
    ...agentsOf(options.tls),
    baseURL: options.baseUrl,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER_BYTES,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });

  const exchange = async (call: HttpCall, signal?: AbortSignal): Promise<HttpEnding> => {
    const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const watch = watchConnection();
    try {
      const response = await client.request<string>({
        method: call.method,
        url: fillPath(call),
        transport: watch.transport,
        signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
        headers: { Accept: 'application/json', ...call.headers },
        ...(call.query && { params: call.query }),
        ...dataOf(call),
      });
      return readAnswer(response, options, call);
    } catch (error) {
      const code = deadline.aborted ? 'TIMEOUT' : codeOf(error);
      return {
        kind: watch.isConnected() && !isCertificateRefusal(code) ? 'unclear' : 'not-sent',
        problem: problemOf(options, call, code),
      };
    }
  };

  return {
    send: async (call, context) => {
      const at = options.clock.now();
      const ending = await exchange(call, context.signal);
      record({ call, context, at, ending }, options);
      return ending;
    },
  };
}

/** Axios sends URLSearchParams as a form, anything else as JSON. */
function dataOf({ body, form }: HttpCall): { readonly data?: unknown } {
  if (form !== undefined) return { data: new URLSearchParams(form) };
  return body === undefined ? {} : { data: body };
}

/** Tells whether the request could leave at all, whatever error came afterwards. */
function watchConnection() {
  let connected = false;
  const request = (
    target: RequestOptions,
    answered: (message: IncomingMessage) => void,
  ): ClientRequest => {
    const isTls = target.protocol === 'https:';
    const sent = isTls ? httpsRequest(target, answered) : httpRequest(target, answered);
    return sent.once('socket', (socket) => {
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
  };
  return { transport: { request }, isConnected: () => connected };
}

function readAnswer(
  response: AxiosResponse<string>,
  options: HttpOptions,
  call: HttpCall,
): HttpEnding {
  const { status } = response;
  const parsed = (options.readBody ?? parseJson)(response.data);
  const unclear = (code: string, body?: unknown): HttpEnding => ({
    kind: 'unclear',
    problem: problemOf(options, call, code, status),
    ...(body !== undefined && { body }),
  });
  if (status >= 500) return unclear('SERVER_ERROR', parsed?.value);
  if (status >= 300 && status < 400) return unclear('REDIRECTED');
  if (!parsed && !REFUSED_AT_THE_DOOR.has(status)) return unclear('NOT_JSON');
  const { 'retry-after': retryAfter, 'ratelimit-reset': reset } = response.headers;
  const retryAfterMs = readRetryAfter(retryAfter ?? reset, options.clock.now());
  return {
    kind: 'answered',
    status,
    body: parsed?.value,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** Undefined when the text is no JSON; an empty body is JSON without a value. */
function parseJson(text: string): ParsedBody | undefined {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function readRetryAfter(header: unknown, now: Instant): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - toMs(now));
}

function codeOf(error: unknown): string {
  if (!isAxiosError(error)) throw error;
  return error.code ?? 'ERR_NETWORK';
}

function problemOf(
  options: HttpOptions,
  call: HttpCall,
  code: string,
  status?: number,
): CallProblem {
  return {
    gateway: options.gateway,
    method: call.method,
    template: call.template,
    ...(status !== undefined && { status }),
    code,
  };
}

function fillPath(call: HttpCall): string {
  return call.template.replace(/:([a-z]+)/g, (_match, name: string) =>
    encodeURIComponent(call.params?.[name] ?? ''),
  );
}

interface Exchange {
  readonly call: HttpCall;
  readonly context: CallContext;
  readonly at: Instant;
  readonly ending: HttpEnding;
}

function record({ call, context, at, ending }: Exchange, options: HttpOptions): void {
  const status = ending.kind === 'answered' ? ending.status : ending.problem.status;
  const body = ending.kind === 'not-sent' ? undefined : ending.body;
  const words =
    ending.kind === 'answered' && ending.status < 400 ? {} : options.readErrorWords(body);
  context.record({
    operation: call.operation,
    at,
    durationMs: Math.max(0, toMs(options.clock.now()) - toMs(at)),
    request: shownRequest(call),
    ...(status !== undefined && { httpStatus: status }),
    ...(ending.kind !== 'answered' && { description: ending.problem.code }),
    ...maskWords(words),
    ...(body !== undefined && { response: maskedRecord(body) }),
  });
}

function maskWords(words: ErrorWords): ErrorWords {
  return {
    ...words,
    ...(words.description !== undefined && { description: maskText(words.description) }),
  };
}

/** Parameters of a path that the log does not show: a Pix key may be somebody's CPF or telephone. */
const HIDDEN: ReadonlyMap<string, string> = new Map([
  ['token', '‹token›'],
  ['chave', '‹chave›'],
]);

function shownRequest(call: HttpCall): string {
  const params = Object.fromEntries(
    Object.entries(call.params ?? {}).map(([name, value]) => [name, HIDDEN.get(name) ?? value]),
  );
  const path = decodeURIComponent(fillPath({ ...call, params }));
  const query = call.query ? `\n${maskedRecord(call.query)}` : '';
  const sent = call.shown ?? call.form ?? call.body;
  const body = sent === undefined ? '' : `\n${maskedRecord(sent)}`;
  return `${call.method} ${path}${query}${body}`;
}
