/**
 * A localtunnel server on loopback that behaves as the official one of 2019 does, faults included: any name to the
 * first who asks, another name to the second, ten connections a tunnel whatever it announces, one second of grace, no
 * answer of its own when the way breaks, and no eye for dead connections.
 */
import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as ask,
  type ClientRequestArgs,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type LookupFunction,
  Socket,
} from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import type { Relay } from './tunnel-relay.ts';

export interface LocaltunnelServerOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  /** What registrations announce as `max_conn_count`; ten are taken all the same. */
  readonly announced?: number;
  readonly graceMs?: number;
  /** Stands between clients and the tunnels' ports. */
  readonly relay?: Relay;
  /** Without it `/api/tunnels/<name>/status` is 404, as behind some proxies. */
  readonly tellsStatus?: boolean;
  /** Answers a registration in the server's place when it gives something. */
  readonly intercept?: (name: string, request: IncomingMessage) => InterceptedAnswer | undefined;
}

export interface InterceptedAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LocaltunnelServer {
  /** Where names are asked for. */
  readonly origin: string;
  readonly port: number;
  /** Public address of a name; resolved by `loopbackLookup`. */
  urlOf(name: string): string;
  /** Names that were asked for, in order, with the headers that came along. */
  readonly registrations: readonly Registration[];
  /** Connections that were turned away because ten were counted. */
  dropped(): number;
  /** Connections counted now, dead ones too; undefined when nobody holds the name. */
  connected(name: string): number | undefined;
  /** How often somebody was told how many connections a name has. */
  statusTold(): number;
  /** Takes the name away and ends its connections, as a clean-up by its owner would. */
  forget(name: string): void;
  /** Resolves as soon as the condition holds; it is looked at after every change. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Registration {
  readonly name: string;
  readonly headers: IncomingMessage['headers'];
}

const DOMAIN = 'tunel.test';
const MOST_CONNECTIONS = 10;
const NAME = /^(?:[a-z0-9][a-z0-9-]{4,63}[a-z0-9]|[a-z0-9]{4,63})$/;

/** Finds every name at 127.0.0.1. */
export const loopbackLookup: LookupFunction = (_, options, done) => {
  if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

export async function startLocaltunnelServer(
  options: LocaltunnelServerOptions = {},
): Promise<LocaltunnelServer> {
  const tunnels = new Map<string, Tunnel>();
  const registrations: Registration[] = [];
  const watch = createWatch();
  let dropped = 0;
  let statusTold = 0;
  const onDropped = () => {
    dropped += 1;
  };

  const server = createServer((request, response) => {
    const name = (request.headers.host ?? '').split(`.${DOMAIN}`)[0] ?? '';
    const isPublic = (request.headers.host ?? '').includes(`.${DOMAIN}`);
    if (isPublic) serveCaller(tunnels.get(name), request, response);
    else void serveClient(request, response);
  });

  const serveClient = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const asked = /^\/api\/tunnels\/([^/]+)\/status$/.exec(path)?.[1];
    if (asked !== undefined) {
      const tunnel = options.tellsStatus ? tunnels.get(asked) : undefined;
      statusTold += tunnel ? 1 : 0;
      tellStatus(tunnel, response);
      watch.changed();
      return;
    }
    const name = path.slice(1);
    registrations.push({ name, headers: request.headers });
    await answerRegistration(name, request, response);
    watch.changed();
  };

  const answerRegistration = async (
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    const intercepted = options.intercept?.(name, request);
    if (intercepted) {
      response.writeHead(intercepted.status, intercepted.headers).end(intercepted.body);
    } else if (NAME.test(name)) {
      const id = tunnels.has(name) ? `bold-bat-${registrations.length}` : name;
      const port = await openTunnel(id);
      sendJson(response, 200, {
        id,
        port,
        max_conn_count: options.announced ?? MOST_CONNECTIONS,
        url: `http://${id}.${DOMAIN}:${portOf(server)}`,
      });
    } else {
      sendJson(response, 403, { message: 'Invalid subdomain.' });
    }
  };

  const openTunnel = async (id: string): Promise<number> => {
    const tunnel = new Tunnel({
      graceMs: options.graceMs ?? 1_000,
      onDropped,
      onChange: watch.changed,
      onEnd: () => void tunnels.delete(id),
    });
    tunnels.set(id, tunnel);
    const port = await tunnel.listen();
    return options.relay ? options.relay.open(port) : port;
  };

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    urlOf: (name) => `http://${name}.${DOMAIN}:${port}`,
    registrations,
    dropped: () => dropped,
    connected: (name) => tunnels.get(name)?.connected,
    statusTold: () => statusTold,
    forget: (name) => tunnels.get(name)?.end(),
    until: watch.until,
    close: async () => {
      tunnels.forEach((tunnel) => tunnel.end());
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One name: a port that takes connections, and an agent that sends callers' requests into them. */
class Tunnel extends Agent {
  readonly #server = createTcpServer();
  readonly #free: Socket[] = [];
  readonly #all = new Set<Socket>();
  readonly #waiting: TakeSocket[] = [];
  readonly #parts: TunnelParts;
  #grace: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(parts: TunnelParts) {
    super({ keepAlive: true, maxFreeSockets: 1 });
    this.#parts = parts;
    this.#server.on('connection', (socket) => this.#take(socket));
  }

  get connected(): number {
    return this.#all.size;
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#startGrace();
    return portOf(this.#server);
  }

  /** The oldest connection, or the next that comes: whoever asks waits without limit. */
  override createConnection(_: ClientRequestArgs, done: TakeSocket = () => undefined): undefined {
    const socket = this.#free.shift();
    if (socket) done(null, socket);
    else this.#waiting.push(done);
    return undefined;
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#grace);
    this.#server.close();
    this.#all.forEach((socket) => socket.destroy());
    this.destroy();
    this.#waiting.splice(0).forEach((done) => done(new Error('closed'), new Socket()));
    this.#parts.onEnd();
    this.#parts.onChange();
  }

  #take(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    if (this.#all.size >= MOST_CONNECTIONS) {
      socket.destroy();
      this.#parts.onDropped();
      this.#parts.onChange();
      return;
    }
    clearTimeout(this.#grace);
    this.#all.add(socket);
    socket.once('close', () => this.#lose(socket));
    const waiting = this.#waiting.shift();
    if (waiting) waiting(null, socket);
    else this.#free.push(socket);
    this.#parts.onChange();
  }

  #lose(socket: Socket): void {
    this.#all.delete(socket);
    const index = this.#free.indexOf(socket);
    if (index >= 0) this.#free.splice(index, 1);
    if (this.#all.size === 0 && !this.#hasEnded) this.#startGrace();
    this.#parts.onChange();
  }

  #startGrace(): void {
    clearTimeout(this.#grace);
    this.#grace = setTimeout(() => this.end(), this.#parts.graceMs);
  }
}

type TakeSocket = (error: Error | null, socket: Duplex) => void;

interface TunnelParts {
  readonly graceMs: number;
  readonly onDropped: () => void;
  readonly onChange: () => void;
  readonly onEnd: () => void;
}

/** An error on the way is swallowed: the caller waits until it gives up by itself. */
function serveCaller(
  tunnel: Tunnel | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (!tunnel) {
    response.writeHead(404).end('404');
    return;
  }
  const { url: path, method, headers } = request;
  const asked = ask({ agent: tunnel, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    pipeline(answer, response, ignore);
  });
  asked.on('error', ignore);
  pipeline(request, asked, ignore);
}

const ignore = (): void => undefined;

function tellStatus(tunnel: Tunnel | undefined, response: ServerResponse): void {
  if (tunnel) sendJson(response, 200, { connected_sockets: tunnel.connected });
  else response.writeHead(404).end('Not Found');
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port;
}

function createWatch() {
  const waiting = new Set<() => void>();
  return {
    changed: () => waiting.forEach((look) => look()),
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
