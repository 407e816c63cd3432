import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { asaasSchema } from './asaas/schema.ts';
import { boletoFacilSchema } from './boleto-facil/schema.ts';
import { baseSchema, forgivenSchema } from './schema.ts';
import { efiSchema } from './efi/schema.ts';
import { tokenSchema } from './gerencianet-token/schema.ts';
import { junoSchema } from './juno/schema.ts';
import { pixSchema } from './pix/schema.ts';

export type Db = Database.Database;

/** The simulator's own file, shared by its repositories. */
export interface Store {
  readonly db: Db;
  /** Runs `work` in one transaction; an inner call joins the outer one. */
  transaction<T>(work: () => T): T;
  /** Runs `work` and takes back all that it wrote. Never inside a transaction. */
  rehearse<T>(work: () => T): T;
  /** Whether what is being written will be taken back. */
  readonly isRehearsing: boolean;
  /** Grows with each row that was written since the file was opened, rehearsals left out. */
  changesMade(): number;
  close(): void;
}

/** Tables of one gateway (or of all of them), made once per file. A part that was released never changes; add another. */
export interface SchemaPart {
  readonly name: string;
  readonly sql: string;
}

const parts: readonly SchemaPart[] = [
  baseSchema,
  efiSchema,
  forgivenSchema,
  asaasSchema,
  pixSchema,
  boletoFacilSchema,
  tokenSchema,
  junoSchema,
];

/** Opens (and makes, when missing) `simulator.db` in `dataDir`. Throws what SQLite throws when the file cannot be used. */
export function openStore(dataDir: string): Store {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'simulator.db');
  const db = new Database(file);
  chmodSync(file, 0o600);
  db.pragma('journal_mode = WAL');
  // A power cut may cost the last moments of an imitation; it never costs consistency.
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  applyParts(db);
  const countChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const changes = () => countChanges.get() ?? 0;
  let isRehearsing = false;
  let rehearsed = 0;
  return {
    db,
    transaction: (work) => (db.inTransaction ? work() : db.transaction(work).immediate()),
    rehearse(work) {
      const before = changes();
      db.exec('BEGIN');
      isRehearsing = true;
      try {
        return work();
      } finally {
        isRehearsing = false;
        if (db.inTransaction) db.exec('ROLLBACK');
        rehearsed += changes() - before;
      }
    },
    get isRehearsing() {
      return isRehearsing;
    },
    changesMade: () => changes() - rehearsed,
    close: () => {
      db.close();
    },
  };
}

function applyParts(db: Db): void {
  db.exec('CREATE TABLE IF NOT EXISTS schema_parts (name TEXT PRIMARY KEY) STRICT');
  const known = db.prepare('SELECT 1 FROM schema_parts WHERE name = ?');
  const remember = db.prepare('INSERT INTO schema_parts (name) VALUES (?)');
  for (const part of parts) {
    if (known.get(part.name) !== undefined) continue;
    db.transaction(() => {
      db.exec(part.sql);
      remember.run(part.name);
    })();
  }
}
