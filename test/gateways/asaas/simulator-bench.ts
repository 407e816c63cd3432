/** An account of Asaas whose other side is the simulator, which calls back to a catcher. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import { asaasDefinition } from '../../../main/gateways/asaas/definition.ts';
import type { CallbackToRead } from '../../../main/gateways/events.ts';
import type { Gateway } from '../../../main/gateways/gateway.ts';
import { startSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { startCallbackCatcher } from '../../support/callback-catcher.ts';
import { CALLBACK_TOKEN } from './replay-bench.ts';

export interface SimulatorBench {
  readonly simulator: Simulator;
  readonly gateway: Gateway;
  /** The same account with other settings, or elsewhere. */
  open(settings: Readonly<Record<string, string>>, baseUrl?: string): Gateway;
  /** What the payer or the operator does at Asaas' own side. */
  act(gatewayId: string, action: string): Promise<void>;
  /** A control call that changes something. */
  put(path: string, body: unknown): Promise<void>;
  /** Charges that Asaas holds under a reference of ours. */
  chargesOf(reference: string): Promise<readonly unknown[]>;
  nextCallback(): Promise<CallbackToRead>;
  now(): Instant;
  today(): CivilDate;
  close(): Promise<void>;
}

export async function openSimulatorBench(): Promise<SimulatorBench> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baixa-asaas-'));
  const simulator = await startSimulator({ dataDir, port: 0 });
  const catcher = await startCallbackCatcher();
  const open: SimulatorBench['open'] = (settings, baseUrl = simulator.baseUrl('asaas')) =>
    asaasDefinition.open(
      {
        environment: 'simulator',
        baseUrl,
        credential: (name) => ({ 'simulator-callback-token': CALLBACK_TOKEN, ...settings })[name],
      },
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
  const registered = await gateway.registerCallbackUrl?.(catcher.url, { record: () => undefined });
  if (registered?.ending !== 'done') throw new Error(JSON.stringify(registered));
  return {
    simulator,
    gateway,
    open,
    act: (gatewayId, action) => control('POST', `/asaas/charges/${gatewayId}/${action}`, {}),
    put: (path, body) => control('PUT', path, body),
    chargesOf: async (reference) => {
      const response = await fetch(
        `${simulator.controlUrl}/asaas/charges?customId=${encodeURIComponent(reference)}`,
      );
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
