/** Builds the worker threads before the tests: on Node 20 a worker cannot load TypeScript. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { digestSources } from '../../tools/sources.mjs';
import { removeLeftovers, temporaryName } from '../../tools/setup/places.mjs';
import { nodeBuild, workerEntries } from '../../vite.config.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the built workers: `inbox-worker.js`, `documents-worker.js`. Read it with `inject('workersDir')`. */
    workersDir: string;
  }
}

const root = path.resolve(import.meta.dirname, '..', '..');
const home = path.join(root, 'node_modules', '.cache', 'baixa', 'workers');
const sources = ['domain', 'main', 'resources', 'vite.config.ts', 'package-lock.json'];
const KEPT_BUILDS = 5;

/** Vitest calls it once a run. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('workersDir', await provideWorkers());
}

/** The folder's name is the digest of its sources, so runs side by side never overwrite each other's files. */
async function provideWorkers(): Promise<string> {
  const target = path.join(home, digestSources(root, sources).slice(0, 16));
  if (fs.existsSync(target)) return target;
  fs.mkdirSync(home, { recursive: true });
  removeLeftovers(home);
  removeOldBuilds();
  const work = temporaryName(target);
  if (!(await buildInto(work))) return work;
  try {
    fs.renameSync(work, target);
  } catch (error) {
    // Another run was quicker with the same files.
    if (!fs.existsSync(target)) throw error;
  }
  return target;
}

/** Each worker is built alone, so that one that does not compile fails its own tests and not every suite. */
async function buildInto(folder: string): Promise<boolean> {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  let isWhole = true;
  for (const [name, source] of Object.entries(workerEntries)) {
    if (!fs.existsSync(path.join(root, source))) continue;
    try {
      await buildWorker(name, source, folder);
    } catch (error) {
      isWhole = false;
      console.error(`${source} was not built, its tests will fail:`, error);
    }
  }
  return isWhole;
}

async function buildWorker(name: string, source: string, folder: string): Promise<void> {
  const config = nodeBuild({ [name]: source }, folder);
  await build({ ...config, logLevel: 'warn', build: { ...config.build, emptyOutDir: false } });
}

function removeOldBuilds(): void {
  const builds = fs
    .readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name))
    .map((entry) => path.join(home, entry.name))
    .sort((one, other) => fs.statSync(other).mtimeMs - fs.statSync(one).mtimeMs);
  for (const old of builds.slice(KEPT_BUILDS)) fs.rmSync(old, { recursive: true, force: true });
}
