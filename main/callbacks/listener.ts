/** The address that gateways call. It stores what came, answers, and does nothing else. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { FindAccount } from './listener-accounts.ts';
import { refuseRaw } from './listener-answers.ts';
import { createBodyBudget } from './listener-body.ts';
import { createGate, type Gate } from './listener-gate.ts';
import { defaultLimits, type ListenerLimits } from './listener-limits.ts';
import type { Probes } from './listener-probes.ts';
import type { Tests } from './listener-tests.ts';
import { handleRequest, type RequestContext } from './listener-request.ts';
import { createStrangers, type StrangerCounts } from './listener-strangers.ts';

export interface ListenerOptions {
  /** 127.0.0.1 behind a tunnel, the chosen interface otherwise. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly inbox: Pick<Inbox, 'store' | 'noteAnswer'>;
  readonly findAccount: FindAccount;
  /** One-time addresses that prove the way in. */
  readonly probes?: Pick<Probes, 'take'>;
  /** Marks of our own tests of an account's address. */
  readonly tests?: Pick<Tests, 'take'>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
  readonly limits?: Partial<ListenerLimits>;
  /** Called after the answer to a true callback has left; what it does or throws changes no answer. */
  readonly onStored: (id: number, accountId: number, sourceIp: string) => void;
  /** Told of every call to an account's own address that did not get its 200. */
  readonly onFailed?: (accountId: number, at: Instant) => void;
  /** Borrowed paths, ranges and proxies; without it there are none. */
  readonly gate?: Gate;
}

export interface Listener {
  readonly port: number;
  readonly address: string;
  stats(): ListenerStats;
  /** Takes no more connections, lets the requests under way be answered, then closes what is left. */
  close(): Promise<void>;
}

/** Since the start. */
export interface ListenerStats {
  readonly stored: number;
  /** Answered 503. */
  readonly notStored: number;
  /** Answered 4xx on an account's path, or no HTTP at all. */
  readonly refused: number;
  /** Turned away because too many were open. */
  readonly droppedConnections: number;
  /** Requests that belong to no account. */
  readonly strangers: StrangerCounts;
}

/**
 * Opens the port. Rejects with Failure `port-taken` or `port-not-permitted` (detail: port), or `unexpected`
 * when the host is no address of this machine.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const limits = { ...defaultLimits, ...options.limits };
  const state = { isClosing: false, droppedConnections: 0 };
  const context: RequestContext = {
    ...options,
    limits,
    gate: options.gate ?? createGate(),
    budget: createBodyBudget(limits.bodyBytesTogether),
    strangers: createStrangers(),
    counts: { stored: 0, notStored: 0, refused: 0 },
    isClosing: () => state.isClosing,
  };
  const server = createCallbackServer(context);
  server.on('drop', () => {
    state.droppedConnections += 1;
  });
  const { port, address } = await listen(server, options);
  return {
    port,
    address,
    stats: () => ({
      ...context.counts,
      droppedConnections: state.droppedConnections,
      strangers: context.strangers.counts(),
    }),
    close: () => {
      state.isClosing = true;
      return close(server, limits.closeGraceMs);
    },
  };
}

function createCallbackServer(context: RequestContext): Server {
  const { limits } = context;
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeoutMs,
    // The body has a clock of its own, which starts when the headers are there.
    requestTimeout: 0,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.max(
      50,
      Math.min(1_000, (limits.headersTimeoutMs || 4_000) / 4),
    ),
  });
  const current = new WeakMap<Duplex, ServerResponse>();
  const serve = (isWaiting: boolean) => (request: RequestArgument, response: ServerResponse) => {
    current.set(request.socket, response);
    void handleRequest(context, request, response, isWaiting);
  };
  // Node cuts a longer list without a word; handleRequest counts the headers itself.
  server.maxHeadersCount = 0;
  server.maxConnections = limits.connections;
  server.on('request', serve(false));
  server.on('checkContinue', serve(true));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    context.counts.refused += 1;
    endBroken(error, socket, current.get(socket));
  });
  return server;
}

type RequestArgument = Parameters<typeof handleRequest>[1];

/** Says what was wrong and ends the connection; a whole request before the broken one still gets its own answer. */
function endBroken(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  response: ServerResponse | undefined,
): void {
  const isAnswering = response !== undefined && !response.writableFinished;
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else if (isAnswering && response.req.complete) response.once('finish', () => socket.end());
  else if (isAnswering && response.headersSent) socket.destroy();
  else if (response?.shouldKeepAlive === false) socket.destroy();
  else refuseRaw(socket, statusOf(error.code));
}

function statusOf(code: string | undefined): 400 | 408 | 413 | 431 {
  switch (code ?? '') {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 413;
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    default:
      return 400;
  }
}

function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const refused = (error: NodeJS.ErrnoException): void => reject(toFailure(error, port));
    server.once('error', refused);
    server.listen({ host, port }, () => {
      server.off('error', refused);
      resolve(server.address() as AddressInfo);
    });
  });
}

function toFailure(error: NodeJS.ErrnoException, port: number): Failure {
  const cause = { cause: error };
  switch (error.code ?? '') {
    case 'EADDRINUSE':
      return new Failure('port-taken', 'The port is in use', { port }, cause);
    case 'EACCES':
      return new Failure('port-not-permitted', 'The port needs more rights', { port }, cause);
    default:
      return new Failure(
        'unexpected',
        'The port could not be opened',
        { port, reason: error.code ?? '' },
        cause,
      );
  }
}

const IDLE_SWEEP_MS = 50;

async function close(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  // A connection whose answer was leaving just now falls idle a moment later.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearInterval(sweep);
  clearTimeout(timer);
}
