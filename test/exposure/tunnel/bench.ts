/** A tunnel server, an app's listener, our client and the stock one, all closed again after the test. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
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
  endingMs: 50,
  registrationTimeoutMs: 2_000,
  firstRetryMs: 20,
  firstNameRetryMs: 20,
  maxRetryMs: 100,
  spendTimeoutMs: 150,
  spendEveryMs: 20,
  closeGraceMs: 500,
};

export interface OurTunnel extends Tunnel {
  /** Every state that was told. */
  readonly states: readonly TunnelState[];
  readonly log: MemoryLog;
  /** Resolves once so many lines of this event were logged. */
  untilLogged(event: string, count?: number): Promise<void>;
  /** The next state of this kind, or the present one. */
  until<K extends TunnelState['kind']>(kind: K): Promise<Extract<TunnelState, { kind: K }>>;
}

export interface LocalServer {
  readonly port: number;
  readonly server: Server;
}

export interface StockTunnel {
  /** The address, once it has one; stays open where it never does. */
  readonly url: Promise<string>;
  readonly errors: readonly Error[];
  /** Resolves once so many errors were told. */
  untilErrors(count: number): Promise<void>;
}

export interface Bench {
  server(options?: LocaltunnelServerOptions): Promise<LocaltunnelServer>;
  relay(): Relay;
  /** An app that answers; by default 200 with `method path body`. */
  app(listener?: RequestListener, options?: ServerOptions): Promise<LocalServer>;
  ours(options: Partial<TunnelOptions> & Pick<TunnelOptions, 'host' | 'local'>): OurTunnel;
  stock(options: StockOptions): StockTunnel;
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
    stock: (options) => openStock(options, closers),
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

/** An address of this machine, as the system lists it. */
export function interfaceOf(address: string): NetworkInterfaceInfo {
  return {
    address,
    netmask: '255.255.255.255',
    family: 'IPv4',
    mac: '00:00:5e:00:53:01',
    internal: false,
    cidr: `${address}/32`,
  };
}

function openOurs(
  options: Partial<TunnelOptions> & Pick<TunnelOptions, 'host' | 'local'>,
): OurTunnel {
  const states: TunnelState[] = [];
  const waiting = createWaitingRoom();
  const log = createMemoryLog();
  const countLogged = (event: string) => log.lines.filter((line) => line.event === event).length;
  const tunnel = openTunnel(
    {
      name: NAME,
      clock: systemClock,
      log: {
        info: (event, fields) => {
          log.info(event, fields);
          waiting.look();
        },
        warn: (event, fields) => log.warn(event, fields),
      },
      lookup: loopbackLookup,
      readInterfaces: () => ({}),
      random: () => 0.5,
      ...options,
      pace: { ...quickPace, ...options.pace },
    },
    (state) => {
      states.push(state);
      waiting.look();
    },
  );
  return {
    states,
    log,
    state: () => tunnel.state(),
    renew: (cause) => tunnel.renew(cause),
    close: () => tunnel.close(),
    untilLogged: (event, count = 1) => waiting.until(() => countLogged(event) >= count),
    until: async (kind) => {
      await waiting.until(() => tunnel.state().kind === kind);
      return tunnel.state() as Extract<TunnelState, { kind: typeof kind }>;
    },
  };
}

function openStock(options: StockOptions, closers: (() => Promise<unknown>)[]): StockTunnel {
  const errors: Error[] = [];
  const waiting = createWaitingRoom();
  const client = stockLocaltunnel({ ...options }, () => undefined);
  closers.push(() => {
    client.close();
    return Promise.resolve();
  });
  client.on('error', (error: Error) => {
    errors.push(error);
    waiting.look();
  });
  return {
    url: new Promise((resolve) => client.once('url', resolve)),
    errors,
    untilErrors: (count) => waiting.until(() => errors.length >= count),
  };
}

function createWaitingRoom() {
  const waiting = new Set<() => void>();
  return {
    look: () => waiting.forEach((look) => look()),
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
