/** A tunnel server, an app's listener, our client and the stock one, all closed again after the test. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import stockLocaltunnel from 'localtunnel';
import { systemClock } from '../../../main/clock.ts';
import { ask, type WebAnswer, type WebRequest } from '../../../main/exposure/http.ts';
import type { TunnelState } from '../../../main/exposure/tunnel/state.ts';
import {
  openTunnel,
  type Tunnel,
  type TunnelOptions,
} from '../../../main/exposure/tunnel/tunnel.ts';
import { createMemoryLog, type MemoryLog } from '../../../main/log.ts';
import {
  loopbackLookup,
  startLocaltunnelServer,
  type LocaltunnelServer,
  type LocaltunnelServerOptions,
} from '../../support/localtunnel-server.ts';
import { createRelay, type Relay } from '../../support/tunnel-relay.ts';

/** The same life at a pace that nobody has to wait for. */
export const quickPace = {
  reopenMs: 20,
  settleMs: 20,
  registrationTimeoutMs: 2_000,
  firstRetryMs: 20,
  firstNameRetryMs: 20,
  maxRetryMs: 100,
  spendTimeoutMs: 150,
  closeGraceMs: 500,
};

export interface OurTunnel extends Tunnel {
  /** Every state that was told. */
  readonly states: readonly TunnelState[];
  readonly log: MemoryLog;
  /** The next state of this kind, or the present one. */
  until<K extends TunnelState['kind']>(kind: K): Promise<Extract<TunnelState, { kind: K }>>;
}

export interface LocalServer {
  readonly port: number;
  readonly server: Server;
}

export interface StockTunnel {
  readonly url: string;
  readonly errors: readonly Error[];
  close(): void;
  until(condition: () => boolean): Promise<void>;
}

export interface Bench {
  server(options?: LocaltunnelServerOptions): Promise<LocaltunnelServer>;
  relay(): Relay;
  /** An app that answers; by default 200 with `method path body`. */
  app(listener?: RequestListener, options?: ServerOptions): Promise<LocalServer>;
  ours(options: Partial<TunnelOptions> & Pick<TunnelOptions, 'host' | 'local'>): OurTunnel;
  /** Begins without waiting: the stock client's own promise may stay open for ever. */
  startStock(options: StockOptions): Promise<StockTunnel>;
  closeAll(): Promise<void>;
}

export interface StockOptions {
  readonly host: string;
  readonly port: number;
  readonly subdomain: string;
}

export const NAME = 'provedor1';

export function createBench(): Bench {
  const closers: (() => Promise<unknown>)[] = [];
  return {
    async server(options) {
      const server = await startLocaltunnelServer(options);
      closers.push(() => server.close());
      return server;
    },
    relay() {
      const relay = createRelay();
      closers.push(() => relay.close());
      return relay;
    },
    async app(listener = echo, options = {}) {
      const server = createServer(options, listener);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      closers.push(() => closeApp(server));
      return { server, port: (server.address() as AddressInfo).port };
    },
    ours(options) {
      const tunnel = openOurs(options);
      closers.push(() => tunnel.close());
      return tunnel;
    },
    startStock: (options) => startStock(options, closers),
    async closeAll() {
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}

/** A gateway's POST to the public address. */
export function post(url: string, body = 'token=1', request: WebRequest = {}): Promise<WebAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...request.headers };
  return ask(url, { ...request, method: 'POST', body, headers, lookup: loopbackLookup });
}

export const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.end(`${request.method} ${request.url} ${Buffer.concat(chunks).toString('latin1')}`);
  });
};

export async function closeApp(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

function openOurs(
  options: Partial<TunnelOptions> & Pick<TunnelOptions, 'host' | 'local'>,
): OurTunnel {
  const states: TunnelState[] = [];
  const waiting = new Set<(state: TunnelState) => void>();
  const log = createMemoryLog();
  const tunnel = openTunnel(
    {
      name: NAME,
      clock: systemClock,
      log,
      lookup: loopbackLookup,
      readInterfaces: () => ({}),
      random: () => 0.5,
      ...options,
      pace: { ...quickPace, ...options.pace },
    },
    (state) => {
      states.push(state);
      waiting.forEach((look) => look(state));
    },
  );
  return {
    states,
    log,
    state: () => tunnel.state(),
    renew: (cause) => tunnel.renew(cause),
    close: () => tunnel.close(),
    until: (kind) =>
      new Promise((resolve) => {
        const look = (state: TunnelState) => {
          if (state.kind !== kind) return;
          waiting.delete(look);
          resolve(state as Extract<TunnelState, { kind: typeof kind }>);
        };
        waiting.add(look);
        look(tunnel.state());
      }),
  };
}

async function startStock(
  options: StockOptions,
  closers: (() => Promise<unknown>)[],
): Promise<StockTunnel> {
  const errors: Error[] = [];
  const waiting = new Set<() => void>();
  const client = stockLocaltunnel({ ...options }, () => undefined);
  closers.push(() => {
    client.close();
    return Promise.resolve();
  });
  client.on('error', (error: Error) => {
    errors.push(error);
    waiting.forEach((look) => look());
  });
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (condition()) resolve();
      };
      waiting.add(look);
      look();
    });
  await new Promise<void>((resolve) => client.once('url', () => resolve()));
  return { url: client.url ?? '', errors, close: () => client.close(), until };
}
