/** Builds and starts the listener in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { build } from 'vite';
import { nodeBuild } from '../../../vite.config.ts';
import { workerFile } from './inbox.ts';
import { SECRET } from './listener.ts';

const source = path.join(import.meta.dirname, 'listener-child.ts');
/** Inside the project, so that the built file finds its packages. */
const home = path.resolve(import.meta.dirname, '../../../node_modules/.cache/baixa/test-listener');

export interface ListenerProcess {
  readonly port: number;
  /** Ends it with no chance to tidy up. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to close and waits for it. */
  stop(): Promise<void>;
}

export async function buildListenerProgram(): Promise<string> {
  fs.mkdirSync(home, { recursive: true });
  const folder = fs.mkdtempSync(path.join(home, 'build-'));
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  const config = nodeBuild({ 'listener-child': source }, folder);
  await build({ ...config, logLevel: 'warn', build: { ...config.build, emptyOutDir: false } });
  return path.join(folder, 'listener-child.js');
}

export function removeListenerProgram(program: string): void {
  fs.rmSync(path.dirname(program), { recursive: true, force: true });
}

/** @param prefix a program and its arguments that run the listener, such as a tracer */
export async function startListenerProcess(
  program: string,
  folder: string,
  prefix: readonly string[] = [],
): Promise<ListenerProcess> {
  const line = [...prefix, process.execPath, program, folder, workerFile(), SECRET];
  const [command = '', ...args] = line;
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  onTestFinished(() => {
    // A traced process outlives its tracer, but not its input.
    child.stdin.destroy();
    child.kill('SIGKILL');
  });
  return {
    port: await readPort(child),
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
    stop: () => {
      child.stdin.end();
      return ended;
    },
  };
}

async function readPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('The listener process has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^port (\d+)$/.exec(line)?.[1];
    if (port) return Number(port);
  }
  throw new Error('The listener process ended before it listened');
}
