import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

export type OutboxAction = 'issue' | 'cancel' | 'change-due' | 'mark-settled';
export type OutboxState = 'waiting' | 'running' | 'done' | 'failed' | 'unknown';

/** What an outbox row is about: one charge, or one carnê sent as a whole. */
export type OutboxSubject = { readonly chargeId: number } | { readonly groupId: number };

/** One thing that waits to be done at a gateway. */
export interface OutboxRow {
  readonly id: number;
  readonly accountId: number;
  readonly chargeId: number | null;
  readonly groupId: number | null;
  readonly action: OutboxAction;
  readonly payload: Readonly<Record<string, string>>;
  readonly isExplicit: boolean;
  readonly state: OutboxState;
  readonly tries: number;
  readonly notBeforeAt: Instant;
}

export interface OutboxToAdd {
  readonly accountId: number;
  readonly subject: OutboxSubject;
  readonly action: OutboxAction;
  readonly payload?: Readonly<Record<string, string>>;
  readonly isExplicit: boolean;
  readonly notBeforeAt: Instant;
  readonly createdAt: Instant;
}

interface Row {
  readonly id: number;
  readonly account_id: number;
  readonly charge_id: number | null;
  readonly group_id: number | null;
  readonly action: OutboxAction;
  readonly payload: string;
  readonly is_explicit: number;
  readonly state: OutboxState;
  readonly tries: number;
  readonly not_before_at: string;
}

const COLUMNS = `id, account_id, charge_id, group_id, action, payload, is_explicit, state, tries,
  not_before_at`;

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(db: Db) {
  const insert = db.prepare(`
    INSERT INTO outbox (account_id, charge_id, group_id, action, payload, is_explicit,
      not_before_at, created_at)
    VALUES (@accountId, @chargeId, @groupId, @action, @payload, @isExplicit, @notBeforeAt,
      @createdAt)`);
  const byId = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM outbox WHERE id = ?`);
  const openOf = db.prepare<{ chargeId: number | null; groupId: number | null }, Row>(`
    SELECT ${COLUMNS}
    FROM outbox
    WHERE (charge_id = @chargeId OR group_id = @groupId)
      AND state IN ('waiting', 'running', 'unknown')
    ORDER BY id`);
  // What issues waits for "remessa on-line" and an active account; what closes never waits.
  const due = db.prepare<{ accountId: number; now: string; limit: number; issues: number }, Row>(`
    SELECT ${COLUMNS}
    FROM outbox
    WHERE state = 'waiting' AND account_id = @accountId AND not_before_at <= @now
      AND (action <> 'issue' OR is_explicit = 1 OR @issues = 1)
    ORDER BY not_before_at, id
    LIMIT @limit`);
  // What may or may not have happened is looked up whatever the switches of the account say.
  const dueUnknown = db.prepare<{ accountId: number; now: string; limit: number }, Row>(`
    SELECT ${COLUMNS}
    FROM outbox
    WHERE state = 'unknown' AND account_id = @accountId AND not_before_at <= @now
    ORDER BY not_before_at, id
    LIMIT @limit`);
  const change = db.prepare(`
    UPDATE outbox
    SET state = @state, tries = tries + @tried, not_before_at = coalesce(@notBeforeAt, not_before_at),
      failure_code = @code, failure_text = @text
    WHERE id = @id`);
  const makeExplicit = db.prepare(`
    UPDATE outbox
    SET is_explicit = 1, not_before_at = min(not_before_at, @at)
    WHERE id = @id AND state = 'waiting'`);
  const remove = db.prepare(`DELETE FROM outbox WHERE id = ? AND state IN ('waiting', 'unknown')`);
  const running = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM outbox WHERE state = 'running'`);
  const counts = db.prepare<[], { state: OutboxState; count: number }>(`
    SELECT state, count(*) AS count
    FROM outbox
    WHERE state IN ('waiting', 'running', 'unknown', 'failed')
    GROUP BY state`);

  return {
    add(row: OutboxToAdd): number {
      const result = insert.run({
        accountId: row.accountId,
        chargeId: 'chargeId' in row.subject ? row.subject.chargeId : null,
        groupId: 'groupId' in row.subject ? row.subject.groupId : null,
        action: row.action,
        payload: JSON.stringify(row.payload ?? {}),
        isExplicit: Number(row.isExplicit),
        notBeforeAt: row.notBeforeAt,
        createdAt: row.createdAt,
      });
      return Number(result.lastInsertRowid);
    },

    getById(id: number): OutboxRow {
      const row = byId.get(id);
      if (row === undefined) throw new Failure('not-found', `No outbox row ${id}`);
      return toOutboxRow(row);
    },

    /** What is still to be done for a charge or a group. */
    openOf: (subject: OutboxSubject): readonly OutboxRow[] =>
      openOf
        .all({
          chargeId: 'chargeId' in subject ? subject.chargeId : null,
          groupId: 'groupId' in subject ? subject.groupId : null,
        })
        .map(toOutboxRow),

    due: (query: {
      readonly accountId: number;
      readonly now: Instant;
      readonly limit: number;
      /** Whether the account may issue without being told to. */
      readonly issues: boolean;
    }): readonly OutboxRow[] => [
      ...dueUnknown
        .all({ accountId: query.accountId, now: query.now, limit: query.limit })
        .map(toOutboxRow),
      ...due.all({ ...query, issues: Number(query.issues) }).map(toOutboxRow),
    ],

    change(update: {
      readonly id: number;
      readonly state: OutboxState;
      readonly tried?: boolean;
      readonly notBeforeAt?: Instant;
      readonly code?: string;
      readonly text?: string;
    }): void {
      mustHit(
        change.run({
          id: update.id,
          state: update.state,
          tried: Number(update.tried ?? false),
          notBeforeAt: update.notBeforeAt ?? null,
          code: update.code ?? null,
          text: update.text ?? null,
        }),
      );
    },

    makeExplicit(id: number, at: Instant): void {
      mustHit(makeExplicit.run({ id, at }));
    },

    remove(id: number): void {
      mustHit(remove.run(id));
    },

    running: (): readonly OutboxRow[] => running.all().map(toOutboxRow),

    counts(): Readonly<Record<Exclude<OutboxState, 'done'>, number>> {
      const found = new Map(counts.all().map((row) => [row.state, row.count]));
      return {
        waiting: found.get('waiting') ?? 0,
        running: found.get('running') ?? 0,
        unknown: found.get('unknown') ?? 0,
        failed: found.get('failed') ?? 0,
      };
    },
  };
}

function toOutboxRow(row: Row): OutboxRow {
  return {
    id: row.id,
    accountId: row.account_id,
    chargeId: row.charge_id,
    groupId: row.group_id,
    action: row.action,
    payload: JSON.parse(row.payload) as Record<string, string>,
    isExplicit: row.is_explicit === 1,
    state: row.state,
    tries: row.tries,
    notBeforeAt: row.not_before_at as Instant,
  };
}
