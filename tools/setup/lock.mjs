/**
 * One set-up at a time for one clone. The lock is a listening local socket: the system gives it up with the process
 * that holds it, however that ends, so there is no stale lock.
 */
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { digest, projectRoot } from './places.mjs';

const RETRY_MS = 500;

/**
 * @param {NodeJS.Platform} [platform]
 * @param {string} [root]
 * @returns {string} name of the socket
 */
export function lockName(platform = process.platform, root = projectRoot) {
  const name = `baixa-setup-${digest(root).slice(0, 16)}`;
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`;
  // Linux: in the abstract space, which leaves no file behind.
  if (platform === 'linux') return `\0${name}`;
  return path.join(os.tmpdir(), `${name}.sock`);
}

/**
 * Waits until no other set-up of this clone runs.
 *
 * @param {() => void} onWait called once when it has to wait
 * @param {string} [name]
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(onWait, name = lockName()) {
  let isWaiting = false;
  for (;;) {
    const server = await listen(name);
    if (server !== undefined) return () => void server.close();
    if (!isWaiting) onWait();
    isWaiting = true;
    await removeDeadSocket(name);
    await wait(RETRY_MS);
  }
}

/**
 * @param {string} name
 * @returns {Promise<net.Server | undefined>}
 */
function listen(name) {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error) => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(name, () => resolve(server));
  });
}

/** A socket in a file outlives its process. @param {string} name */
async function removeDeadSocket(name) {
  if (name.startsWith('\0') || !fs.existsSync(name)) return;
  const answers = await new Promise((resolve) => {
    const socket = net.connect(name, () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
  if (!answers) fs.rmSync(name, { force: true });
}
