/** One core per data folder: SQLite's exclusive lock on `lock.db` is held for the core's life and ends with its process. */
import fs from 'node:fs';
import path from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';

/** Who works on a data folder, in words for the next one who tries. */
export interface LockHolder {
  readonly kind: 'desktop' | 'headless';
  readonly pid: number;
  readonly since: Instant;
}

export interface Lock {
  /** Gives the folder free. A second call does nothing. */
  release(): void;
}

/**
 * Takes the data folder, or fails at once.
 *
 * @param dataDir an existing folder
 * @throws Failure `data-folder-in-use` with `holder` (`desktop`, `headless` or null when unknown), `since` and `pid`;
 *   `data-folder-read-only`
 */
export function holdLock(dataDir: string, who: LockHolder): Lock {
  const db = openLockFile(dataDir);
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw failureOf(error, dataDir);
  }
  writeHolder(dataDir, who);
  return { release: () => release(db, dataDir) };
}

function openLockFile(dataDir: string): Database {
  try {
    return new SqliteDatabase(path.join(dataDir, 'lock.db'), { timeout: 0 });
  } catch (error) {
    throw failureOf(error, dataDir);
  }
}

// `lock.db` itself cannot be read while it is held, so the holder's words lie beside it.
function holderFile(dataDir: string): string {
  return path.join(dataDir, 'lock-holder.json');
}

function writeHolder(dataDir: string, who: LockHolder): void {
  const temporary = `${holderFile(dataDir)}.${who.pid}`;
  fs.writeFileSync(temporary, `${JSON.stringify(who)}\n`, { mode: 0o600 });
  fs.renameSync(temporary, holderFile(dataDir));
}

function release(db: Database, dataDir: string): void {
  if (!db.open) return;
  fs.rmSync(holderFile(dataDir), { force: true });
  db.close();
}

const READ_ONLY_CODES: readonly string[] = [
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_READONLY_DIRECTORY',
];

function failureOf(error: unknown, dataDir: string): Failure {
  const code = error instanceof SqliteDatabase.SqliteError ? error.code : '';
  if (code === 'SQLITE_BUSY') return inUse(dataDir);
  if (READ_ONLY_CODES.includes(code)) {
    const detail = { folder: dataDir };
    return new Failure('data-folder-read-only', 'The data folder cannot be written', detail);
  }
  return new Failure('unexpected', 'The lock file cannot be used', {}, { cause: error });
}

function inUse(dataDir: string): Failure {
  const holder = readHolder(dataDir);
  return new Failure('data-folder-in-use', 'Another core works on this data folder', {
    folder: dataDir,
    holder: holder?.kind ?? null,
    since: holder?.since ?? null,
    pid: holder?.pid ?? null,
  });
}

/** Undefined in the moment between the lock and the words, and when they are damaged: the refusal stands without them. */
function readHolder(dataDir: string): LockHolder | undefined {
  try {
    const stored: unknown = JSON.parse(fs.readFileSync(holderFile(dataDir), 'utf8'));
    return isHolder(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, pid, since } = value as Partial<Record<keyof LockHolder, unknown>>;
  const isKind = kind === 'desktop' || kind === 'headless';
  return isKind && typeof pid === 'number' && typeof since === 'string';
}
