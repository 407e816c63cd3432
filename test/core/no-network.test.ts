import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../main/simulator/simulator.ts';
import { openPractice, type Practice } from '../support/practice.ts';

let folder: string;
let simulator: Simulator;
let practice: Practice;

const start = (port = 0) => startSimulator({ dataDir: folder, port });

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-network-'));
  simulator = await start();
  practice = await openPractice({
    simulatorUrl: `http://127.0.0.1:${simulator.port}`,
    clock: 'system',
  });
});

afterEach(async () => {
  await practice.bench.close();
  await simulator.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

it('keeps everything while the gateway cannot be reached, and sends and learns it when it is back', async () => {
  const paid = await practice.newTitulo();
  await practice.registered(paid.id);
  const { port } = simulator;
  await simulator.close();
  const titulo = await practice.newTitulo();
  await practice.wait(titulo.id, ({ attempts }) => attempts.length > 0);
  const offline = await practice.get(titulo.id);

  simulator = await start(port);
  await practice.bench.call('titulos.send', { ids: [titulo.id] });
  await practice.registered(titulo.id);

  expect(offline.charge?.state).toBe('prepared');
  expect(offline.attempts.map(({ httpStatus }) => httpStatus)).toEqual([null]);
});

it('refuses to say how a título stands while nobody can be asked', async () => {
  const titulo = await practice.newTitulo();
  await practice.registered(titulo.id);
  await simulator.close();

  const failure = await practice.bench.refused('titulos.refresh', { id: titulo.id });

  expect(failure.code).toBe('gateway-unavailable');
  simulator = await start();
});

it('ends within seconds while a gateway keeps a call waiting, and looks it up at the next start', async () => {
  const { port } = simulator;
  await practice.faults({
    kind: 'delay',
    method: 'POST',
    path: '/v1/charge/:id/pay',
    delayMs: 60_000,
    count: 1,
  });
  const { id } = await practice.newTitulo();
  await practice.wait(id, ({ charge }) => charge?.state === 'sending' && charge.gatewayId !== null);

  await practice.bench.core.close();
  await simulator.close();
  simulator = await start(port);
  practice = await practice.restart({ simulatorUrl: `http://127.0.0.1:${port}`, clock: 'system' });

  const { charge } = await practice.registered(id);
  const held = (await practice.charges()).filter(({ customId }) => customId === charge?.reference);
  expect(held).toHaveLength(1);
});
