import Database from 'better-sqlite3';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { listStatement, readStatements } from '../../../main/callbacks/inbox/read-calls.ts';
import { newFolder, NOON, openTestInbox } from '../support/inbox.ts';

const everyFilter = { accountId: 1, state: 'parked', from: NOON, to: NOON, before: 9 } as const;

it.each([
  ['what is due', readStatements.due, 'SCAN inbox USING INDEX inbox_new'],
  ['the first untried', readStatements.firstUntried, 'SEARCH inbox USING INDEX inbox_due'],
  ['the next try', readStatements.nextTry, 'SEARCH inbox USING COVERING INDEX inbox_due'],
  ['one row', readStatements.byId, 'SEARCH inbox USING INTEGER PRIMARY KEY'],
  ['the last received', readStatements.counts, 'SEARCH inbox USING INDEX inbox_account'],
  ['what is open', readStatements.openByAccount, 'SEARCH inbox USING INDEX inbox_state'],
])('finds %s by an index', async (_what, sql, step) => {
  const database = await openSchema();

  const plan = planOf(database, sql);

  expect(plan.filter((line) => line.startsWith(step))).toHaveLength(1);
  expect(plan).not.toContain('SCAN inbox');
});

it.each([
  ['no filter', {}, 'SCAN inbox', false],
  ['account', { accountId: 1 }, 'COVERING INDEX inbox_account (account_id=?)', false],
  ['account, next page', { accountId: 1, before: 9 }, 'COVERING INDEX inbox_account', false],
  ['state', { state: 'parked' }, 'COVERING INDEX inbox_state (state=?)', false],
  ['state and account', { state: 'done', accountId: 1 }, 'INDEX inbox_state (state=?)', false],
  ['time', { from: NOON, to: NOON }, 'COVERING INDEX inbox_received', true],
  ['everything', everyFilter, 'COVERING INDEX inbox_received', true],
] as const)('lists by %s from one index', async (_by, filter, step, isSorted) => {
  const database = await openSchema();

  const plan = planOf(database, listStatement({ ...filter, limit: 50 }));

  expect(plan[0]).toBe('SEARCH inbox USING INTEGER PRIMARY KEY (rowid=?)');
  expect(plan[2]).toContain(step);
  expect(plan.includes('USE TEMP B-TREE FOR ORDER BY')).toBe(isSorted);
});

async function openSchema(): Promise<Database.Database> {
  const file = path.join(newFolder(), 'inbox.db');
  const inbox = await openTestInbox(file);
  await inbox.close();
  const database = new Database(file);
  onTestFinished(() => void database.close());
  return database;
}

function planOf(database: Database.Database, sql: string): readonly string[] {
  const named = { now: NOON, limit: 50, ...everyFilter };
  const statement = database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const rows = sql.includes('?') ? statement.all(1) : statement.all(named);
  return (rows as readonly { readonly detail: string }[]).map((row) => row.detail);
}
