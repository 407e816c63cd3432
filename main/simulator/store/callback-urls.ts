import type { Db } from './open.ts';

/** How one callback URL stands: switched off after too many failures, and failures in a row. */
export interface CallbackUrl {
  readonly url: string;
  readonly active: boolean;
  readonly failedTries: number;
}

interface Row {
  readonly url: string;
  readonly is_active: number;
  readonly failed_tries: number;
}

const toCallbackUrl = (row: Row): CallbackUrl => ({
  url: row.url,
  active: row.is_active === 1,
  failedTries: row.failed_tries,
});

/** State per callback URL. A URL without a row is active and has not failed. */
export function createCallbackUrls(db: Db) {
  const byUrl = db.prepare(
    'SELECT url, is_active, failed_tries FROM callback_urls WHERE gateway = ? AND url = ?',
  );
  const list = db.prepare(
    'SELECT url, is_active, failed_tries FROM callback_urls WHERE gateway = ? ORDER BY url',
  );
  const setActive = db.prepare(`
    INSERT INTO callback_urls (gateway, url, is_active, failed_tries)
    VALUES (?, ?, ?, 0)
    ON CONFLICT (gateway, url) DO UPDATE SET
      is_active = excluded.is_active,
      failed_tries = CASE excluded.is_active WHEN 1 THEN 0 ELSE failed_tries END`);
  const addFailure = db.prepare(`
    INSERT INTO callback_urls (gateway, url, failed_tries)
    VALUES (?, ?, 1)
    ON CONFLICT (gateway, url) DO UPDATE SET failed_tries = failed_tries + 1`);
  const clearFailures = db.prepare(`
    UPDATE callback_urls SET failed_tries = 0
    WHERE gateway = ? AND url = ? AND failed_tries > 0`);
  return {
    state(gateway: string, url: string): CallbackUrl {
      const row = byUrl.get(gateway, url) as Row | undefined;
      return row === undefined ? { url, active: true, failedTries: 0 } : toCallbackUrl(row);
    },
    list: (gateway: string): readonly CallbackUrl[] =>
      (list.all(gateway) as Row[]).map(toCallbackUrl),
    setActive(gateway: string, url: string, active: boolean): void {
      setActive.run(gateway, url, active ? 1 : 0);
    },
    countTry(gateway: string, url: string, hasFailed: boolean): void {
      (hasFailed ? addFailure : clearFailures).run(gateway, url);
    },
  };
}

export type CallbackUrls = ReturnType<typeof createCallbackUrls>;
