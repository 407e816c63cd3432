/** Builds the core that the rounds kill, its worker threads beside it: Vitest calls it once a run. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { removeLeftovers, temporaryName } from '../../../tools/setup/places.mjs';
import { nodeBuild, workerEntries } from '../../../vite.config.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The built program of a core that can be killed. */
    coreChild: string;
  }
}

const root = path.resolve(import.meta.dirname, '..', '..', '..');
/** Inside the project, so that the built files find their packages. */
const home = path.join(root, 'node_modules', '.cache', 'baixa', 'chaos');
const entries = { 'core-child': 'test/chaos/support/core-child.ts', ...workerEntries };

/** @returns what removes the build after the run */
export async function setup(project: TestProject): Promise<() => void> {
  fs.mkdirSync(home, { recursive: true });
  removeLeftovers(home);
  const folder = temporaryName(path.join(home, 'core'));
  await build(nodeBuild(entries, folder));
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }\n');
  project.provide('coreChild', path.join(folder, 'core-child.js'));
  return () => fs.rmSync(folder, { recursive: true, force: true });
}
