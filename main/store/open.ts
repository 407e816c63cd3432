/** Opens `baixa.db`: backup, migrations, durability. The one place where the books get a connection. */
import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Failure } from '../../domain/failure.ts';
import { migrate, type Migration } from './migrate.ts';

export type Db = Database.Database;

const sources = import.meta.glob<string>('./migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The numbered migrations in their order. */
export const migrations: readonly Migration[] = Object.entries(sources)
  .map(([file, sql]) => ({ number: Number(/(\d{4})-/.exec(file)?.[1]), sql }))
  .sort((left, right) => left.number - right.number);

export interface OpenOptions {
  /** Where the copy goes before an older file is migrated; no copy when left out. */
  readonly backupDir?: string;
}

/**
 * Opens and migrates the books.
 * @param file path of the database, or `:memory:`
 * @throws Failure `database-newer` for a file of a later version, `database-damaged` for what is no database,
 *   `data-folder-read-only`, `disk-full`
 */
export function openBooks(file: string, options: OpenOptions = {}): Db {
  const isNew = file === ':memory:' || !existsSync(file);
  const db = connect(file);
  try {
    migrate(db, { file, migrations, isNew, ...options });
    return db;
  } catch (error) {
    db.close();
    throw asFailure(error);
  }
}

/** A second connection to books that are open and migrated, which can only read. */
export function openReader(file: string): Db {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.pragma('busy_timeout = 5000');
  return db;
}

function connect(file: string): Db {
  try {
    // Made with its rights before SQLite opens it: the journal beside it takes them over.
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    const db = new Database(file);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('busy_timeout = 5000');
    db.function('fold', { deterministic: true }, foldText);
    return db;
  } catch (error) {
    throw asFailure(error);
  }
}

/** Lower case without accents: how names are sorted and searched. */
export function foldText(text: unknown): string {
  return String(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function asFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  switch (code) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new Failure('database-damaged', 'The books cannot be read', {}, { cause: error });
    case 'ENOSPC':
    case 'SQLITE_FULL':
      return new Failure('disk-full', 'No room for the books', {}, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DIRECTORY':
    case 'SQLITE_READONLY_DBMOVED':
    case 'SQLITE_CANTOPEN':
      return new Failure(
        'data-folder-read-only',
        'The books cannot be written',
        {},
        { cause: error },
      );
    default:
      return error;
  }
}
