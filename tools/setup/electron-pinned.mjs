/** The Electron pinned in package.json, fetched by its own npm package from Electron's release site. */
import fs from 'node:fs';
import path from 'node:path';
import { cacheDir, projectRoot, removeLeftovers, temporaryName, textOf } from './places.mjs';
import { leashed, run } from './processes.mjs';

// A network that lets nothing through keeps connections open without an answer.
const STALL_SECONDS = 20;
const packageDir = path.join(projectRoot, 'node_modules', 'electron');
const distDir = path.join(packageDir, 'dist');

/** @returns {string} */
export function pinnedVersion() {
  return JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8')).version;
}

/**
 * @returns {string | undefined} the program, where it is whole
 */
export function pinnedExecutable() {
  // Written by the package when everything is unpacked.
  const program = textOf(path.join(packageDir, 'path.txt'));
  const version = textOf(path.join(distDir, 'version'))?.trim().replace(/^v/, '');
  if (program === undefined || version !== pinnedVersion()) return undefined;
  const executable = path.join(distDir, program);
  return fs.existsSync(executable) ? executable : undefined;
}

/**
 * Lets the package download and unpack its binary; gives up when nothing arrives for a while.
 *
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<{ readonly ok: true } | { readonly ok: false, readonly reason: string }>}
 */
export async function downloadPinned(report) {
  report.say(`downloading Electron ${pinnedVersion()} from its release site`);
  fs.rmSync(path.join(packageDir, 'path.txt'), { force: true });
  fs.rmSync(distDir, { recursive: true, force: true });
  removeLeftovers(cacheDir());
  const temporary = temporaryName(path.join(cacheDir(), 'electron-download'));
  fs.mkdirSync(temporary, { recursive: true });
  try {
    const outcome = await install(temporary, report);
    if (outcome.code === 0 && pinnedExecutable() !== undefined) {
      report.count('downloaded');
      return { ok: true };
    }
    return {
      ok: false,
      reason: outcome.gaveUp
        ? `nothing arrived for ${String(STALL_SECONDS)} s`
        : reasonIn(outcome.output),
    };
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {string} temporary
 * @param {import('./report.mjs').Report} report
 */
function install(temporary, report) {
  const stall = createStallWatch(() => bytesIn(temporary) + bytesIn(distDir), STALL_SECONDS);
  const proxied = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some(
    (name) => process.env[name],
  );
  return run(
    {
      program: process.execPath,
      args: leashed([path.join(packageDir, 'install.js')]),
      cwd: packageDir,
      env: {
        ...process.env,
        ELECTRON_GET_NO_PROGRESS: '1',
        ...(proxied ? { ELECTRON_GET_USE_PROXY: '1' } : {}),
        TMPDIR: temporary,
        TEMP: temporary,
        TMP: temporary,
      },
      what: 'still downloading',
      progress: () => `, ${String(Math.round(bytesIn(temporary) / 1e6))} MB`,
      giveUp: stall,
    },
    report,
  );
}

/**
 * @param {() => number} measure a figure that grows while there is progress
 * @param {number} limitSeconds
 * @returns {(seconds: number) => boolean} true once the figure has stood still for that long
 */
export function createStallWatch(measure, limitSeconds) {
  let last = -1;
  let since = 0;
  return (seconds) => {
    const now = measure();
    if (now !== last) {
      last = now;
      since = seconds;
    }
    return seconds - since >= limitSeconds;
  };
}

/**
 * @param {string} folder
 * @returns {number} bytes
 */
function bytesIn(folder) {
  if (!fs.existsSync(folder)) return 0;
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(
      (entry) =>
        fs.statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0,
    )
    .reduce((sum, size) => sum + size, 0);
}

/**
 * The line of a stack that says what went wrong; the cause is below the error in Node's own format.
 *
 * @param {string} output
 * @returns {string}
 */
export function reasonIn(output) {
  const lines = output.split(/\r?\n/).map((line) => line.trim());
  const causes = lines.filter((line) => /^(\[cause\]: )?\w*Error\b.*: /.test(line));
  return (
    causes.at(-1)?.replace('[cause]: ', '') ?? lines.find((line) => line !== '') ?? 'no answer'
  );
}
