/**
 * The near end of a connection: reads a request that comes out of the tunnel and only then asks the app's listener.
 * A caller always gets an answer, 503 when the listener has none to give.
 */
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { TunnelPace } from './pace.ts';

export interface LocalListener {
  /** 127.0.0.1 unless told. */
  readonly host?: string;
  readonly port: number;
}

export interface Answering {
  /** Answers what comes over this connection until it ends. */
  serve(socket: Socket, watcher: ConnectionWatcher): void;
  /** A request is being answered there. */
  isBusy(socket: Socket): boolean;
  /** Requests to this path get 204 from here and never reach the listener, however late; the last 64 are known. */
  keepOwn(path: string): void;
}

export interface ConnectionWatcher {
  readonly onRequest: () => void;
  /** Nothing is left to answer, for now. */
  readonly onIdle: () => void;
}

interface Connection extends ConnectionWatcher {
  requests: number;
}

/** What a caller should wait before it tries again, in seconds. */
const RETRY_AFTER_S = 30;
const MOST_OWN_PATHS = 64;
/** More than the app's listener takes, so that it is the listener that refuses. */
const MAX_HEADER_BYTES = 64 * 1024;

export function createAnswering(
  local: LocalListener,
  pace: Pick<TunnelPace, 'localConnectMs' | 'localAnswerMs'>,
): Answering {
  const ownPaths = new Set<string>();
  const connections = new WeakMap<Socket, Connection>();
  // A connection waits here for hours until a request comes; Node's own clocks would answer 408 into it meanwhile.
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: 0,
    requestTimeout: 0,
    keepAliveTimeout: 0,
  });
  server.maxHeadersCount = 0;
  server.on('request', (request, response) => {
    const connection = connections.get(request.socket);
    if (connection) countRequest(connection, response);
    if (ownPaths.has(request.url ?? '')) response.writeHead(204).end();
    else handOn({ request, response }, local, pace);
  });
  return {
    serve(socket, watcher) {
      connections.set(socket, { ...watcher, requests: 0 });
      server.emit('connection', socket);
    },
    isBusy: (socket) => (connections.get(socket)?.requests ?? 0) > 0,
    keepOwn(path) {
      ownPaths.add(path);
      const [oldest] = ownPaths;
      if (ownPaths.size > MOST_OWN_PATHS && oldest !== undefined) ownPaths.delete(oldest);
    },
  };
}

function countRequest(connection: Connection, response: ServerResponse): void {
  connection.requests += 1;
  connection.onRequest();
  response.once('close', () => {
    connection.requests -= 1;
    if (connection.requests === 0) connection.onIdle();
  });
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

// These concern one connection, not the next: each end has its own. `Expect` was answered by this end.
const HOP_HEADERS: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection']);
const REQUEST_HOP_HEADERS: ReadonlySet<string> = new Set([...HOP_HEADERS, 'expect']);

function handOn(
  { request, response }: Exchange,
  local: LocalListener,
  pace: Pick<TunnelPace, 'localConnectMs' | 'localAnswerMs'>,
): void {
  const asked = ask(questionOf(request, local));
  let isRefused = false;
  const end = (): void => {
    limit.restart(pace.localAnswerMs);
    endOnceRead({ request, response });
  };
  const giveUp = (): void => {
    if (isRefused || response.writableEnded) return;
    if (response.headersSent) {
      // An answer that broke off can only be cut.
      response.destroy();
      return;
    }
    isRefused = true;
    asked.destroy();
    response.writeHead(503, { 'Retry-After': RETRY_AFTER_S, 'Content-Length': 0 });
    end();
  };
  const limit = startLimit(pace.localConnectMs, () => {
    if (response.headersSent) response.destroy();
    else giveUp();
  });
  asked.once('socket', (socket) => {
    socket.once('connect', () => limit.restart(pace.localAnswerMs));
  });
  asked.on('response', (answer) => {
    const headers = without(answer.rawHeaders, HOP_HEADERS);
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
    answer.on('data', () => limit.refresh());
    answer.on('error', giveUp);
    answer.once('end', end);
    answer.pipe(response, { end: false });
  });
  asked.on('error', giveUp);
  request.on('data', () => limit.refresh());
  request.on('error', giveUp);
  response.once('close', () => {
    limit.stop();
    asked.destroy();
  });
  // What the listener will not read has to be read all the same, or the connection is stuck behind it.
  asked.once('close', () => request.unpipe(asked).resume());
  request.pipe(asked);
}

/** An end before the request's would reset the connection, and the answer would be lost on the way. */
function endOnceRead({ request, response }: Exchange): void {
  if (request.readableEnded) {
    response.end();
    return;
  }
  response.flushHeaders();
  request.once('end', () => response.end());
}

function questionOf(request: IncomingMessage, local: LocalListener): RequestOptions {
  return {
    host: local.host ?? '127.0.0.1',
    port: local.port,
    method: request.method,
    path: request.url,
    headers: without(request.rawHeaders, REQUEST_HOP_HEADERS),
    agent: false,
  };
}

interface Limit {
  /** Counts anew, with a time of its own. */
  restart(ms: number): void;
  /** Counts anew, with the same time. */
  refresh(): void;
  stop(): void;
}

function startLimit(firstMs: number, onTime: () => void): Limit {
  let timer = setTimeout(onTime, firstMs);
  return {
    restart(ms) {
      clearTimeout(timer);
      timer = setTimeout(onTime, ms);
    },
    refresh: () => void timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}

/** From the raw list, so that names, order and repeated headers reach the app as they were sent. */
function without(rawHeaders: readonly string[], names: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (!names.has(name.toLowerCase())) kept.push(name, rawHeaders[index + 1] ?? '');
  }
  return kept;
}
