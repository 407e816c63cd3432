/** Wrapped data keys and encrypted secrets. Nothing here can read them: that is `services/secrets`. */
import type { Database } from 'better-sqlite3';
import type { Instant } from '../../domain/instant.ts';

/** What can open the data key: the system's keyring, a passphrase, or a file that only the user can read. */
export type Unlocker = 'keyring' | 'passphrase' | 'keyfile';

export interface DataKeyRow {
  readonly unlocker: Unlocker;
  readonly wrapped: Uint8Array;
  /** Of the passphrase's key derivation; null for the others. */
  readonly salt: Uint8Array | null;
  readonly createdAt: Instant;
}

/** Where a secret belongs, for example `accounts`, 7, `clientSecret`. */
export interface SecretPlace {
  readonly ownerTable: string;
  readonly ownerId: number;
  readonly name: string;
}

export interface SecretRow extends SecretPlace {
  readonly cipher: Uint8Array;
  /** Keyed, so that equal secrets can be told without opening them. */
  readonly fingerprint: string;
}

/** The statements of `data_keys` and `secrets`, prepared once. */
export interface Secrets {
  listDataKeys(): readonly DataKeyRow[];
  /** Replaces the row of the same unlocker. */
  putDataKey(row: DataKeyRow): void;
  byPlace(place: SecretPlace): SecretRow | undefined;
  listOf(ownerTable: string, ownerId: number): readonly SecretRow[];
  /** Replaces the secret in the same place. */
  put(row: SecretRow): void;
  /** False when there was none. */
  remove(place: SecretPlace): boolean;
}

interface StoredKey {
  unlocker: Unlocker;
  wrapped: Uint8Array;
  salt: Uint8Array | null;
  created_at: Instant;
}

interface StoredSecret {
  owner_table: string;
  owner_id: number;
  name: string;
  cipher: Uint8Array;
  fingerprint: string;
}

export function createSecrets(db: Database): Secrets {
  const keys = db.prepare<[], StoredKey>(
    `SELECT unlocker, wrapped, salt, created_at
       FROM data_keys
      ORDER BY unlocker`,
  );
  const putKey = db.prepare(
    `INSERT INTO data_keys (unlocker, wrapped, salt, created_at)
     VALUES (@unlocker, @wrapped, @salt, @createdAt)
         ON CONFLICT (unlocker) DO UPDATE
        SET wrapped = excluded.wrapped, salt = excluded.salt, created_at = excluded.created_at`,
  );
  const one = db.prepare<[SecretPlace], StoredSecret>(
    `SELECT owner_table, owner_id, name, cipher, fingerprint
       FROM secrets
      WHERE owner_table = @ownerTable AND owner_id = @ownerId AND name = @name`,
  );
  const ofOwner = db.prepare<[string, number], StoredSecret>(
    `SELECT owner_table, owner_id, name, cipher, fingerprint
       FROM secrets
      WHERE owner_table = ? AND owner_id = ?
      ORDER BY name`,
  );
  const put = db.prepare(
    `INSERT INTO secrets (owner_table, owner_id, name, cipher, fingerprint)
     VALUES (@ownerTable, @ownerId, @name, @cipher, @fingerprint)
         ON CONFLICT (owner_table, owner_id, name) DO UPDATE
        SET cipher = excluded.cipher, fingerprint = excluded.fingerprint`,
  );
  const remove = db.prepare(
    `DELETE FROM secrets
      WHERE owner_table = @ownerTable AND owner_id = @ownerId AND name = @name`,
  );
  return {
    listDataKeys: () => keys.all().map(toDataKey),
    putDataKey: (row) => void putKey.run(row),
    byPlace: (place) => {
      const row = one.get(place);
      return row === undefined ? undefined : toSecret(row);
    },
    listOf: (ownerTable, ownerId) => ofOwner.all(ownerTable, ownerId).map(toSecret),
    put: (row) => void put.run(row),
    remove: (place) => remove.run(place).changes === 1,
  };
}

function toDataKey(row: StoredKey): DataKeyRow {
  return {
    unlocker: row.unlocker,
    wrapped: row.wrapped,
    salt: row.salt,
    createdAt: row.created_at,
  };
}

function toSecret(row: StoredSecret): SecretRow {
  return {
    ownerTable: row.owner_table,
    ownerId: row.owner_id,
    name: row.name,
    cipher: row.cipher,
    fingerprint: row.fingerprint,
  };
}
