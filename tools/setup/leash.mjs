/**
 * Loaded into long Node children with `--import`: ends them when the set-up that started them is gone, so that an
 * orphaned `npm ci` never writes into node_modules beside the next one.
 */
import process from 'node:process';
import { isAlive } from './places.mjs';

const CHECK_MS = 500;
const parent = process.ppid;

setInterval(() => {
  // Windows keeps telling the old parent; elsewhere an orphan gets a new one.
  if (process.ppid === parent && isAlive(parent)) return;
  // The set-up starts each child as the head of a group: a compiler that it started ends with it.
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGTERM');
  process.exit(1);
}, CHECK_MS).unref();
