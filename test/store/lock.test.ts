import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../domain/instant.ts';
import { holdLock, type LockHolder } from '../../main/store/lock.ts';
import { canMakeReadOnly, withReadOnly } from '../support/read-only.ts';

const since = instant('2026-11-21T12:00:00Z');
const desktop: LockHolder = { kind: 'desktop', pid: process.pid, since };
const headless: LockHolder = { kind: 'headless', pid: process.pid, since };

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-lock-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('the lock of a data folder', () => {
  it('tells a second core who holds it', () => {
    const lock = holdLock(folder, desktop);

    const second = (): unknown => holdLock(folder, headless);

    expect(second).toThrow(
      expect.objectContaining({
        code: 'data-folder-in-use',
        detail: { folder, holder: 'desktop', since, pid: process.pid },
      }),
    );
    lock.release();
  });

  it('is free again after it was released, also twice', () => {
    const first = holdLock(folder, desktop);
    first.release();
    first.release();

    const second = holdLock(folder, headless);

    expect(fs.readFileSync(path.join(folder, 'lock-holder.json'), 'utf8')).toContain('headless');
    second.release();
    expect(fs.existsSync(path.join(folder, 'lock-holder.json'))).toBe(false);
  });

  it.each([
    ['damaged', '{'],
    ['of another form', '{"kind":"tray"}'],
  ])('refuses a second core even when the words of the first are %s', (_, words) => {
    const lock = holdLock(folder, desktop);
    fs.writeFileSync(path.join(folder, 'lock-holder.json'), words);

    const second = (): unknown => holdLock(folder, headless);

    expect(second).toThrow(
      expect.objectContaining({
        code: 'data-folder-in-use',
        detail: { folder, holder: null, since: null, pid: null },
      }),
    );
    lock.release();
  });

  it('holds between processes and ends with a killed one', async () => {
    const holder = spawnHolder();
    await once(holder.stdout, 'data');

    const whileItLives = (): unknown => holdLock(folder, desktop);

    expect(whileItLives).toThrow(expect.objectContaining({ code: 'data-folder-in-use' }));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    holdLock(folder, desktop).release();
  });

  it.skipIf(!canMakeReadOnly)('says that the folder is read-only', () => {
    const lock = (): unknown => withReadOnly(folder, () => holdLock(folder, desktop));

    expect(lock).toThrow(
      expect.objectContaining({ code: 'data-folder-read-only', detail: { folder } }),
    );
  });
});

/** Another process with SQLite alone, which takes the lock as the app does and says so. */
function spawnHolder() {
  const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
  const program = `
    const Database = require(${JSON.stringify(sqlite)});
    const db = new Database(${JSON.stringify(path.join(folder, 'lock.db'))});
    db.exec('BEGIN EXCLUSIVE');
    process.stdout.write('held');
    setInterval(() => {}, 1000);
  `;
  return spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}
