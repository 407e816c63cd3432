/** What the operator is told when the data folder cannot be worked on, and that it is left as it was. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataDir, openDesktop, startDesktopProgram } from '../support/desktop.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = makeDataDir();
});

afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }));

/** Starts, waits for the words, closes the box that nobody sees. */
async function startsSaying(words: RegExp, folder = dataDir): Promise<unknown> {
  const program = await startDesktopProgram(['--data-dir', folder, '--port', '0']);
  await program.says(words);
  program.child.kill('SIGTERM');
  return program.ended;
}

describe('a database of a newer version', () => {
  it('is refused in words, and stays as it was', async () => {
    const desktop = await openDesktop({ dataDir });
    await desktop.close();
    const file = path.join(dataDir, 'baixa.db');
    const db = new Database(file);
    db.pragma('user_version = 9999');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = digest(file);

    const code = await startsSaying(/Os dados são de uma versão mais nova do Baixa/);

    expect(code).toBe(1);
    expect(digest(file)).toBe(before);
  });
});

describe('a damaged database', () => {
  it('is told of, with what to do, and stays as it was', async () => {
    const desktop = await openDesktop({ dataDir });
    await desktop.close();
    const file = path.join(dataDir, 'baixa.db');
    fs.writeFileSync(file, Buffer.alloc(64 * 1024, 0x5a));
    const before = digest(file);

    const code = await startsSaying(/O banco de dados está danificado/);

    expect(code).toBe(1);
    expect(digest(file)).toBe(before);
  });
});

describe('a folder that cannot be written', () => {
  it('is told of when it is a file', async () => {
    const file = path.join(dataDir, 'ocupado');
    fs.writeFileSync(file, 'x');

    const code = await startsSaying(/A pasta de dados não serve/, path.join(file, 'dados'));

    expect(code).toBe(1);
    expect(fs.readFileSync(file, 'utf8')).toBe('x');
  });

  it('is told of when the disk is read-only, and nothing is lost', async ({ skip }) => {
    const desktop = await openDesktop({ dataDir });
    await desktop.close();
    const file = path.join(dataDir, 'baixa.db');
    const before = digest(file);
    if (!mountReadOnly(dataDir)) skip('a read-only mount cannot be made here');

    const code = await startsSaying(/A pasta de dados não pode ser gravada/).finally(() =>
      spawnSync('umount', [dataDir]),
    );

    expect(code).toBe(1);
    expect(digest(file)).toBe(before);
  });
});

/** Permissions do not stop root, a read-only mount does. */
function mountReadOnly(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (spawnSync('mount', ['--bind', folder, folder]).status !== 0) return false;
  if (spawnSync('mount', ['-o', 'remount,bind,ro', folder]).status === 0) return true;
  spawnSync('umount', [folder]);
  return false;
}

function digest(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}
