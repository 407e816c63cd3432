import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canLoadSqlite, sqliteMissingText } from '../main/sqlite-runtime.ts';

let packageDir: string;

beforeEach(() => {
  packageDir = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-sqlite-'));
});

afterEach(() => {
  fs.rmSync(packageDir, { recursive: true, force: true });
});

describe('SQLite', () => {
  it('loads on a runtime with Node-API 10 as it comes', () => {
    expect(canLoadSqlite(10, packageDir)).toBe(true);
  });

  it('loads on an older runtime once it was built for it', () => {
    const release = path.join(packageDir, 'build', 'Release');
    fs.mkdirSync(release, { recursive: true });
    fs.writeFileSync(path.join(release, 'better_sqlite3.node'), '');

    expect(canLoadSqlite(9, packageDir)).toBe(true);
  });

  it('does not load on an older runtime as it comes, and words say so', () => {
    expect(canLoadSqlite(9, packageDir)).toBe(false);
    expect(sqliteMissingText()).toContain(process.version);
  });

  it('loads here', () => {
    expect(canLoadSqlite()).toBe(true);
  });
});
