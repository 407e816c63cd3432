/** An account in token mode whose other side is the simulator, which calls back to a catcher. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { Gateway } from '../../../main/gateways/gateway.ts';
import { gerencianetTokenDefinition } from '../../../main/gateways/gerencianet-token/definition.ts';
import { startSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { startCallbackCatcher } from '../../support/callback-catcher.ts';

export interface SimulatorBench {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  /** The same account with other settings, or elsewhere. */
  open(settings: Readonly<Record<string, string>>, baseUrl?: string): Gateway;
  /** What the payer or the operator does at the gateway's own side. */
  act(gatewayId: string, action: string, body?: object): Promise<void>;
  /** A control call that changes something. */
  put(path: string, body: unknown): Promise<void>;
  /** Charges that the gateway holds. */
  charges(): Promise<readonly unknown[]>;
  nextCallback(): Promise<CallbackToRead>;
  now(): Instant;
  today(): CivilDate;
  close(): Promise<void>;
}

export async function openSimulatorBench(): Promise<SimulatorBench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baixa-token-'));
  const simulator = await startSimulator({ dataDir, port: 0 });
  const catcher = await startCallbackCatcher();
  const open: SimulatorBench['open'] = (
    settings,
    baseUrl = simulator.baseUrl('gerencianet-token'),
  ) =>
    gerencianetTokenDefinition.open(
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
  const urls = { paymentUrl: catcher.url, cancelUrl: catcher.url };
  await control('PUT', '/gerencianet-token/url', urls);
  return {
    simulator,
    gateway: open({}),
    open,
    act: (gatewayId, action, body = {}) =>
      control('POST', `/gerencianet-token/charges/${gatewayId}/${action}`, body),
    put: (path, body) => control('PUT', path, body),
    charges: async () => {
      const response = await fetch(`${simulator.controlUrl}/gerencianet-token/charges`);
      const { charges } = (await response.json()) as { readonly charges: readonly unknown[] };
      return charges;
    },
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
