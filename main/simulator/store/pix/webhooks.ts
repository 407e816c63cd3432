import type { Instant } from '../../../../domain/instant.ts';
import type { Db } from '../open.ts';
import type { Page } from './charge.ts';

/** One URL per Pix key. */
export interface Webhook {
  readonly key: string;
  readonly url: string;
  readonly createdAt: Instant;
}

export interface WebhookWindow {
  readonly from: Instant;
  readonly to: Instant;
}

const COLUMNS = 'key, url, created_at AS createdAt';

/** Webhooks of one profile. */
export function createWebhooks(db: Db, gateway: string) {
  const put = db.prepare(`
    INSERT INTO pix_webhooks (gateway, key, url, created_at)
    VALUES (?, ?, ?, ?)
    ON CONFLICT (gateway, key) DO UPDATE SET url = excluded.url, created_at = excluded.created_at`);
  const remove = db.prepare('DELETE FROM pix_webhooks WHERE gateway = ? AND key = ?');
  const byKey = db.prepare(`SELECT ${COLUMNS} FROM pix_webhooks WHERE gateway = ? AND key = ?`);
  const count = db
    .prepare(
      'SELECT COUNT(*) FROM pix_webhooks WHERE gateway = ? AND created_at >= ? AND created_at <= ?',
    )
    .pluck();
  const list = db.prepare(`
    SELECT ${COLUMNS} FROM pix_webhooks
    WHERE gateway = ? AND created_at >= ? AND created_at <= ?
    ORDER BY created_at, key
    LIMIT ? OFFSET ?`);
  return {
    put(webhook: Webhook): void {
      put.run(gateway, webhook.key, webhook.url, webhook.createdAt);
    },
    /** @returns whether there was one */
    remove: (key: string): boolean => remove.run(gateway, key).changes === 1,
    byKey: (key: string): Webhook | undefined => byKey.get(gateway, key) as Webhook | undefined,
    count: ({ from, to }: WebhookWindow): number => count.get(gateway, from, to) as number,
    list: ({ from, to }: WebhookWindow, { limit, offset }: Page): readonly Webhook[] =>
      list.all(gateway, from, to, limit, offset) as Webhook[],
  };
}

export type Webhooks = ReturnType<typeof createWebhooks>;
