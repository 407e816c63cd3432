import fs from 'node:fs';
import path from 'node:path';
import type { DataFolder } from '../data-folder.ts';

/** Chromium's files of this data folder: caches, the page's local storage, and the single-instance lock. */
export function profileIn(folder: DataFolder): string {
  const profile = path.join(folder.dir, 'window');
  fs.mkdirSync(profile, { recursive: true, mode: 0o700 });
  return profile;
}
