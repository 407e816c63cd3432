import type { Instant } from '../../../../domain/instant.ts';
import type { Db } from '../open.ts';

/** A random Pix key (EVP) of the account. */
export interface PixKey {
  readonly key: string;
  readonly createdAt: Instant;
}

/** The window of requests that is running. */
export interface Quota {
  readonly startedAt: Instant;
  readonly used: number;
}

/** What the digital account holds beside charges: Pix keys and its spent quota of requests. */
export function createAccountBook(db: Db) {
  const insert = db.prepare(`
    INSERT INTO juno_pix_keys (key, idempotency_key, created_at)
    VALUES (@key, @idempotencyKey, @createdAt)`);
  const byKey = db.prepare('SELECT key, created_at AS createdAt FROM juno_pix_keys WHERE key = ?');
  const byIdempotencyKey = db.prepare(
    'SELECT key, created_at AS createdAt FROM juno_pix_keys WHERE idempotency_key = ?',
  );
  const quota = db.prepare('SELECT started_at AS startedAt, used FROM juno_quota WHERE id = 1');
  const setQuota = db.prepare(`
    INSERT INTO juno_quota (id, started_at, used)
    VALUES (1, @startedAt, @used)
    ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, used = excluded.used`);
  return {
    addKey(key: PixKey, idempotencyKey: string | null): void {
      insert.run({ ...key, idempotencyKey });
    },
    keyOf: (key: string): PixKey | undefined => byKey.get(key) as PixKey | undefined,
    /** The key that was made with that idempotency key. */
    keyMadeWith: (idempotencyKey: string): PixKey | undefined =>
      byIdempotencyKey.get(idempotencyKey) as PixKey | undefined,
    quota: (): Quota | undefined => quota.get() as Quota | undefined,
    setQuota(next: Quota): void {
      setQuota.run(next);
    },
  };
}

export type AccountBook = ReturnType<typeof createAccountBook>;
