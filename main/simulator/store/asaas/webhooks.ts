import type { Instant } from '../../../../domain/instant.ts';
import { BEHIND } from '../deliveries.ts';
import type { Db } from '../open.ts';

export interface WebhookState {
  readonly name: string;
  readonly url: string;
  readonly email: string;
  readonly isEnabled: boolean;
  readonly apiVersion: number;
  readonly authToken: string | null;
  readonly sendType: 'SEQUENTIALLY' | 'NON_SEQUENTIALLY';
  readonly events: readonly string[];
}

export interface Webhook extends WebhookState {
  readonly id: string;
}

type Row = Omit<Webhook, 'isEnabled' | 'events'> & {
  readonly isEnabled: number;
  readonly events: string;
};

const COLUMNS = `
  id, name, url, email, is_enabled AS isEnabled, api_version AS apiVersion, auth_token AS authToken,
  send_type AS sendType, events`;

const toWebhook = (row: Row): Webhook => ({
  ...row,
  isEnabled: row.isEnabled === 1,
  events: JSON.parse(row.events) as string[],
});

const toRow = (state: WebhookState) => ({
  ...state,
  isEnabled: state.isEnabled ? 1 : 0,
  events: JSON.stringify(state.events),
});

/** Webhooks of the account and the numbering of events. */
export function createWebhooks(db: Db) {
  const insert = db.prepare(`
    INSERT INTO asaas_webhooks (id, name, url, email, is_enabled, api_version, auth_token, send_type, events)
    VALUES (@id, @name, @url, @email, @isEnabled, @apiVersion, @authToken, @sendType, @events)`);
  const update = db.prepare(`
    UPDATE asaas_webhooks
    SET name = @name, url = @url, email = @email, is_enabled = @isEnabled, api_version = @apiVersion,
      auth_token = @authToken, send_type = @sendType, events = @events
    WHERE id = @id`);
  const remove = db.prepare('DELETE FROM asaas_webhooks WHERE id = ?');
  const byId = db.prepare(`SELECT ${COLUMNS} FROM asaas_webhooks WHERE id = ?`);
  const list = db.prepare(`SELECT ${COLUMNS} FROM asaas_webhooks ORDER BY seq`);
  const addEvent = db.prepare(
    'INSERT INTO asaas_events (event, payment, created_at) VALUES (?, ?, ?)',
  );
  return {
    add(id: string, state: WebhookState): void {
      insert.run({ id, ...toRow(state) });
    },
    save(id: string, state: WebhookState): void {
      update.run({ id, ...toRow(state) });
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
    addEvent: (event: string, payment: string, at: Instant): number =>
      Number(addEvent.run(event, payment, at).lastInsertRowid),
  };
}

export type Webhooks = ReturnType<typeof createWebhooks>;

/** What Asaas' panel and API do to the queue of one webhook URL. */
export function createWebhookQueue(db: Db) {
  const where = `gateway = 'asaas' AND url = @url`;
  // What waits the longest goes now, the rest of its queue one after the other behind it.
  const resume = db.prepare(`
    UPDATE deliveries
    SET state = 'pending', forgiven = tries, due_at = CASE
      WHEN @isOrdered = 1 AND EXISTS (
        SELECT 1
        FROM deliveries AS earlier
        WHERE earlier.gateway = 'asaas' AND earlier.url = @url AND earlier.subject = deliveries.subject
          AND earlier.state IN ('pending', 'sending', 'suspended') AND earlier.id < deliveries.id)
      THEN '${BEHIND}' ELSE @now END
    WHERE ${where} AND state = 'suspended'`);
  const hurry = db.prepare(`
    UPDATE deliveries SET due_at = @now, forgiven = tries
    WHERE ${where} AND state = 'pending' AND tries > 0`);
  const redirect = db.prepare(`
    UPDATE deliveries SET url = @to
    WHERE ${where} AND state IN ('pending', 'suspended')`);
  const forget = db.prepare(`
    UPDATE deliveries SET state = 'given-up'
    WHERE gateway = 'asaas' AND state IN ('pending', 'suspended') AND created_at < ?`);
  const setHeaders = db.prepare(`
    UPDATE deliveries SET headers = @headers
    WHERE ${where} AND state IN ('pending', 'suspended')`);
  const drop = db.prepare(`
    UPDATE deliveries SET state = 'given-up'
    WHERE ${where} AND state IN ('pending', 'suspended')`);
  const suspend = db.prepare(
    `UPDATE deliveries SET state = 'suspended' WHERE ${where} AND state = 'pending'`,
  );
  return {
    /** Sends what has piled up, its tries counted anew. */
    resume(url: string, now: Instant, isOrdered: boolean): void {
      resume.run({ url, now, isOrdered: isOrdered ? 1 : 0 });
    },
    /** Ends the wait of what failed, its tries counted anew. */
    hurry(url: string, now: Instant): void {
      hurry.run({ url, now });
    },
    suspend(url: string): void {
      suspend.run({ url });
    },
    /** Sends what is still to be sent to another URL. */
    redirect(url: string, to: string): void {
      redirect.run({ url, to });
    },
    /** What is still to be sent carries other headers. */
    setHeaders(url: string, headers: Readonly<Record<string, string>>): void {
      setHeaders.run({ url, headers: JSON.stringify(headers) });
    },
    /** Erases what waits. */
    drop(url: string): void {
      drop.run({ url });
    },
    /** Erases what waits since before an instant. */
    forgetBefore(at: Instant): void {
      forget.run(at);
    },
  };
}

export type WebhookQueue = ReturnType<typeof createWebhookQueue>;
