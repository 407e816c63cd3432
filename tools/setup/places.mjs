/** Where the set-up reads and writes: the clone, and a cache of the user's that outlives it. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The folder of the clone. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..');

/**
 * The user's cache folder: what is downloaded or built once for every clone.
 *
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @param {string} [homeDir]
 * @param {NodeJS.Platform} [platform]
 * @returns {string} absolute path; it may not exist yet
 */
export function cacheDir(env = process.env, homeDir = os.homedir(), platform = process.platform) {
  if (env['BAIXA_CACHE_DIR']) return path.resolve(env['BAIXA_CACHE_DIR']);
  if (platform === 'win32' && env['LOCALAPPDATA']) {
    return path.join(env['LOCALAPPDATA'], 'Baixa', 'cache');
  }
  // The XDG rules tell programs to ignore a relative path here.
  const xdgCache = env['XDG_CACHE_HOME'];
  if (xdgCache && path.isAbsolute(xdgCache)) return path.join(xdgCache, 'baixa');
  return path.join(homeDir, '.cache', 'baixa');
}

/**
 * A name beside `target` under which work is written until it is whole. It carries the process id, so that what a
 * killed run left behind can be told from what a living one is writing.
 *
 * @param {string} target
 * @returns {string}
 */
export function temporaryName(target) {
  return `${target}.tmp-${String(process.pid)}`;
}

/**
 * Writes a file so that a reader sees the old text or the new one, never a part of it.
 *
 * @param {string} target
 * @param {string} text
 * @returns {void}
 */
export function writeWhole(target, text) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const temporary = temporaryName(target);
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, target);
}

/**
 * Copies a file so that `target` is never seen half written, not even by a process that has the old one open.
 *
 * @param {string} source
 * @param {string} target
 * @returns {void}
 */
export function copyWhole(source, target) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const temporary = temporaryName(target);
  fs.copyFileSync(source, temporary);
  fs.renameSync(temporary, target);
}

/**
 * Removes what interrupted runs left in a folder. What a living process is writing stays.
 *
 * @param {string} folder
 * @returns {number} how many were removed
 */
export function removeLeftovers(folder) {
  if (!fs.existsSync(folder)) return 0;
  const dead = fs.readdirSync(folder).filter((name) => {
    const pid = /\.tmp-(\d+)$/.exec(name)?.[1];
    return pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid));
  });
  for (const name of dead) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  return dead.length;
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * @param {string | Buffer} bytes
 * @param {'sha256' | 'sha512'} [algorithm]
 * @returns {string} hexadecimal
 */
export function digest(bytes, algorithm = 'sha256') {
  return createHash(algorithm).update(bytes).digest('hex');
}

/**
 * @param {string} file
 * @returns {string | undefined} nothing when there is no such file
 */
export function textOf(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}
