/**
 * The gateways' own side, served over HTTP on loopback: `/<gateway id>/...` is that gateway's API as its real host
 * answers it, `/control/...` is for people and tests. State lives in `simulator.db` of the data folder.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createCallbackClient } from './callback-client.ts';
import { createSimulatorClock, systemClock, type Clock, type SimulatorClock } from './clock.ts';
import { control } from './control/routes.ts';
import type { ControlParts } from './control/context.ts';
import { createDeliveries } from './deliveries.ts';
import { answerGateway } from './gateway-edge.ts';
import { createFaults } from './faults.ts';
import type { GatewayPorts, SimulatedGateway } from './gateway.ts';
import { guard } from './guard.ts';
import { readBody, refusal, sendAnswer, type Answer, type ApiRequest } from './http.ts';
import { gatewayFactories } from './registry.ts';
import { untilReadPolicy } from './retry-policy.ts';
import { createCallbackUrls } from './store/callback-urls.ts';
import { createDeliveryQueue } from './store/deliveries.ts';
import { createLedger } from './store/ledger.ts';
import { openStore } from './store/open.ts';
import { createSettings } from './store/settings.ts';
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
  /** Told of what broke off: a request whose caller went away, or a defect. */
  readonly onError?: (error: unknown) => void;
}

export interface Simulator {
  readonly port: number;
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

/** Starts the simulator. Rejects when the port is taken or the file cannot be opened. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const parts = build(options);
  const server = createServer();
  let port: number;
  try {
    port = await listen(server, options.port);
  } catch (error) {
    parts.store.close();
    throw error;
  }
  parts.setPort(port);
  server.on('request', (request, response) => void serve(parts, request, response));
  parts.timekeeper.catchUp();
  parts.deliveries.wake();
  return {
    port,
    clock: parts.clock,
    baseUrl: parts.baseUrl,
    controlUrl: parts.baseUrl('control'),
    advance: (ms) => parts.timekeeper.advance(ms, READ_GRACE_MS),
    whenIdle: () => parts.deliveries.whenIdle(),
    allowCallbackOrigin: (origin) => parts.client.allow(origin),
    close: () => closeAll(parts, server),
  };
}

interface Parts extends ControlParts {
  readonly setPort: (port: number) => void;
  readonly port: () => number;
  readonly stop: AbortController;
  readonly onError: (error: unknown) => void;
}

function build(options: SimulatorOptions): Parts {
  const onError = options.onError ?? (() => undefined);
  const store = openStore(options.dataDir);
  const settings = createSettings(store.db);
  const queue = createDeliveryQueue(store.db);
  const urls = createCallbackUrls(store.db);
  const ledger = createLedger(store.db);
  const clock = createSimulatorClock(settings, options.clock ?? systemClock);
  const faults = createFaults(settings);
  const client = createCallbackClient(options.fetchTimeoutMs ?? FETCH_TIMEOUT_MS);
  client.allow(options.allowedCallbackOrigin);

  let port = options.port;
  const baseUrl = (id: string) => `http://127.0.0.1:${port}/${id}`;
  const gateways = new Map<string, SimulatedGateway>();
  const alarm: { timekeeper?: Timekeeper } = {};
  const deliveries = createDeliveries({
    store,
    queue,
    urls,
    clock,
    faults,
    client,
    onError,
    policyOf: (id) => gateways.get(id)?.retryPolicy ?? untilReadPolicy,
    onIdle: () => alarm.timekeeper?.arm(),
  });
  const callbacks: GatewayPorts['callbacks'] = {
    enqueue: deliveries.enqueue,
    acknowledge: deliveries.acknowledge,
    redirect: (gateway, subject, url) => queue.redirect(gateway, subject, url),
  };
  for (const [id, create] of Object.entries(gatewayFactories)) {
    const ports = { store, ledger, settings, clock, callbacks, baseUrl: () => baseUrl(id) };
    gateways.set(id, create(ports));
  }
  const timekeeper = createTimekeeper({
    clock,
    gateways: [...gateways.values()],
    deliveries,
    onError,
  });
  alarm.timekeeper = timekeeper;
  return {
    store,
    gateways,
    clock,
    timekeeper,
    faults,
    deliveries,
    queue,
    urls,
    ledger,
    client,
    baseUrl,
    mayMoveClock: options.mayMoveClock ?? (() => true),
    setPort: (value) => (port = value),
    port: () => port,
    stop: new AbortController(),
    onError,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function serve(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const answer = guard(request, parts.port()) ?? (await answerTo(parts, request, response));
    if (answer !== undefined) sendAnswer(response, answer);
  } catch (error) {
    // The caller sees a cut answer, the simulator goes on for the others.
    parts.onError(error);
    response.destroy();
  }
}

function toApiRequest(request: IncomingMessage, body: Buffer): ApiRequest {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body,
  };
}

/** The answer, or undefined when the gateway's edge has sent (or withheld) it by itself. */
async function answerTo(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer | undefined> {
  const body = await readBody(request);
  if (body === undefined) return refusal(413, 'too-large', 'Corpo grande demais.');
  const { path: fullPath, ...rest } = toApiRequest(request, body);
  const [, first = ''] = fullPath.split('/');
  const inner = { ...rest, path: fullPath.slice(first.length + 1) || '/' };
  parts.timekeeper.catchUp();
  if (first === 'control') return control(parts, inner);
  const gateway = parts.gateways.get(first);
  if (gateway === undefined) return refusal(404, 'unknown-gateway', unknownText(parts));
  const { faults, stop } = parts;
  await answerGateway(gateway, inner, { response, faults, signal: stop.signal });
  return undefined;
}

const unknownText = (parts: Parts): string =>
  `Gateway desconhecido; há: ${[...parts.gateways.keys()].join(', ')}.`;

async function closeAll(parts: Parts, server: Server): Promise<void> {
  parts.stop.abort();
  parts.timekeeper.close();
  await parts.deliveries.close();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  parts.store.close();
}
