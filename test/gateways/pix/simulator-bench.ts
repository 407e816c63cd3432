/** An account of a bank whose other side is the simulator, which calls back to a catcher. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { Gateway } from '../../../main/gateways/gateway.ts';
import { pixDefinition } from '../../../main/gateways/pix/definition.ts';
import type { ProfileId } from '../../../main/gateways/pix/profiles.ts';
import { startSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { startCallbackCatcher } from '../../support/callback-catcher.ts';

export interface SimulatorBench {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  /** Credentials that the gateway asked to keep, by name. */
  readonly kept: ReadonlyMap<string, string>;
  /** The same account with other settings, or elsewhere. */
  open(settings: Readonly<Record<string, string>>, baseUrl?: string): Gateway;
  /** What the payer or the operator does at the bank's own side; a charge is named by its txid. */
  act(txid: string, action: string, body?: object): Promise<void>;
  /** A control call that changes something. */
  put(path: string, body: unknown): Promise<void>;
  nextCallback(): Promise<CallbackToRead>;
  now(): Instant;
  today(): CivilDate;
  close(): Promise<void>;
}

export async function openSimulatorBench(profile: ProfileId): Promise<SimulatorBench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baixa-pix-'));
  const simulator = await startSimulator({ dataDir, port: 0 });
  const catcher = await startCallbackCatcher();
  const id = `pix-${profile}`;
  const kept = new Map<string, string>();
  const open: SimulatorBench['open'] = (settings, baseUrl = simulator.baseUrl(id)) =>
    pixDefinition.open(
      { environment: 'simulator', profile, baseUrl, credential: (name) => settings[name] },
      { clock: simulator.clock },
    );
  const control = async (method: string, path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${simulator.controlUrl}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  const gateway = open({});
  const registered = await gateway.registerCallbackUrl?.(catcher.url, {
    record: () => undefined,
    keepCredential: (name, value) => void kept.set(name, value),
  });
  if (registered?.ending !== 'done') throw new Error(JSON.stringify(registered));
  return {
    simulator,
    gateway,
    kept,
    open,
    act: (txid, action, body = {}) => control('POST', `/${id}/charges/${txid}/${action}`, body),
    put: (path, body) => control('PUT', `/${id}${path}`, body),
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
