/** The world of one round: a folder of books, a simulator that nobody kills, and cores on them, one after the other. */
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startSimulator, type Simulator } from '../../../main/simulator/simulator.ts';
import { spawnCore, type CoreProcess } from './core-process.ts';
import { watchTraffic, type Traffic } from './traffic.ts';

export const MINUTE_MS = 60_000;

export interface Stage {
  readonly folder: string;
  readonly traffic: Traffic;
  /** Files of the books, of the inbox, of the simulator. They may be read when nobody works on them. */
  readonly files: { readonly books: string; readonly inbox: string; readonly simulator: string };
  /** A new core on the books. The one before must be gone. */
  spawn(): CoreProcess;
  /** A call below `/control` of the simulator. */
  control(
    path: string,
    init?: { readonly method: string; readonly body?: unknown },
  ): Promise<unknown>;
  /** Moves the time of simulator and core. */
  advance(ms: number): Promise<void>;
  /** Ends the simulator: its file may be read. */
  endSimulator(): Promise<void>;
  /** Ends everything and removes the folder. */
  close(): Promise<void>;
}

/** Books that rounds begin with. Each round works on a copy. */
export interface Template {
  readonly folder: string;
  readonly listenerPort: number;
}

/** @param disk where the round's folder lies; the system's temporary folder unless given */
export async function openStage(template: Template, disk = os.tmpdir()): Promise<Stage> {
  const folder = newFolder(disk);
  fs.cpSync(template.folder, folder, { recursive: true });
  const dataDir = path.join(folder, 'core');
  const simulatorDir = path.join(folder, 'simulator');
  const simulator = await startSimulator({ dataDir: simulatorDir, port: 0 });
  const traffic = watchTraffic(simulator.port);
  const cores: CoreProcess[] = [];
  const endSimulator = endOnce(simulator);
  const control: Stage['control'] = (call, init) => askControl(simulator, call, init);
  return {
    folder,
    traffic,
    control,
    endSimulator,
    files: {
      books: path.join(dataDir, 'baixa.db'),
      inbox: path.join(dataDir, 'inbox.db'),
      simulator: path.join(simulatorDir, 'simulator.db'),
    },
    spawn() {
      const simulatorUrl = `http://127.0.0.1:${simulator.port}`;
      const core = spawnCore({ dataDir, simulatorUrl, listenerPort: template.listenerPort });
      cores.push(core);
      return core;
    },
    async advance(ms) {
      await control('/clock', { method: 'POST', body: { advanceMs: ms } });
    },
    async close() {
      await Promise.all(cores.map((core) => core.kill()));
      await endSimulator();
      traffic.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes the books of a template with a core of their own. */
export async function makeTemplate(
  fill: (core: CoreProcess, stage: Stage) => Promise<void>,
): Promise<Template> {
  const empty = { folder: newFolder(os.tmpdir()), listenerPort: await freePort() };
  const stage = await openStage(empty);
  try {
    const core = stage.spawn();
    await core.ready;
    await fill(core, stage);
    await core.close();
    await stage.endSimulator();
    fs.cpSync(stage.folder, empty.folder, { recursive: true });
    return empty;
  } catch (error) {
    removeTemplate(empty);
    throw error;
  } finally {
    await stage.close();
  }
}

export function removeTemplate(template: Template): void {
  fs.rmSync(template.folder, { recursive: true, force: true });
}

/**
 * One round of three works on the disk, the others in memory where the system has a disk of it: what a killed process
 * has written is kept by the system either way, and without waiting for the disk the same work takes half the time.
 */
export function diskOf(seed: number): string {
  return seed % 3 === 0 || !hasMemoryDisk() ? os.tmpdir() : MEMORY_DISK;
}

const MEMORY_DISK = '/dev/shm';
const NEEDED_BYTES = 512 * 1024 * 1024;

function hasMemoryDisk(): boolean {
  if (process.platform !== 'linux' || !fs.existsSync(MEMORY_DISK)) return false;
  const { bavail, bsize } = fs.statfsSync(MEMORY_DISK);
  return bavail * bsize >= NEEDED_BYTES;
}

function newFolder(disk: string): string {
  return fs.mkdtempSync(path.join(disk, 'baixa-chaos-'));
}

function endOnce(simulator: Simulator): () => Promise<void> {
  let end: Promise<void> | undefined;
  return () => (end ??= simulator.close());
}

async function askControl(
  simulator: Simulator,
  call: string,
  init: { readonly method: string; readonly body?: unknown } = { method: 'GET' },
): Promise<unknown> {
  const answer = await fetch(`${simulator.controlUrl}${call}`, {
    method: init.method,
    headers: { 'content-type': 'application/json' },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  if (!answer.ok) throw new Error(`${call}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/**
 * A port below those that a system hands out by itself: while no core listens, another connection could be given the
 * port of the callbacks, or a callback could even reach its own end.
 */
async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 5_000); port < 32_000; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error('No free port for the callbacks');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
