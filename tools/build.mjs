/** Builds the app into dist/ when the sources have changed since the last whole build. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot, textOf, writeWhole } from './setup/places.mjs';
import { digestSources } from './sources.mjs';

const SOURCES = [
  'domain',
  'main',
  'preload',
  'renderer',
  'resources',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
];
const stampFile = path.join(projectRoot, 'dist', 'sources.sha256');

/**
 * @param {(line: string) => void} [say]
 * @returns {Promise<boolean>} whether anything was built
 */
export async function buildApp(say = (line) => process.stdout.write(`${line}\n`)) {
  const sources = digestSources(projectRoot, SOURCES);
  if (textOf(stampFile) === sources) return false;
  say('Building the app');
  // Vite writes into dist/ file by file: without the stamp a broken build is never taken for a whole one.
  fs.rmSync(stampFile, { force: true });
  const { build } = await import('vite');
  await build({ configFile: path.join(projectRoot, 'vite.config.ts'), logLevel: 'warn' });
  writeWhole(stampFile, sources);
  return true;
}

const isProgram = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isProgram && !(await buildApp())) process.stdout.write('The app is built already\n');
