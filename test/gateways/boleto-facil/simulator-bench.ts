/** An account of Boleto Fácil whose other side is the simulator, which calls back to a catcher. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import { boletoFacilDefinition } from '../../../main/gateways/boleto-facil/definition.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { Gateway } from '../../../main/gateways/gateway.ts';
import { startSimulator } from '../../../main/simulator/simulator.ts';
import { startCallbackCatcher } from '../../support/callback-catcher.ts';

export interface SimulatorBench {
  readonly gateway: Gateway;
  readonly callbackUrl: string;
  /** The same account with another token, or elsewhere. */
  open(settings: Readonly<Record<string, string>>, baseUrl?: string): Gateway;
  /** What the payer or the operator does at Juno's own side. */
  act(gatewayId: string, action: string, input?: unknown): Promise<void>;
  /** A control call that changes something. */
  put(path: string, body: unknown): Promise<void>;
  nextCallback(): Promise<CallbackToRead>;
  now(): Instant;
  today(): CivilDate;
  close(): Promise<void>;
}

export async function openSimulatorBench(): Promise<SimulatorBench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baixa-boleto-facil-'));
  const simulator = await startSimulator({ dataDir, port: 0 });
  const catcher = await startCallbackCatcher();
  const open: SimulatorBench['open'] = (settings, baseUrl = simulator.baseUrl('boleto-facil')) =>
    boletoFacilDefinition.open(
      { environment: 'simulator', baseUrl, credential: (name) => settings[name] },
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
  return {
    gateway: open({}),
    callbackUrl: catcher.url,
    open,
    act: (gatewayId, action, input = {}) =>
      control('POST', `/boleto-facil/charges/${gatewayId}/${action}`, input),
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
