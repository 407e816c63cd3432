/** A folder that this process cannot write, also where the tests run as root, to whom permission bits mean nothing. */
import fs from 'node:fs';

const NOBODY = 65_534;

/** False on Windows, where permission bits do not make a folder read-only. */
export const canMakeReadOnly = process.platform !== 'win32';

/** Runs `act` while `folder` can be read and not written; the rights are given back whatever happens. */
export function withReadOnly<T>(folder: string, act: () => T): T {
  const isRoot = process.geteuid?.() === 0;
  fs.chmodSync(folder, 0o555);
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return act();
  } finally {
    if (isRoot) process.seteuid?.(0);
    fs.chmodSync(folder, 0o755);
  }
}
