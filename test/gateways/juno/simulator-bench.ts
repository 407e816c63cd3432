/** An account of Juno whose other side is the simulator, which calls back to a catcher. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { Gateway, IssueContext } from '../../../main/gateways/gateway.ts';
import { junoDefinition } from '../../../main/gateways/juno/definition.ts';
import { startSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { startCallbackCatcher } from '../../support/callback-catcher.ts';

export interface SimulatorBench {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  /** A context that keeps what the gateway gives as a credential of the account. */
  readonly context: IssueContext;
  /** Where the simulator posts its callbacks. */
  readonly callbackUrl: string;
  /** What was kept, by name. */
  readonly kept: ReadonlyMap<string, string>;
  /** The same account with other settings, or elsewhere. */
  open(settings: Readonly<Record<string, string>>, baseUrl?: string): Gateway;
  /** What the payer or the operator does at Juno's own side. */
  act(gatewayId: string, action: string, body?: object): Promise<void>;
  /** A control call that changes something. */
  put(path: string, body: unknown): Promise<void>;
  nextCallback(): Promise<CallbackToRead>;
  now(): Instant;
  today(): CivilDate;
  close(): Promise<void>;
}

export async function openSimulatorBench(): Promise<SimulatorBench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baixa-juno-'));
  const simulator = await startSimulator({ dataDir, port: 0 });
  const catcher = await startCallbackCatcher();
  const kept = new Map<string, string>();
  const open: SimulatorBench['open'] = (settings, baseUrl = simulator.baseUrl('juno')) =>
    junoDefinition.open(
      {
        environment: 'simulator',
        baseUrl,
        credential: (name) => settings[name] ?? kept.get(name),
      },
      { clock: simulator.clock },
    );
  const context: IssueContext = {
    record: () => undefined,
    created: () => undefined,
    keepCredential: (name, value) => void kept.set(name, value),
  };
  const control = async (method: string, path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${simulator.controlUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  const gateway = open({});
  const registered = await gateway.registerCallbackUrl?.(catcher.url, context);
  if (registered?.ending !== 'done') throw new Error(JSON.stringify(registered));
  return {
    simulator,
    gateway,
    context,
    callbackUrl: catcher.url,
    kept,
    open,
    act: (gatewayId, action, body = {}) =>
      control('POST', `/juno/charges/${gatewayId}/${action}`, body),
    put: (path, body) => control('PUT', path, body),
    nextCallback: () => catcher.next(),
    now: () => simulator.clock.now(),
    today: () => civilDateOf(simulator.clock.now()),
    close: async () => {
      await simulator.close();
      await catcher.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
