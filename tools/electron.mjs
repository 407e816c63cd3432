/** Which Electron this clone runs on, and how it has to be started here. */
import fs from 'node:fs';
import path from 'node:path';
import { FALLBACK_VERSION, fallbackDistPath, hasFallback } from './setup/electron-fallback.mjs';
import { pinnedExecutable, pinnedVersion } from './setup/electron-pinned.mjs';
import { textOf } from './setup/places.mjs';
import { SetupStop } from './setup/report.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'pinned' | 'fallback'} kind
 * @property {string} version
 * @property {string} executable absolute path
 * @property {string | undefined} distPath value for ELECTRON_OVERRIDE_DIST_PATH; undefined for the pinned one
 */

/**
 * The Electron that the set-up has provided. BAIXA_ELECTRON=fallback asks for the fallback where both are there.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {ElectronRuntime}
 * @throws {SetupStop} when none has been provided yet
 */
export function electronRuntime(env = process.env) {
  const pinned = env['BAIXA_ELECTRON'] === 'fallback' ? undefined : pinnedExecutable();
  if (pinned !== undefined) {
    return { kind: 'pinned', version: pinnedVersion(), executable: pinned, distPath: undefined };
  }
  if (hasFallback()) {
    const distPath = fallbackDistPath();
    const executable = path.join(distPath, 'electron');
    return { kind: 'fallback', version: FALLBACK_VERSION, executable, distPath };
  }
  throw new SetupStop('There is no Electron yet: run `node tools/setup/run.mjs app` first.');
}

/**
 * One line for people.
 *
 * @param {ElectronRuntime} runtime
 * @returns {string}
 */
export function describeRuntime(runtime) {
  if (runtime.kind === 'pinned') return `Electron ${runtime.version} (the pinned one)`;
  return `Electron ${runtime.version} (from the npm registry, in place of the pinned ${pinnedVersion()})`;
}

/**
 * Flags that this machine needs before the app's folder.
 *
 * @param {{ readonly uid?: number | undefined, readonly hasGpu?: boolean }} [machine]
 * @returns {string[]}
 */
export function electronFlags({ uid = process.getuid?.(), hasGpu = canDraw() } = {}) {
  // Chromium refuses to sandbox for root.
  const sandbox = uid === 0 ? ['--no-sandbox'] : [];
  return hasGpu ? sandbox : [...sandbox, '--disable-gpu'];
}

function canDraw() {
  return process.platform !== 'linux' || fs.existsSync('/dev/dri');
}

/**
 * What keeps Chromium's sandbox from working for this user, with the command that helps. Ubuntu 24.04 and some
 * hardened kernels refuse user namespaces; then the sandbox needs its helper to belong to root.
 *
 * @param {string} executable of Electron
 * @param {{ readonly uid?: number | undefined, readonly kernel?: (name: string) => string | undefined }} [machine]
 * @returns {string | undefined} nothing where the sandbox works, or is off for root
 */
export function sandboxProblem(
  executable,
  { uid = process.getuid?.(), kernel = kernelSetting } = {},
) {
  if (process.platform !== 'linux' || uid === 0) return undefined;
  const isRefused =
    kernel('apparmor_restrict_unprivileged_userns') === '1' ||
    kernel('unprivileged_userns_clone') === '0';
  const helper = path.join(path.dirname(executable), 'chrome-sandbox');
  if (!isRefused || isSetuidRoot(helper)) return undefined;
  return `This system refuses user namespaces, so the sandbox needs its helper to belong to root:\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
}

/** @param {string} name */
function kernelSetting(name) {
  return textOf(path.join('/proc/sys/kernel', name))?.trim();
}

/** @param {string} file */
function isSetuidRoot(file) {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.uid === 0 && (found.mode & 0o4000) !== 0;
}

/**
 * The environment in which the `electron` package, its command line and Playwright take this runtime.
 *
 * @param {ElectronRuntime} [runtime]
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function electronEnv(runtime = electronRuntime(), env = process.env) {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return runtime.distPath === undefined
    ? rest
    : { ...rest, ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath };
}
