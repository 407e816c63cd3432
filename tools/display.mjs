/** A screen to draw on where there is none: Xvfb as a child, ended by its process id. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasProgram } from './setup/system-packages.mjs';
import { SetupStop } from './setup/report.mjs';

const SCREEN = '1600x1000x24';

/**
 * @typedef {object} VirtualDisplay
 * @property {string} name value for DISPLAY, such as `:99`
 * @property {() => Promise<void>} close resolves when the server has ended
 */

/**
 * Whether windows can be shown. Windows and macOS always can, as far as can be told.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {boolean}
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform !== 'linux') return true;
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/**
 * Starts a virtual display on a free number.
 *
 * @returns {Promise<VirtualDisplay>}
 * @throws {SetupStop} when Xvfb is missing or does not start
 */
export async function startDisplay() {
  if (!hasProgram('Xvfb')) {
    throw new SetupStop(
      'There is no display and no Xvfb: install it (Debian and Ubuntu: apt-get install xvfb).',
    );
  }
  // Where it can be had, setpriv ends the server with us even when we are killed outright.
  const leash = hasProgram('setpriv') ? ['setpriv', '--pdeathsig', 'TERM'] : [];
  const [program = 'Xvfb', ...args] = [
    ...leash,
    'Xvfb',
    '-displayfd',
    '3',
    '-screen',
    '0',
    SCREEN,
    '-nolisten',
    'tcp',
  ];
  const server = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const ended = once(server, 'close');
  const number = await firstLine(server, ended);
  return {
    name: `:${number}`,
    close: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {Promise<unknown>} ended
 * @returns {Promise<string>} the number that the server chose
 */
async function firstLine(server, ended) {
  const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  let text = '';
  for await (const chunk of pipe) {
    text += String(chunk);
    if (text.includes('\n')) return text.trim();
  }
  await ended;
  throw new SetupStop('Xvfb ended before it had a display.');
}

/**
 * Runs `work` with a display: the one that is there, or a virtual one for as long as `work` takes. DISPLAY is set for
 * this process and its children meanwhile.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) return work();
  const display = await startDisplay();
  process.env['DISPLAY'] = display.name;
  try {
    return await work();
  } finally {
    delete process.env['DISPLAY'];
    await display.close();
  }
}
