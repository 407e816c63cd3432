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
import type { Gate } from './listener-gate.ts';
import type { ListenerLimits } from './listener-limits.ts';
import { maskHeaders, maskPath } from './listener-mask.ts';
import type { Probes } from './listener-probes.ts';
import type { Tests } from './listener-tests.ts';
import type { Strangers } from './listener-strangers.ts';

export interface RequestContext {
  readonly inbox: Pick<Inbox, 'store' | 'noteAnswer'>;
  readonly findAccount: FindAccount;
  readonly probes?: Pick<Probes, 'take'> | undefined;
  readonly tests?: Pick<Tests, 'take'> | undefined;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
  readonly limits: ListenerLimits;
  readonly onStored: (id: number, accountId: number, sourceIp: string) => void;
  /** Told of every call to an account's own address that did not get its 200. */
  readonly onFailed?: ((accountId: number, at: Instant) => void) | undefined;
  readonly gate: Gate;
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
  /** Empty on a borrowed path. */
  readonly secret: string;
  readonly sourceIp: string;
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
  const sourceIp = context.gate.sourceOf(request.socket.remoteAddress ?? '', request.headers);
  const target = request.url ?? '';
  if (isVisit(request) && context.probes?.take(target, { at: receivedAt, sourceIp })) {
    return answerPage(exchange, context.limits);
  }
  const called = calledBy(context, target, receivedAt);
  switch (called.kind) {
    case 'nobody':
      return refuseStranger(context, { exchange, sourceIp, receivedAt });
    case 'too-many':
      context.counts.refused += 1;
      return refuse(exchange, 503, context.limits);
    case 'account': {
      const { account, secret } = called;
      const about = { exchange, account, secret, sourceIp, receivedAt, startedMs, isWaiting };
      return routeAccount(context, about);
    }
    default:
      return assertNever(called);
  }
}

type Called =
  | { readonly kind: 'account'; readonly account: CallbackAccount; readonly secret: string }
  | { readonly kind: 'too-many' | 'nobody' };

function calledBy(context: RequestContext, target: string, now: Instant): Called {
  const secret = secretOf(target);
  const account = secret === undefined ? undefined : context.findAccount(secret);
  if (secret !== undefined && account !== undefined) return { kind: 'account', account, secret };
  const visit = context.gate.aliasOf(target, now) ?? { kind: 'nobody' };
  if (visit.kind !== 'account') return visit;
  return { kind: 'account', account: { accountId: visit.accountId }, secret: '' };
}

function refuseStranger(
  context: RequestContext,
  about: Pick<AccountRequest, 'exchange' | 'sourceIp' | 'receivedAt'>,
): Promise<void> {
  const { exchange, sourceIp, receivedAt } = about;
  const { method = '', url = '' } = exchange.request;
  context.strangers.note({ at: receivedAt, method, path: url, sourceIp });
  return refuse(exchange, 404, context.limits);
}

function isVisit({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
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
      return admit(context, accountRequest);
    default:
      context.counts.refused += 1;
      return refuse(exchange, 405, context.limits);
  }
}

/** Who calls from elsewhere than the gateway is turned away where the operator wants it so. */
function admit(context: RequestContext, accountRequest: AccountRequest): Promise<void> {
  const { account, sourceIp } = accountRequest;
  noteFailure(context, accountRequest);
  return context.gate.mayPass(account.accountId, sourceIp)
    ? receive(context, accountRequest)
    : refuseStranger(context, accountRequest);
}

/** Only who knows the secret can be the gateway: its tries without a 200 are what it counts too. */
function noteFailure(
  { onFailed }: RequestContext,
  { exchange: { response }, account, secret, receivedAt }: AccountRequest,
): void {
  if (onFailed === undefined || secret === '') return;
  response.once('close', () => {
    const isGood = response.statusCode === 200 && response.writableFinished;
    if (!isGood) onFailed(account.accountId, receivedAt);
  });
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
  const noteTest = context.tests?.take(exchange.request.url ?? '', account.accountId);
  const callback = callbackOf(accountRequest, body);
  const isTest = noteTest !== undefined;
  const id = await storeOrTell(context, { ...callback, ...(isTest && { isTest }) });
  if (id === undefined) {
    context.counts.notStored += 1;
    return refuse(exchange, 503, context.limits);
  }
  context.counts.stored += 1;
  noteWhenAnswered(context, exchange, { id, startedMs });
  answerStored(exchange);
  if (noteTest === undefined) tellStored(context, id, accountRequest);
  else noteTest({ id, at: callback.receivedAt, sourceIp: callback.sourceIp });
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
  { account: { accountId }, sourceIp }: AccountRequest,
): void {
  try {
    context.onStored(id, accountId, sourceIp);
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
    sourceIp: accountRequest.sourceIp,
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
