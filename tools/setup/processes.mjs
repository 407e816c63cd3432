/** Child processes of the set-up: watched, told of by a line every few seconds, and never left behind. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SetupStop } from './report.mjs';

const HEARTBEAT_MS = 10_000;
const OUTPUT_LIMIT = 200_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @typedef {object} Command
 * @property {string} program
 * @property {readonly string[]} args
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [what] says what takes long; without it nothing is printed while it runs
 * @property {(seconds: number) => string} [progress] what to add to the line
 * @property {(seconds: number) => boolean} [giveUp] asked every second; true ends the command
 */

/**
 * @typedef {object} Outcome
 * @property {number | null} code null when a signal ended it
 * @property {string} stdout
 * @property {string} output both streams in the order of arrival
 * @property {boolean} gaveUp
 */

/**
 * Runs a command to its end. Never rejects: a program that cannot be started ends with code 127.
 *
 * @param {Command} command
 * @param {import('./report.mjs').Report} [report]
 * @returns {Promise<Outcome>}
 */
export function run(command, report) {
  return new Promise((resolve) => {
    const child = spawn(command.program, command.args, {
      cwd: command.cwd,
      env: command.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that a compiler's children end with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const output = collectOutput(child);
    const watch = watchOver(child, command, report);
    running.add(child);
    child.once('error', (error) => output.add(`${error.message}\n`));
    child.once('close', (code) => {
      running.delete(child);
      const gaveUp = watch.stop();
      resolve({ code: child.pid === undefined ? 127 : code, ...output.texts(), gaveUp });
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function collectOutput(child) {
  let output = '';
  let stdout = '';
  const add = (/** @type {unknown} */ chunk) => {
    output = (output + String(chunk)).slice(-OUTPUT_LIMIT);
  };
  child.stdout?.on('data', add);
  child.stdout?.on('data', (chunk) => {
    stdout = (stdout + String(chunk)).slice(-OUTPUT_LIMIT);
  });
  child.stderr?.on('data', add);
  return { add, texts: () => ({ output, stdout }) };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Command} command
 * @param {import('./report.mjs').Report | undefined} report
 */
function watchOver(child, command, report) {
  const startedAt = performance.now();
  let gaveUp = false;
  let lastSaidAt = startedAt;
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    if (command.giveUp?.(seconds)) {
      gaveUp = true;
      endGroup(child);
    }
    if (!command.what || performance.now() - lastSaidAt < HEARTBEAT_MS) return;
    lastSaidAt = performance.now();
    report?.say(`${command.what}, ${String(seconds)} s${command.progress?.(seconds) ?? ''}`);
  }, 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      return gaveUp;
    },
  };
}

/** @param {import('node:child_process').ChildProcess} child */
function endGroup(child) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch (error) {
    // ESRCH: it ended by itself meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Makes Ctrl+C and a kill end what this process started, too.
 *
 * @returns {void}
 */
export function endChildrenWithUs() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      for (const child of running) endGroup(child);
      process.exit(128 + os.constants.signals[signal]);
    });
  }
}

/**
 * Arguments for a long Node child that must not outlive us, even when we are killed outright.
 *
 * @param {readonly string[]} args
 * @returns {string[]}
 */
export function leashed(args) {
  return ['--import', new URL('leash.mjs', import.meta.url).href, ...args];
}

/**
 * npm as its own program: `npm` is a shell script on Windows and may be absent from the path.
 *
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {{ readonly program: string, readonly args: readonly string[] }} what to put before npm's own arguments
 * @throws {SetupStop} when no npm can be found
 */
export function npmCommand(env = process.env) {
  const beside = path.dirname(process.execPath);
  const candidates = [
    env['npm_execpath'] ?? '',
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const cli = candidates.find(
    (file) => path.basename(file) === 'npm-cli.js' && fs.existsSync(file),
  );
  if (cli === undefined) {
    throw new SetupStop(
      'npm was not found beside Node. Install Node.js with npm, then run this again.',
    );
  }
  return { program: process.execPath, args: leashed([cli]) };
}

/**
 * @param {string} output
 * @param {number} [count]
 * @returns {string} the last lines that say something, indented
 */
export function lastLines(output, count = 12) {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n');
}
