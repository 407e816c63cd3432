/** Brings node_modules to what package-lock.json says. */
import fs from 'node:fs';
import path from 'node:path';
import { digest, projectRoot, textOf, writeWhole } from './places.mjs';
import { lastLines, npmCommand, run } from './processes.mjs';
import { SetupStop } from './report.mjs';

const modules = path.join(projectRoot, 'node_modules');
const lockFile = path.join(projectRoot, 'package-lock.json');
// Written last, so that it vouches for a whole installation. `npm ci` removes it with everything else.
const stampFile = path.join(modules, '.baixa', 'lock.sha256');
const installedLockFile = path.join(modules, '.package-lock.json');

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional] npm leaves it out where the platform does not fit
 */

/** @typedef {{ readonly packages?: Readonly<Record<string, LockedPackage>> }} LockFile */

/**
 * Runs `npm ci` unless node_modules matches the lock file. Install scripts do not run: what they would do is done by
 * the other steps.
 *
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<void>}
 * @throws {SetupStop} when npm cannot install
 */
export async function installDependencies(report) {
  const lock = fs.readFileSync(lockFile, 'utf8').replaceAll('\r\n', '\n');
  if (textOf(stampFile) === digest(lock)) return;
  const installed = textOf(installedLockFile);
  if (installed !== undefined && matchesLock(JSON.parse(lock), JSON.parse(installed))) {
    writeWhole(stampFile, digest(lock));
    return;
  }
  await install(JSON.parse(lock), report);
  writeWhole(stampFile, digest(lock));
}

/**
 * Whether an installation made by npm itself is what the lock file asks for.
 *
 * @param {LockFile} lock
 * @param {LockFile} installed npm's own record inside node_modules, written when it is done
 * @returns {boolean}
 */
export function matchesLock(lock, installed) {
  const present = installed.packages ?? {};
  const wanted = Object.entries(lock.packages ?? {}).filter(([folder]) => folder !== '');
  return wanted.every(([folder, asked]) => {
    const found = present[folder];
    if (found === undefined) return asked.optional === true;
    return found.version === asked.version && found.integrity === asked.integrity;
  });
}

/**
 * @param {LockFile} lock
 * @param {import('./report.mjs').Report} report
 */
async function install(lock, report) {
  const count = Object.keys(lock.packages ?? {}).length - 1;
  report.say(`installing up to ${String(count)} packages with npm ci`);
  fs.rmSync(stampFile, { force: true });
  const npm = npmCommand();
  const outcome = await run(
    {
      program: npm.program,
      args: [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      cwd: projectRoot,
      env: withoutProductionMode(process.env),
      what: 'still installing packages',
    },
    report,
  );
  if (outcome.code !== 0) {
    throw new SetupStop(
      `npm ci failed; what it had installed is not used, so this can simply be run again:\n${lastLines(outcome.output)}`,
    );
  }
  report.count('installed', installedCount());
}

/** Building needs the development dependencies, whatever the shell has set. @param {NodeJS.ProcessEnv} env */
function withoutProductionMode(env) {
  const { NODE_ENV: _, npm_config_omit: __, npm_config_production: ___, ...rest } = env;
  return rest;
}

function installedCount() {
  /** @type {LockFile} */
  const installed = JSON.parse(textOf(installedLockFile) ?? '{}');
  return Object.keys(installed.packages ?? {}).length;
}
