/**
 * The set-up that npm runs before `start`, `demo`, `headless` and `test`: brings a fresh clone to where the command can
 * run, and does nothing the second time. Until the dependencies are there it uses Node alone.
 *
 *     node tools/setup/run.mjs core | app | test
 */
import { installDependencies } from './dependencies.mjs';
import { takeLock } from './lock.mjs';
import { endChildrenWithUs } from './processes.mjs';
import { createReport, SetupStop } from './report.mjs';
import { asNode, checkElectronStarts, provideElectron } from './electron.mjs';
import { hasCompiler, needsOwnBuild, provideSqlite, willCompile } from './sqlite.mjs';
import {
  COMPILER_NEEDS,
  DISPLAY_NEEDS,
  ELECTRON_NEEDS,
  installSystemPackages,
  TEST_NEEDS,
} from './system-packages.mjs';
import { hasDisplay } from '../display.mjs';

const OLDEST_NODE = [20, 19];

/** @typedef {'core' | 'app' | 'test'} Level */

/**
 * @param {string | undefined} word
 * @returns {Level}
 */
function readLevel(word) {
  if (word === 'core' || word === 'app' || word === 'test') return word;
  throw new SetupStop('Say what to set up: node tools/setup/run.mjs core | app | test');
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetupStop(
    `Node ${process.version} is too old: Baixa needs Node ${OLDEST_NODE.join('.')} or newer (22 is best).`,
  );
}

/**
 * @param {Level} level
 * @param {boolean} compiles
 * @returns {import('./system-packages.mjs').Need[]}
 */
function systemNeeds(level, compiles) {
  const compiler = compiles && !hasCompiler() ? COMPILER_NEEDS : [];
  if (level === 'core' || process.platform !== 'linux') return [...compiler];
  const display = hasDisplay() ? [] : DISPLAY_NEEDS;
  return [...compiler, ...ELECTRON_NEEDS, ...display, ...(level === 'test' ? TEST_NEEDS : [])];
}

/**
 * @param {Level} level
 * @param {import('./report.mjs').Report} report
 */
async function setUp(level, report) {
  await installDependencies(report);
  const electron = level === 'core' ? undefined : await provideElectron(report);
  const ownSqlite = needsOwnBuild(process.versions['napi'], electron?.kind === 'fallback');
  await installSystemPackages(systemNeeds(level, ownSqlite && willCompile()), report);
  if (electron) await checkElectronStarts(electron);
  if (!ownSqlite) return;
  const hosts = [{ program: process.execPath, env: process.env }];
  if (electron) hosts.push({ program: electron.executable, env: asNode() });
  await provideSqlite(hosts, report);
}

async function main() {
  const report = createReport();
  checkNode();
  const level = readLevel(process.argv[2]);
  endChildrenWithUs();
  const giveBack = await takeLock(() => report.say('waiting for another set-up of this clone'));
  try {
    await setUp(level, report);
  } finally {
    giveBack();
  }
  process.stdout.write(`${report.closingLine()}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SetupStop)) throw error;
  process.stderr.write(`Set-up stopped: ${error.message}\n`);
  process.exitCode = 1;
}
