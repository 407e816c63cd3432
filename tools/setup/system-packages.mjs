/** Libraries and programs of the system: installed on Debian and Ubuntu as root, named in one command elsewhere. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { lastLines, run } from './processes.mjs';
import { SetupStop } from './report.mjs';

/**
 * One thing that is needed, with the names it has in different releases, the newest first: Debian 13 and Ubuntu 24.04
 * renamed libraries for 64-bit time (`t64`).
 *
 * @typedef {readonly string[]} Need
 */

/** What Electron links or opens, and fonts for what it draws. @type {readonly Need[]} */
export const ELECTRON_NEEDS = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
  ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  ['libdrm2'],
  ['libnotify4'],
  ['libsecret-1-0'],
  ['fonts-dejavu-core', 'fonts-dejavu'],
  ['fonts-liberation', 'fonts-liberation2'],
];

/** @type {readonly Need[]} */
export const DISPLAY_NEEDS = [['xvfb']];

/** Independent readers of what the app prints, and the witness of the durability test. @type {readonly Need[]} */
export const TEST_NEEDS = [['poppler-utils'], ['zbar-tools'], ['strace']];

/** @type {readonly Need[]} */
export const COMPILER_NEEDS = [['python3'], ['build-essential']];

/**
 * The needs that no installed package meets.
 *
 * @param {readonly Need[]} needs
 * @param {string} listing lines `status package` as dpkg-query gives them
 * @returns {Need[]}
 */
export function missingNeeds(needs, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .filter((line) => line.startsWith('installed '))
      .map((line) => line.slice('installed '.length).trim()),
  );
  return needs.filter((need) => !need.some((name) => installed.has(name)));
}

/**
 * For each need the first name that the package index knows; the last name where it knows none.
 *
 * @param {readonly Need[]} needs
 * @param {ReadonlySet<string>} known
 * @returns {string[]}
 */
export function chooseNames(needs, known) {
  return needs.map((need) => need.find((name) => known.has(name)) ?? need.at(-1) ?? '');
}

/**
 * Installs what is missing where that is possible, else prints the command and goes on: whether the programs start is
 * checked by those who need them.
 *
 * @param {readonly Need[]} needs
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<void>}
 * @throws {SetupStop} when apt-get fails
 */
export async function installSystemPackages(needs, report) {
  if (needs.length === 0 || !hasProgram('dpkg-query') || !hasProgram('apt-get')) return;
  const missing = missingNeeds(needs, listInstalled(needs));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const names = chooseNames(missing, knownNames(missing));
    report.say(`system packages are missing; install them with:`);
    report.say(`  sudo apt-get install -y ${names.join(' ')}`);
    return;
  }
  await installAsRoot(missing, report);
}

/** @param {readonly Need[]} needs */
function listInstalled(needs) {
  const asked = spawnSync(
    'dpkg-query',
    ['-W', '-f', '${db:Status-Status} ${Package}\n', ...needs.flat()],
    { encoding: 'utf8' },
  );
  return asked.stdout;
}

/**
 * @param {readonly Need[]} needs
 * @returns {Set<string>} names that can be installed
 */
function knownNames(needs) {
  const asked = spawnSync('apt-cache', ['policy', ...needs.flat()], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  /** @type {Set<string>} */
  const names = new Set();
  for (const block of asked.stdout.split(/\n(?=\S)/)) {
    const name = /^(\S+):$/m.exec(block)?.[1];
    if (name !== undefined && /Candidate: (?!\(none\))/.test(block)) names.add(name);
  }
  return names;
}

/**
 * @param {readonly Need[]} missing
 * @param {import('./report.mjs').Report} report
 */
async function installAsRoot(missing, report) {
  await finishInterrupted(report);
  const unknown = () => {
    const known = knownNames(missing);
    return missing.some((need) => !need.some((name) => known.has(name)));
  };
  if (unknown()) await updateIndex(report);
  let names = chooseNames(missing, knownNames(missing));
  report.say(`installing system packages: ${names.join(' ')}`);
  let outcome = await aptGet(['install', '-y', '--no-install-recommends', ...names], report);
  if (outcome.code !== 0) {
    // An index that is too old names files that the mirror no longer has.
    await updateIndex(report);
    names = chooseNames(missing, knownNames(missing));
    outcome = await aptGet(['install', '-y', '--no-install-recommends', ...names], report);
  }
  if (outcome.code !== 0) {
    throw new SetupStop(
      `apt-get could not install ${names.join(' ')}:\n${lastLines(outcome.output)}`,
    );
  }
  report.count('installed', names.length);
}

/** @param {import('./report.mjs').Report} report */
async function updateIndex(report) {
  report.say('reading the package index (apt-get update)');
  await aptGet(['update'], report);
}

/** dpkg refuses all work while an interrupted installation waits. @param {import('./report.mjs').Report} report */
async function finishInterrupted(report) {
  const journal = '/var/lib/dpkg/updates';
  const isInterrupted = fs.existsSync(journal) && fs.readdirSync(journal).length > 0;
  if (!isInterrupted) return;
  report.say('finishing an interrupted installation (dpkg --configure -a)');
  await run({ program: 'dpkg', args: ['--configure', '-a'], env: quietDebian() }, report);
}

/**
 * @param {readonly string[]} args
 * @param {import('./report.mjs').Report} report
 */
function aptGet(args, report) {
  return run(
    {
      program: 'apt-get',
      // Another installation may hold the lock for a while.
      args: ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args],
      env: quietDebian(),
      what: 'apt-get is still at work',
    },
    report,
  );
}

function quietDebian() {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
}

/**
 * Whether a program lies on the path.
 *
 * @param {string} name
 * @returns {boolean}
 */
export function hasProgram(name) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  return folders.some((folder) =>
    suffixes.some((suffix) => fs.existsSync(path.join(folder, name + suffix))),
  );
}
