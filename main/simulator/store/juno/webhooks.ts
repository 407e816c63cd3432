import type { Instant } from '../../../../domain/instant.ts';
import type { Db } from '../open.ts';

export interface WebhookState {
  readonly status: 'ACTIVE' | 'INACTIVE';
  /** Names of event types. */
  readonly eventTypes: readonly string[];
}

/** A webhook of the account; its URL never changes (juno.md 3.4). */
export interface Webhook extends WebhookState {
  readonly id: string;
  readonly url: string;
  /** 64 hexadecimal digits, used as text. */
  readonly secret: string;
}

type Row = Omit<Webhook, 'eventTypes'> & { readonly eventTypes: string };

const COLUMNS = 'id, url, secret, status, event_types AS eventTypes';

const toWebhook = (row: Row): Webhook => ({
  ...row,
  eventTypes: JSON.parse(row.eventTypes) as string[],
});

/** Webhooks of the account and the numbering of events. */
export function createWebhooks(db: Db) {
  const insert = db.prepare(`
    INSERT INTO juno_webhooks (id, url, secret, status, event_types)
    VALUES (@id, @url, @secret, @status, @eventTypes)`);
  const update = db.prepare(
    'UPDATE juno_webhooks SET status = @status, event_types = @eventTypes WHERE id = @id',
  );
  const remove = db.prepare('DELETE FROM juno_webhooks WHERE id = ?');
  const byId = db.prepare(`SELECT ${COLUMNS} FROM juno_webhooks WHERE id = ?`);
  const list = db.prepare(`SELECT ${COLUMNS} FROM juno_webhooks ORDER BY seq`);
  const addEvent = db.prepare(
    'INSERT INTO juno_events (type, charge, created_at) VALUES (?, ?, ?)',
  );
  return {
    add(webhook: Webhook): void {
      insert.run({ ...webhook, eventTypes: JSON.stringify(webhook.eventTypes) });
    },
    save(id: string, { status, eventTypes }: WebhookState): void {
      update.run({ id, status, eventTypes: JSON.stringify(eventTypes) });
    },
    remove(id: string): void {
      remove.run(id);
    },
    byId(id: string): Webhook | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : toWebhook(row as Row);
    },
    list: (): readonly Webhook[] => (list.all() as Row[]).map(toWebhook),
    /** @returns the number of the event */
    addEvent: (type: string, charge: string, at: Instant): number =>
      Number(addEvent.run(type, charge, at).lastInsertRowid),
  };
}

export type Webhooks = ReturnType<typeof createWebhooks>;
