/** What happens to one request: which account, what to do, what to say. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { assertNever } from '../../domain/assert-never.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { CallbackToStore, Inbox } from './inbox/inbox.ts';
import { secretOf, type CallbackAccount, type FindAccount } from './listener-accounts.ts';
import { answerPage, answerStored, refuse, refuseSlow, type Exchange } from './listener-answers.ts';
import { readBody, type BodyBudget } from './listener-body.ts';
import type { ListenerLimits } from './listener-limits.ts';
import { maskHeaders, maskPath } from './listener-mask.ts';
import type { ProbeHit, Probes } from './listener-probes.ts';
import type { Strangers } from './listener-strangers.ts';

export interface RequestContext {
  readonly inbox: Pick<Inbox, 'store' | 'noteAnswer'>;
  readonly findAccount: FindAccount;
  readonly probes?: Pick<Probes, 'take'> | undefined;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
  readonly limits: ListenerLimits;
  readonly onStored: (id: number, accountId: number, sourceIp: string) => void;
  readonly budget: BodyBudget;
  readonly strangers: Strangers;
  readonly counts: RequestCounts;
  readonly isClosing: () => boolean;
}

export interface RequestCounts {
  stored: number;
  /** Answered 503. */
  notStored: number;
  /** Answered 4xx although the path was an account's, and what was not HTTP. */
  refused: number;
}

/** A request on an account's own path. */
interface AccountRequest {
  readonly exchange: Exchange;
  readonly account: CallbackAccount;
  readonly secret: string;
  readonly receivedAt: Instant;
  /** performance.now() when the headers were there. */
  readonly startedMs: number;
  /** The sender waits for `100 Continue` before it sends the body. */
  readonly isWaiting: boolean;
}

/** Answers in every case; never rejects. */
export async function handleRequest(
  context: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
  isWaiting: boolean,
): Promise<void> {
  const exchange = { request, response, isLast: context.isClosing() };
  try {
    await route(context, exchange, isWaiting);
  } catch (error) {
    context.log.error('callbacks.request-failed', error);
    context.counts.notStored += 1;
    if (response.headersSent) response.destroy();
    else await refuse(exchange, 503, context.limits);
  }
}

async function route(
  context: RequestContext,
  exchange: Exchange,
  isWaiting: boolean,
): Promise<void> {
  const { request } = exchange;
  const startedMs = performance.now();
  const receivedAt = context.clock.now();
  if (request.rawHeaders.length / 2 > context.limits.headers) {
    context.counts.refused += 1;
    return refuse(exchange, 431, context.limits);
  }
  if (isVisit(request) && context.probes?.take(request.url ?? '', visitOf(request, receivedAt))) {
    return answerPage(exchange, context.limits);
  }
  const secret = secretOf(request.url ?? '');
  const account = secret === undefined ? undefined : context.findAccount(secret);
  if (secret === undefined || account === undefined) {
    context.strangers.note(strangerOf(request, receivedAt));
    return refuse(exchange, 404, context.limits);
  }
  return routeAccount(context, { exchange, account, secret, receivedAt, startedMs, isWaiting });
}

function isVisit({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function visitOf(request: IncomingMessage, at: Instant): ProbeHit {
  return { at, sourceIp: sourceOf(request) };
}

async function routeAccount(
  context: RequestContext,
  accountRequest: AccountRequest,
): Promise<void> {
  const { exchange } = accountRequest;
  switch (exchange.request.method ?? '') {
    case 'GET':
    case 'HEAD':
      return answerPage(exchange, context.limits);
    case 'POST':
    case 'PUT':
      return receive(context, accountRequest);
    default:
      context.counts.refused += 1;
      return refuse(exchange, 405, context.limits);
  }
}

async function receive(context: RequestContext, accountRequest: AccountRequest): Promise<void> {
  const { exchange, isWaiting } = accountRequest;
  const { limits, counts, budget } = context;
  const announced = Number(exchange.request.headers['content-length'] ?? 0);
  if (isWaiting && announced <= limits.bodyBytes) exchange.response.writeContinue();
  const reading = await readBody(exchange.request, limits, budget);
  switch (reading.kind) {
    case 'read':
      return keep(context, accountRequest, reading.body).finally(() => {
        budget.release(reading.body.byteLength);
      });
    case 'too-large':
      counts.refused += 1;
      return refuse(exchange, 413, limits);
    case 'too-slow':
      counts.refused += 1;
      refuseSlow(exchange);
      return;
    case 'no-room':
      counts.notStored += 1;
      return refuse(exchange, 503, limits);
    case 'gone':
      counts.refused += 1;
      return;
    default:
      return assertNever(reading);
  }
}

async function keep(
  context: RequestContext,
  accountRequest: AccountRequest,
  body: Uint8Array,
): Promise<void> {
  const { exchange, account, startedMs } = accountRequest;
  const id = await storeOrTell(context, callbackOf(accountRequest, body));
  if (id === undefined) {
    context.counts.notStored += 1;
    return refuse(exchange, 503, context.limits);
  }
  context.counts.stored += 1;
  noteWhenAnswered(context, exchange, { id, startedMs });
  answerStored(exchange);
  tellStored(context, id, accountRequest);
}

async function storeOrTell(
  context: RequestContext,
  callback: CallbackToStore,
): Promise<number | undefined> {
  try {
    return await context.inbox.store(callback);
  } catch (error) {
    context.log.error('callbacks.not-stored', error, { accountId: callback.accountId });
    return undefined;
  }
}

/** The answer is already out: whatever goes wrong from here on is not the sender's to know. */
function tellStored(
  context: RequestContext,
  id: number,
  { account: { accountId }, exchange }: AccountRequest,
): void {
  try {
    context.onStored(id, accountId, sourceOf(exchange.request));
  } catch (error) {
    context.log.error('callbacks.told-in-vain', error, { inboxId: id, accountId });
  }
}

function noteWhenAnswered(
  context: RequestContext,
  { request, response }: Exchange,
  row: { readonly id: number; readonly startedMs: number },
): void {
  if (request.socket.destroyed) return;
  response.once('finish', () => {
    if (request.socket.destroyed) return;
    context.inbox.noteAnswer(row.id, (performance.now() - row.startedMs) * 1_000);
  });
}

function callbackOf(accountRequest: AccountRequest, body: Uint8Array): CallbackToStore {
  const { exchange, account, secret, receivedAt } = accountRequest;
  const { request } = exchange;
  const path = request.url ?? '';
  const headers = headersOf(request);
  const secrets = [secret, ...(account.secrets ?? [])];
  return {
    accountId: account.accountId,
    receivedAt,
    method: request.method ?? '',
    path: maskPath(path, secrets),
    headers: maskHeaders(headers, secrets),
    body,
    sourceIp: sourceOf(request),
    auth: account.checkAuth?.({ path, headers }) ?? 'none',
    ...(account.secretFingerprint && { secretFingerprint: account.secretFingerprint }),
  };
}

/** From the raw list: Node's own object drops repeated headers and their order. */
function headersOf(request: IncomingMessage): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = (request.rawHeaders[index] ?? '').toLowerCase();
    const value = request.rawHeaders[index + 1] ?? '';
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries(headers);
}

function strangerOf(request: IncomingMessage, at: Instant) {
  return {
    at,
    method: request.method ?? '',
    path: request.url ?? '',
    sourceIp: sourceOf(request),
  };
}

/** The peer of the socket, IPv4 in its plain form: `::ffff:203.0.113.9` is `203.0.113.9`. */
function sourceOf(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/u, '');
}
