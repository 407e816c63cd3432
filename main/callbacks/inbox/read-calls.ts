/** The calls that only read inbox.db. */
import type { Instant } from '../../../domain/instant.ts';
import type { InboxDatabase } from './database.ts';
import type { Handlers, ReadName } from './protocol.ts';
import type { InboxQuery, InboxRow, InboxSummary } from './rows.ts';
import { ROW_COLUMNS, SUMMARY_COLUMNS, TEST_RESULT, toRow, toSummary } from './rows-sql.ts';
import type { RowRecord, SummaryRecord } from './rows-sql.ts';

const MOST_ROWS = 500;
/** Where one answer of `due` stops even before its limit: the bodies travel to the other thread. */
const MOST_BODY_BYTES = 16 * 1024 * 1024;

type DatabaseReads = Omit<Handlers<ReadName>, 'stats'>;

/** The statements by name, so that a test can ask SQLite how it means to run them. */
export const readStatements = {
  due: `
    SELECT ${ROW_COLUMNS}
      FROM inbox INDEXED BY inbox_new
     WHERE state = 'new'
       AND (next_try_at IS NULL OR next_try_at <= @now)
     ORDER BY id
     LIMIT @limit`,
  firstUntried: `
    SELECT received_at
      FROM inbox INDEXED BY inbox_due
     WHERE state = 'new'
       AND next_try_at IS NULL
     ORDER BY id
     LIMIT 1`,
  nextTry: `
    SELECT min(next_try_at)
      FROM inbox INDEXED BY inbox_due
     WHERE state = 'new'`,
  byId: `
    SELECT ${ROW_COLUMNS}
      FROM inbox
     WHERE id = ?`,
  // One step of the index for each account, however many rows it has.
  counts: `
    WITH RECURSIVE accounts (account_id) AS (
      SELECT min(account_id) FROM inbox
      UNION ALL
      SELECT (SELECT min(inbox.account_id) FROM inbox WHERE inbox.account_id > accounts.account_id)
        FROM accounts
       WHERE accounts.account_id IS NOT NULL
    )
    SELECT account_id AS accountId,
           (SELECT received_at FROM inbox
             WHERE inbox.account_id = accounts.account_id
               AND result IS NOT '${TEST_RESULT}'
             ORDER BY id DESC LIMIT 1) AS lastReceivedAt
      FROM accounts
     WHERE account_id IS NOT NULL`,
  openByAccount: `
    SELECT account_id AS accountId, state, count(*) AS rows
      FROM inbox
     WHERE state IN ('new', 'parked')
     GROUP BY account_id, state`,
} as const;

/**
 * The ids are found in one index, only the rows of the page are then read. A plus before a column keeps SQLite from
 * taking that column's index: a span of time is the narrowest way in, then a state, then an account.
 */
export function listStatement(query: InboxQuery): string {
  const hasSpan = query.from !== undefined || query.to !== undefined;
  const hasState = query.state !== undefined;
  const wanted = [
    query.from !== undefined && 'received_at >= @from',
    query.to !== undefined && 'received_at < @to',
    hasState && `${hasSpan ? '+' : ''}state = @state`,
    query.accountId !== undefined && `${hasSpan || hasState ? '+' : ''}account_id = @accountId`,
    query.before !== undefined && `${hasSpan ? '+' : ''}id < @before`,
  ].filter((condition) => condition !== false);
  const where = wanted.length > 0 ? `WHERE ${wanted.join(' AND ')}` : '';
  return `
    SELECT ${SUMMARY_COLUMNS}
      FROM inbox
     WHERE id IN (SELECT id FROM inbox ${where} ORDER BY id DESC LIMIT @limit)
     ORDER BY id DESC`;
}

export function createReadCalls(database: InboxDatabase): DatabaseReads {
  const byId = database.prepare<[number], RowRecord>(readStatements.byId);
  return {
    due: createDue(database),
    nextDueAt: createNextDueAt(database),
    byId: ({ id }) => {
      const record = byId.get(id);
      return record && toRow(record);
    },
    list: createList(database),
    counts: createCounts(database),
  };
}

function createDue(database: InboxDatabase): DatabaseReads['due'] {
  const select = database.prepare<[{ now: Instant; limit: number }], RowRecord>(readStatements.due);
  return ({ now, limit }) => {
    const rows: InboxRow[] = [];
    let bytes = 0;
    for (const record of select.iterate({ now, limit: withinMost(limit) })) {
      rows.push(toRow(record));
      bytes += record.body_bytes;
      if (bytes >= MOST_BODY_BYTES) break;
    }
    return rows;
  };
}

function createNextDueAt(database: InboxDatabase): DatabaseReads['nextDueAt'] {
  const firstUntried = database.prepare<[], Instant>(readStatements.firstUntried).pluck();
  const nextTry = database.prepare<[], Instant | null>(readStatements.nextTry).pluck();
  return () => firstUntried.get() ?? nextTry.get() ?? null;
}

function createList(database: InboxDatabase): (query: InboxQuery) => readonly InboxSummary[] {
  return (query) => {
    const select = database.prepare<[InboxQuery], SummaryRecord>(listStatement(query));
    return select.all({ ...query, limit: withinMost(query.limit) }).map(toSummary);
  };
}

interface LastOfAccount {
  readonly accountId: number;
  readonly lastReceivedAt: Instant | null;
}

function createCounts(database: InboxDatabase): DatabaseReads['counts'] {
  const accounts = database.prepare<[], LastOfAccount>(readStatements.counts);
  const open = database.prepare<[], { accountId: number; state: 'new' | 'parked'; rows: number }>(
    readStatements.openByAccount,
  );
  return () => {
    const found = open.all();
    const rowsOf = (accountId: number, state: 'new' | 'parked'): number =>
      found.find((row) => row.accountId === accountId && row.state === state)?.rows ?? 0;
    return accounts.all().flatMap(({ accountId, lastReceivedAt }) => {
      // Nothing but our own tests has come.
      if (lastReceivedAt === null) return [];
      const waiting = rowsOf(accountId, 'new');
      return [{ accountId, lastReceivedAt, waiting, parked: rowsOf(accountId, 'parked') }];
    });
  };
}

function withinMost(limit: number): number {
  return Math.max(1, Math.min(MOST_ROWS, Math.trunc(limit)));
}
