/** Opens inbox.db: its pragmas, its migrations, and what SQLite's errors mean to the product. */
import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Failure, type FailureCode } from '../../../domain/failure.ts';

export type InboxDatabase = Database.Database;

/** How long a commit waits for another process that holds the file (a backup, a virus scanner's lock). */
const BUSY_TIMEOUT_MS = 2_000;
/** The write-ahead log is cut back to this after a checkpoint, so that one storm does not keep the disk. */
const WAL_KEPT_BYTES = 16 * 1024 * 1024;

const migrations = Object.entries(
  import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, sql]) => sql);

/** The schema that this build writes. */
const INBOX_VERSION = migrations.length;

/**
 * Opens the file, making it (0600) when it is not there, and brings it to this build's schema.
 * Throws Failure: `database-newer`, `database-damaged`, `disk-full`, `locked`, `data-folder-read-only`, `unexpected`.
 */
export function openDatabase(file: string): InboxDatabase {
  let database: InboxDatabase | undefined;
  try {
    closeSync(openSync(file, 'a', 0o600));
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    configure(database);
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    throw toFailure(error);
  }
}

/** Gives any error of the inbox the code that an operator is told. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : 'Unknown error in the inbox';
  return new Failure(codeOf(error), `Inbox: ${message}`, {}, { cause: error });
}

function configure(database: InboxDatabase): void {
  database.pragma('journal_mode = WAL');
  // A 200 is a promise: each commit must be on the disk, not only in the system's cache.
  database.pragma('synchronous = FULL');
  // On macOS plain fsync leaves the data in the drive's cache; elsewhere this changes nothing.
  database.pragma('fullfsync = ON');
  database.pragma('foreign_keys = ON');
  database.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
}

function migrate(database: InboxDatabase): void {
  const found = Number(database.pragma('user_version', { simple: true }));
  if (found > INBOX_VERSION) {
    throw new Failure('database-newer', 'The inbox was written by a newer version', {
      found,
      known: INBOX_VERSION,
    });
  }
  migrations.slice(found).forEach((sql, index) => {
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${found + index + 1}`);
    })();
  });
  assertReadable(database);
}

/** The whole file is not checked (it may hold years of bodies): a page damaged deeper shows when it is read. */
function assertReadable(database: InboxDatabase): void {
  const table = database
    .prepare(`SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'inbox'`)
    .pluck()
    .get();
  if (table !== 1) throw new Failure('database-damaged', 'The inbox file has no inbox table');
  database.prepare('SELECT max(id) FROM inbox').get();
}

function codeOf(error: unknown): FailureCode {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'database-damaged';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'locked';
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') return 'disk-full';
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES') {
    return 'data-folder-read-only';
  }
  return 'unexpected';
}
