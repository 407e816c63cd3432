/**
 * `npm start`: opens the app, or runs the demonstration where nothing can be shown. `--dev` reloads on every change.
 * Other arguments go to the app.
 */
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { buildApp } from './build.mjs';
import { hasDisplay } from './display.mjs';
import {
  describeRuntime,
  electronEnv,
  electronFlags,
  electronRuntime,
  sandboxProblem,
} from './electron.mjs';
import { projectRoot } from './setup/places.mjs';
import { SetupStop } from './setup/report.mjs';

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/**
 * Starts a program in our terminal and ends with it.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
function follow(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: projectRoot, env, stdio: 'inherit' });
    // On Ctrl+C the terminal tells the child itself; a kill of this process alone has to be handed on.
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.on('SIGTERM', forward);
    process.on('SIGINT', () => undefined);
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + os.constants.signals[signal ?? 'SIGTERM']),
    );
  });
}

/** @returns {{ readonly runtime: import('./electron.mjs').ElectronRuntime, readonly flags: string[] }} */
function chooseRuntime() {
  const runtime = electronRuntime();
  const problem = sandboxProblem(runtime.executable);
  if (problem !== undefined) throw new SetupStop(problem);
  const flags = electronFlags();
  say(`Starting ${describeRuntime(runtime)}${flags.length > 0 ? ` with ${flags.join(' ')}` : ''}`);
  if (flags.includes('--no-sandbox')) say('The sandbox is off because this runs as root.');
  return { runtime, flags };
}

/** @param {readonly string[]} args */
async function openApp(args) {
  await buildApp(say);
  const { runtime, flags } = chooseRuntime();
  return follow(runtime.executable, [...flags, '.', ...args], electronEnv(runtime));
}

/** The dev server builds, starts Electron and restarts or reloads it on changes. */
async function openDev() {
  const { runtime, flags } = chooseRuntime();
  const vite = path.join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const env = { ...electronEnv(runtime), BAIXA_ELECTRON_FLAGS: flags.join(' ') };
  return follow(process.execPath, [vite], env);
}

async function runDemo() {
  say(
    'There is no display: the demonstration runs in a virtual one. See out/demo/ for its pictures.',
  );
  return follow(process.execPath, [path.join(projectRoot, 'tools', 'demo.mjs')], process.env);
}

async function main() {
  const args = process.argv.slice(2);
  const isDev = args.includes('--dev');
  if (!hasDisplay()) {
    if (isDev) throw new SetupStop('npm run dev needs a display.');
    return runDemo();
  }
  return isDev ? openDev() : openApp(args);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SetupStop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
