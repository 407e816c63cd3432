/**
 * The gateways' own side, served over HTTP on loopback: `/<gateway id>/...` is that gateway's API as its real host
 * answers it, `/control/...` is for people and tests. State lives in `simulator.db` of the data folder.
 */
import { createServer, type Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { createCallbackClient, type CallbackClient } from './callback-client.ts';
import { createSimulatorClock, systemClock, type Clock, type SimulatorClock } from './clock.ts';
import { Deliveries } from './deliveries.ts';
import { createFaults } from './faults.ts';
import type { GatewayPorts, SimulatedGateway } from './gateway.ts';
import { gatewayFactories } from './registry.ts';
import { untilReadPolicy } from './retry-policy.ts';
import { listen, serve, stopListening, type ServerParts } from './server.ts';
import { createTlsServer, type TlsOptions } from './tls.ts';
import { createCallbackUrls } from './store/callback-urls.ts';
import { createDeliveryQueue } from './store/deliveries.ts';
import { createDeliveryLog } from './store/delivery-log.ts';
import { createLedger } from './store/ledger.ts';
import { openStore, type Store } from './store/open.ts';
import { createSettings, type Settings } from './store/settings.ts';
import { createTimekeeper, type AdvanceReport, type Timekeeper } from './timekeeper.ts';

export interface SimulatorOptions {
  /** Folder of `simulator.db`; made when missing. */
  readonly dataDir: string;
  /** Port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** The clock under the simulator's own; the machine's unless given. */
  readonly clock?: Clock;
  /** Time limit of one callback in milliseconds. Efí's own is not known; 30 s unless given. */
  readonly fetchTimeoutMs?: number;
  /** Origin of the app's public URL, the only place beside loopback where callbacks may go. */
  readonly allowedCallbackOrigin?: string;
  /** Whether `/control/clock` may move forward; always unless given. */
  readonly mayMoveClock?: () => boolean;
  /** A second port that asks for a client certificate and serves the gateways that want one. */
  readonly tls?: TlsOptions;
  /** Told of what broke off: a request whose caller went away, or a defect. */
  readonly onError?: (error: unknown) => void;
}

export interface Simulator {
  readonly port: number;
  /** The port with TLS; undefined without `tls`. */
  readonly tlsPort: number | undefined;
  /** What the core reads with `--clock simulator`. */
  readonly clock: SimulatorClock;
  /** `http://127.0.0.1:Q/efi`. */
  baseUrl(gatewayId: string): string;
  /** `http://127.0.0.1:Q/control`. */
  readonly controlUrl: string;
  /** Moves the clock by `ms`, doing on the way, in order, what falls due. */
  advance(ms: number): Promise<AdvanceReport>;
  /** Resolves when every callback that is due was tried. */
  whenIdle(): Promise<void>;
  allowCallbackOrigin(origin: string | undefined): void;
  close(): Promise<void>;
}

const FETCH_TIMEOUT_MS = 30_000;
const READ_GRACE_MS = 100;

/** Starts the simulator. Rejects when a port is taken, the file cannot be opened or a certificate cannot be read. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const store = openStore(options.dataDir);
  const server = createServer();
  try {
    const tls = options.tls === undefined ? undefined : createTlsServer(options.tls);
    const port = await listen(server, options.port);
    const tlsPort = tls === undefined ? undefined : await listen(tls, options.tls?.port ?? 0);
    return run({ options, store, server, port, tls, tlsPort });
  } catch (error) {
    server.close();
    store.close();
    throw error;
  }
}

interface Base {
  readonly options: SimulatorOptions;
  readonly store: Store;
  readonly server: Server;
  readonly port: number;
  readonly tls: HttpsServer | undefined;
  readonly tlsPort: number | undefined;
}

function run(base: Base): Simulator {
  const { server, port, tls, tlsPort } = base;
  const stop = new AbortController();
  const parts = build(base, stop.signal);
  server.on('request', (request, response) => void serve(parts, request, response));
  if (tls !== undefined && tlsPort !== undefined) serveTls(parts, tls, tlsPort);
  parts.timekeeper.catchUp();
  parts.deliveries.wake();
  return {
    port,
    tlsPort,
    clock: parts.clock,
    baseUrl: parts.baseUrl,
    controlUrl: parts.baseUrl('control'),
    advance: (ms) => parts.timekeeper.advance(ms, READ_GRACE_MS),
    whenIdle: () => parts.deliveries.whenIdle(),
    allowCallbackOrigin: (origin) => parts.client.allow(origin),
    async close() {
      stop.abort();
      parts.timekeeper.close();
      await parts.deliveries.close();
      await stopListening(server);
      if (tls !== undefined) await stopListening(tls);
      parts.store.close();
    },
  };
}

/** The same gateways and the same state, for those that ask for a certificate, without the control calls. */
function serveTls(parts: ServerParts, tls: HttpsServer, port: number): void {
  const gateways = new Map([...parts.gateways].filter(([, one]) => one.takesCertificates === true));
  const inner: ServerParts = { ...parts, port, gateways, hasControl: false };
  tls.on('request', (request, response) => void serve(inner, request, response));
}

function build(base: Base, stop: AbortSignal): ServerParts {
  const { options, store, port } = base;
  const onError = options.onError ?? (() => undefined);
  const settings = createSettings(store.db);
  const shared = {
    store,
    queue: createDeliveryQueue(store.db),
    log: createDeliveryLog(store.db),
    urls: createCallbackUrls(store.db),
    ledger: createLedger(store.db),
    clock: createSimulatorClock(settings, options.clock ?? systemClock),
    faults: createFaults(settings),
    client: openClient(options),
    onError,
  };
  const baseUrl = (id: string) => `http://127.0.0.1:${port}/${id}`;
  const gateways = new Map<string, SimulatedGateway>();
  const alarm: { timekeeper?: Timekeeper } = {};
  const deliveries = new Deliveries({
    ...shared,
    policyOf: (id) => gateways.get(id)?.retryPolicy ?? untilReadPolicy,
    onIdle: () => alarm.timekeeper?.arm(),
  });
  openGateways(gateways, { ...shared, settings, deliveries, baseUrl });
  const timekeeper = createTimekeeper({ ...shared, gateways, deliveries });
  alarm.timekeeper = timekeeper;
  const mayMoveClock = options.mayMoveClock ?? (() => true);
  return {
    ...shared,
    gateways,
    timekeeper,
    deliveries,
    baseUrl,
    mayMoveClock,
    port,
    stop,
  };
}

function openClient(options: SimulatorOptions): CallbackClient {
  const { tls } = options;
  const identity =
    tls === undefined ? undefined : { key: tls.key, cert: tls.cert, trustedCa: tls.clientCa };
  const client = createCallbackClient(options.fetchTimeoutMs ?? FETCH_TIMEOUT_MS, identity);
  client.allow(options.allowedCallbackOrigin);
  return client;
}

interface GatewayParts {
  readonly store: Store;
  readonly ledger: GatewayPorts['ledger'];
  readonly settings: Settings;
  readonly clock: Clock;
  readonly queue: ServerParts['queue'];
  readonly deliveries: Deliveries;
  readonly client: CallbackClient;
  readonly baseUrl: (id: string) => string;
}

function openGateways(gateways: Map<string, SimulatedGateway>, parts: GatewayParts): void {
  const { store, ledger, settings, clock, queue, deliveries, client, baseUrl } = parts;
  const callbacks: GatewayPorts['callbacks'] = {
    enqueue: (delivery) => deliveries.enqueue(delivery),
    acknowledge: (gateway, subject, upTo) => deliveries.acknowledge(gateway, subject, upTo),
    redirect: (gateway, subject, url) => queue.redirect(gateway, subject, url),
    wake: () => deliveries.wake(),
    probe: (callback, { withCertificate }) =>
      withCertificate ? client.post(callback) : client.postAsStranger(callback),
  };
  for (const [id, create] of Object.entries(gatewayFactories))
    gateways.set(
      id,
      create({ store, ledger, settings, clock, callbacks, baseUrl: () => baseUrl(id) }),
    );
}
