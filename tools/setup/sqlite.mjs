/**
 * better-sqlite3 comes with binaries for Node-API 10. On Node 20 and in Electron 33, which speak Node-API 9, they crash
 * the process; the same source built with Node-API's experimental flag runs everywhere.
 */
import fs from 'node:fs';
import path from 'node:path';
import {
  cacheDir,
  copyWhole,
  digest,
  projectRoot,
  removeLeftovers,
  temporaryName,
} from './places.mjs';
import { lastLines, leashed, npmCommand, run } from './processes.mjs';
import { SetupStop } from './report.mjs';
import { hasProgram } from './system-packages.mjs';

const PREBUILT_NODE_API = 10;
const packageDir = path.join(projectRoot, 'node_modules', 'better-sqlite3');
// better-sqlite3 looks here before it looks at its prebuilt binaries.
const builtFile = path.join(packageDir, 'build', 'Release', 'better_sqlite3.node');
const workHome = path.join(projectRoot, 'node_modules', '.baixa');
const COPIED = ['binding.gyp', 'package.json', 'deps', 'lib', 'src'];
const PREBUILT_DEFINE = "'NAPI_VERSION=10'";
const EXPERIMENTAL_DEFINES = "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'";

/** @typedef {{ readonly program: string, readonly env: NodeJS.ProcessEnv }} Host a Node that must load the binary */

/**
 * Whether the binaries of the package are too new for one of the runtimes.
 *
 * @param {string | undefined} nodeApi `process.versions.napi` of this Node
 * @param {boolean} hasFallbackElectron
 * @returns {boolean}
 */
export function needsOwnBuild(nodeApi, hasFallbackElectron) {
  return hasFallbackElectron || Number(nodeApi ?? 0) < PREBUILT_NODE_API;
}

/** @returns {string} */
function cachedFile() {
  const { version } = JSON.parse(fs.readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  const level = `napi${String(process.versions['napi'])}`;
  const key = ['better-sqlite3', version, level, process.platform, process.arch].join('-');
  return path.join(cacheDir(), `${key}.node`);
}

/**
 * Whether a compiler will be needed: nothing fitting is in the cache.
 *
 * @returns {boolean}
 */
export function willCompile() {
  return !fs.existsSync(cachedFile());
}

/** @returns {boolean} */
export function hasCompiler() {
  if (process.platform === 'win32') return true;
  const compilers = ['c++', 'g++', 'clang++'];
  return hasProgram('python3') && hasProgram('make') && compilers.some((name) => hasProgram(name));
}

/**
 * Puts a binary into node_modules that every given host can load.
 *
 * @param {readonly Host[]} hosts
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<void>}
 * @throws {SetupStop} when it cannot be built
 */
export async function provideSqlite(hosts, report) {
  const cached = cachedFile();
  if (isSame(cached, builtFile)) return;
  if (!(await loadsEverywhere(cached, hosts))) {
    await build(cached, hosts, report);
    report.count('built');
  }
  copyWhole(cached, builtFile);
}

/**
 * @param {string} one
 * @param {string} other
 */
function isSame(one, other) {
  if (!fs.existsSync(one) || !fs.existsSync(other)) return false;
  return digest(fs.readFileSync(one)) === digest(fs.readFileSync(other));
}

/**
 * @param {string} file
 * @param {readonly Host[]} hosts
 */
async function loadsEverywhere(file, hosts) {
  if (!fs.existsSync(file)) return false;
  for (const host of hosts) {
    if ((await tryLoading(file, host)).code !== 0) return false;
  }
  return true;
}

/**
 * In a process of its own, since a binary that does not fit takes the whole process down.
 *
 * @param {string} file
 * @param {Host} host
 */
function tryLoading(file, host) {
  const script = `new (require('better-sqlite3'))(':memory:', { nativeBinding: process.argv[1] }).exec('SELECT 1')`;
  return run({
    program: host.program,
    args: ['-e', script, file],
    cwd: projectRoot,
    env: host.env,
  });
}

/**
 * @param {string} target
 * @param {readonly Host[]} hosts
 * @param {import('./report.mjs').Report} report
 */
async function build(target, hosts, report) {
  if (!hasCompiler()) {
    throw new SetupStop(
      `SQLite has to be built for Node ${process.version} and no compiler was found. Install Python 3, make and a C++ compiler (Debian and Ubuntu: apt-get install python3 build-essential; macOS: xcode-select --install), or use Node 22.14 or newer, which needs none.`,
    );
  }
  removeLeftovers(workHome);
  const work = temporaryName(path.join(workHome, 'sqlite'));
  try {
    copySources(work);
    const built = await compile(work, report);
    await checkBuilt(built, hosts);
    copyWhole(built, target);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
function copySources(work) {
  fs.mkdirSync(work, { recursive: true });
  for (const name of COPIED) {
    fs.cpSync(path.join(packageDir, name), path.join(work, name), { recursive: true });
  }
  const gypFile = path.join(work, 'binding.gyp');
  const gyp = fs.readFileSync(gypFile, 'utf8');
  if (!gyp.includes(PREBUILT_DEFINE)) {
    throw new SetupStop(
      `this version of better-sqlite3 is built differently; see ${import.meta.url}`,
    );
  }
  fs.writeFileSync(gypFile, gyp.replace(PREBUILT_DEFINE, EXPERIMENTAL_DEFINES));
}

/**
 * @param {string} work
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string>} the built file
 */
async function compile(work, report) {
  report.say('building SQLite for this Node (about a minute)');
  const nodeGyp = path.join(projectRoot, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const headers = await nodeHeaders();
  const outcome = await run(
    {
      program: process.execPath,
      args: leashed([
        nodeGyp,
        'rebuild',
        '--release',
        '--force_build=1',
        ...(headers === undefined ? [] : [`--nodedir=${headers}`]),
      ]),
      cwd: work,
      what: 'still building SQLite',
    },
    report,
  );
  const built = path.join(work, 'build', 'Release', 'better_sqlite3.node');
  if (outcome.code === 0 && fs.existsSync(built)) return built;
  throw new SetupStop(
    `SQLite could not be built for Node ${process.version} (a C++20 compiler is needed; Node 22.14 or newer needs no build):\n${lastLines(outcome.output, 20)}`,
  );
}

/** @returns {Promise<string | undefined>} nothing where node-gyp has to download the headers */
async function nodeHeaders() {
  const npm = npmCommand();
  const asked = await run({
    program: npm.program,
    args: [...npm.args, 'config', 'get', 'nodedir', '--loglevel=silent'],
    cwd: projectRoot,
  });
  const candidates = [asked.stdout.trim(), path.resolve(process.execPath, '..', '..')];
  return candidates.find((folder) =>
    fs.existsSync(path.join(folder, 'include', 'node', 'node_api.h')),
  );
}

/**
 * @param {string} file
 * @param {readonly Host[]} hosts
 */
async function checkBuilt(file, hosts) {
  for (const host of hosts) {
    const tried = await tryLoading(file, host);
    if (tried.code !== 0) {
      throw new SetupStop(
        `SQLite was built and ${host.program} cannot load it:\n${lastLines(tried.output)}`,
      );
    }
  }
}
