import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';

/** One entry that a notification token tells (efi.md 3.4). `id` counts from 1 within the token. */
export interface TokenEvent {
  readonly id: number;
  readonly type: 'charge' | 'carnet' | 'carnet_charge';
  readonly customId: string | null;
  readonly carnetId: number | null;
  readonly chargeId: number | null;
  readonly previous: string | null;
  readonly current: string;
  readonly at: Instant;
  readonly valueCents: Cents | null;
  readonly receivedOn: CivilDate | null;
}

export interface HistoryLine {
  readonly message: string;
  readonly at: Instant;
}

/** What happened to charges and carnês, and the lines their history shows. */
export function createEvents(db: Db) {
  const insert = db
    .prepare(
      `INSERT INTO efi_events (
        token, id, type, custom_id, carnet_id, charge_id, previous, current, at, value_cents, received_on)
      SELECT
        @token, COALESCE(MAX(id), 0) + 1, @type, @customId, @carnetId, @chargeId, @previous, @current, @at,
        @valueCents, @receivedOn
      FROM efi_events
      WHERE token = @token
      RETURNING id`,
    )
    .pluck();
  const ofToken = db.prepare(`
    SELECT
      id,
      type,
      custom_id AS customId,
      carnet_id AS carnetId,
      charge_id AS chargeId,
      previous,
      current,
      at,
      value_cents AS valueCents,
      received_on AS receivedOn
    FROM efi_events
    WHERE token = ? AND at >= ?
    ORDER BY id`);
  const knows = db.prepare('SELECT 1 FROM efi_events WHERE token = ? LIMIT 1');
  const addLine = db.prepare('INSERT INTO efi_history (owner, message, at) VALUES (?, ?, ?)');
  const lines = db.prepare('SELECT message, at FROM efi_history WHERE owner = ? ORDER BY id');
  const spend = db
    .prepare(
      `INSERT INTO efi_quota (endpoint, on_date, used)
      VALUES (?, ?, 1)
      ON CONFLICT (endpoint, on_date) DO UPDATE SET used = used + 1
      RETURNING used`,
    )
    .pluck();
  return {
    /** @returns the entry's id within the token */
    add: (token: string, event: Omit<TokenEvent, 'id'>): number =>
      insert.get({ token, ...event }) as number,
    ofToken: (token: string, since: Instant): readonly TokenEvent[] =>
      ofToken.all(token, since) as TokenEvent[],
    knows: (token: string): boolean => knows.get(token) !== undefined,
    /** @param owner `charge:ID` or `carnet:ID` */
    addLine(owner: string, line: HistoryLine): void {
      addLine.run(owner, line.message, line.at);
    },
    linesOf: (owner: string): readonly HistoryLine[] => lines.all(owner) as HistoryLine[],
    /** Counts one call of an endpoint on a day. @returns calls of that day so far, this one among them */
    spendQuota: (endpoint: string, on: CivilDate): number => spend.get(endpoint, on) as number,
  };
}

export type Events = ReturnType<typeof createEvents>;
