import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Failure } from '../domain/failure.ts';
import { toMs } from '../domain/instant.ts';
import { createMemoryLog } from '../main/log.ts';
import { createOutsideSimulator } from '../main/outside-simulator.ts';
import type { SimulatorHost } from '../main/simulator-host.ts';
import { startSimulator, type Simulator } from '../main/simulator/simulator.ts';

const HOUR_MS = 3_600_000;

let dataDir = '';
let simulator: Simulator;
let outside: SimulatorHost;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'baixa-outside-'));
  simulator = await startSimulator({ dataDir, port: 0 });
  outside = createOutsideSimulator({
    url: `http://127.0.0.1:${simulator.port}`,
    followsClock: true,
    log: createMemoryLog(),
  });
});

afterEach(async () => {
  await outside.close();
  await simulator.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('gives the addresses of a simulator that another process runs', () => {
  expect(outside.port).toBe(simulator.port);
  expect(outside.urlOf('efi')).toBe(simulator.baseUrl('efi'));
});

it('lives in the time of that simulator, also after its clock was moved', async () => {
  await simulator.advance(HOUR_MS);
  await outside.start();

  await simulator.advance(24 * HOUR_MS);

  await vi.waitUntil(() => distanceMs() < HOUR_MS, { timeout: 20_000 });
  expect(distanceMs()).toBeLessThan(HOUR_MS);
});

it('tells when the simulator does not take a payment', async () => {
  const payment = outside.panel.act({ gateway: 'efi', id: '12345' }, 'pay', {});

  await expect(payment).rejects.toMatchObject({ code: 'not-found' });
});

it('does not start where no simulator answers', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const nobody = createOutsideSimulator({ url, followsClock: true, log: createMemoryLog() });

  const failure = await nobody.start().catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ code: 'gateway-unavailable' });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function distanceMs(): number {
  const now = outside.clock?.now() ?? simulator.clock.now();
  return Math.abs(toMs(simulator.clock.now()) - toMs(now));
}
