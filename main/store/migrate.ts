import { statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Failure } from '../../domain/failure.ts';

/** One numbered step of a schema; forward only, never edited once released. */
export interface Migration {
  readonly number: number;
  readonly sql: string;
}

export interface MigrationPlan {
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly isNew: boolean;
  readonly backupDir?: string;
}

/**
 * Brings a file to the newest schema, each step in a transaction of its own with its number as
 * `PRAGMA user_version`. An older file with data is copied first.
 */
export function migrate(db: Database, plan: MigrationPlan): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const newest = plan.migrations.at(-1)?.number ?? 0;
  if (version > newest) {
    throw new Failure('database-newer', 'The file was written by a newer version', {
      fileVersion: version,
      appVersion: newest,
    });
  }
  const missing = plan.migrations.filter((migration) => migration.number > version);
  if (missing.length === 0) return;
  if (!plan.isNew && plan.backupDir !== undefined) backUp(db, { ...plan, version });
  for (const migration of missing) applyOne(db, migration);
}

function applyOne(db: Database, migration: Migration): void {
  db.transaction(() => {
    db.exec(migration.sql);
    db.pragma(`user_version = ${migration.number}`);
  })();
}

function backUp(db: Database, plan: MigrationPlan & { readonly version: number }): void {
  const folder = plan.backupDir ?? '';
  const disk = statfsSync(folder);
  // The copy and the migrated file both have to fit beside the old one.
  if (disk.bavail * disk.bsize < statSync(plan.file).size * 2) {
    throw new Failure('disk-full', 'No room for the copy before migrating');
  }
  const target = join(folder, `before-migration-${String(plan.version + 1).padStart(4, '0')}.db`);
  db.prepare('VACUUM INTO ?').run(nextFreeName(target));
}

function nextFreeName(target: string): string {
  for (let copy = 0; ; copy += 1) {
    const name = copy === 0 ? target : target.replace(/\.db$/, `-${copy}.db`);
    if (statSync(name, { throwIfNoEntry: false }) === undefined) return name;
  }
}
