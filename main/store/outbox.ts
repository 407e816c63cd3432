import type { Statement } from 'better-sqlite3';
import type { Instant } from '../../domain/instant.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

export type OutboxAction = 'issue' | 'cancel' | 'change-due' | 'mark-settled' | 'set-callback-url';
export type OutboxState = 'waiting' | 'running' | 'done' | 'failed' | 'unknown';

/** What an outbox row is about: one charge, or one carnê sent as a whole. */
export type OutboxSubject = { readonly chargeId: number } | { readonly groupId: number };

/** One thing that waits to be done at a gateway. */
export interface OutboxRow {
  readonly id: number;
  readonly accountId: number;
  readonly subject: OutboxSubject;
  readonly action: OutboxAction;
  readonly payload: Readonly<Record<string, string>>;
  readonly isExplicit: boolean;
  readonly state: OutboxState;
  readonly tries: number;
  readonly notBeforeAt: Instant;
  /** Why it waits, where that is more than its day. */
  readonly code: string | null;
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
  readonly failure_code: string | null;
}

const COLUMNS = `id, account_id, charge_id, group_id, action, payload, is_explicit, state, tries,
  not_before_at, failure_code`;

/** What an account may issue: all that is due, only what an operator sends explicitly, or nothing. */
export type Issuing = 'all' | 'explicit' | 'none';

interface DueParameters {
  readonly accountId: number;
  readonly now: Instant;
  readonly limit: number;
}

/** As in the index `outbox_due_anyway`: what closes or changes a charge never waits for the switches of its account. */
const GOES_ANYWAY = `(action <> 'issue' OR is_explicit = 1)`;

function dueSql(condition: string): string {
  return `
    SELECT ${COLUMNS}
    FROM outbox
    WHERE state = 'waiting' AND account_id = @accountId AND not_before_at <= @now ${condition}
    ORDER BY not_before_at, id
    LIMIT @limit`;
}

function openSql(subject: 'charge_id' | 'group_id'): string {
  return `
    SELECT ${COLUMNS}
    FROM outbox
    WHERE ${subject} = ? AND state IN ('waiting', 'running', 'unknown')
    ORDER BY id`;
}

export function createOutbox(db: Db) {
  const insert = db.prepare(`
    INSERT INTO outbox (account_id, charge_id, group_id, action, payload, is_explicit,
      not_before_at, created_at)
    VALUES (@accountId, @chargeId, @groupId, @action, @payload, @isExplicit, @notBeforeAt,
      @createdAt)`);
  const openOfCharge = db.prepare<[number], Row>(openSql('charge_id'));
  const openOfGroup = db.prepare<[number], Row>(openSql('group_id'));
  const due: Readonly<Record<Issuing, Statement<[DueParameters], Row>>> = {
    all: db.prepare(dueSql('')),
    explicit: db.prepare(dueSql(`AND ${GOES_ANYWAY}`)),
    none: db.prepare(dueSql(`AND ${GOES_ANYWAY} AND action <> 'issue'`)),
  };
  // What may or may not have happened is looked up whatever the switches of the account say.
  const dueUnknown = db.prepare<[DueParameters], Row>(`
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
  const renew = db.prepare(`
    UPDATE outbox
    SET payload = @payload, not_before_at = @at, tries = 0, failure_code = NULL, failure_text = NULL
    WHERE id = @id AND state = 'waiting'`);
  const running = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM outbox WHERE state = 'running'`);
  const openOfAction = db.prepare<[number, string], { count: number }>(`
    SELECT count(*) AS count
    FROM outbox
    WHERE state IN ('waiting', 'running', 'unknown') AND account_id = ? AND action = ?`);
  const refused = db.prepare<[], { accountId: number }>(`
    SELECT DISTINCT account_id AS accountId
    FROM outbox
    WHERE state = 'waiting' AND failure_code = 'credentials'
    ORDER BY account_id`);
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

    /** What is still to be done for a charge or a group. */
    openOf: (subject: OutboxSubject): readonly OutboxRow[] =>
      ('chargeId' in subject
        ? openOfCharge.all(subject.chargeId)
        : openOfGroup.all(subject.groupId)
      ).map(toOutboxRow),

    /** Look-ups first, then what waits, each at most `limit` rows, oldest first. */
    due: ({
      issuing,
      ...query
    }: DueParameters & { readonly issuing: Issuing }): readonly OutboxRow[] =>
      [...dueUnknown.all(query), ...due[issuing].all(query)].map(toOutboxRow),

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

    /** The same thing was asked for again with other values: the row that waits carries the new ones. */
    renew(id: number, payload: OutboxRow['payload'], at: Instant): void {
      mustHit(renew.run({ id, payload: JSON.stringify(payload), at }));
    },

    /** How many rows of an action an account still has to do. */
    countOpen: (accountId: number, action: OutboxAction): number =>
      openOfAction.get(accountId, action)?.count ?? 0,

    /** Accounts for which something waits because their gateway refused the credentials. */
    refusedAccounts: (): readonly number[] => refused.all().map(({ accountId }) => accountId),

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

/** The schema holds one of the two. */
function subjectOf({ charge_id: chargeId, group_id: groupId }: Row): OutboxSubject {
  if (chargeId !== null) return { chargeId };
  if (groupId !== null) return { groupId };
  throw new RangeError('A row of the outbox is about a charge or a group');
}

function toOutboxRow(row: Row): OutboxRow {
  return {
    id: row.id,
    accountId: row.account_id,
    subject: subjectOf(row),
    action: row.action,
    payload: JSON.parse(row.payload) as Record<string, string>,
    isExplicit: row.is_explicit === 1,
    state: row.state,
    tries: row.tries,
    notBeforeAt: row.not_before_at as Instant,
    code: row.failure_code,
  };
}
