import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';
import type { Page } from './payment.ts';

/** One line of the statement (asaas.md 7.2); `valueCents` is negative when money goes out. */
export interface Transaction {
  readonly seq: number;
  readonly type: string;
  readonly valueCents: Cents;
  readonly balanceCents: Cents;
  readonly on: CivilDate;
  readonly description: string;
  readonly payment: string | null;
}

/** The account's statement and its spent quota of requests. */
export function createBook(db: Db) {
  const balance = db
    .prepare('SELECT balance_cents FROM asaas_transactions ORDER BY seq DESC LIMIT 1')
    .pluck();
  const insert = db.prepare(`
    INSERT INTO asaas_transactions (type, value_cents, balance_cents, on_date, description, payment)
    VALUES (@type, @valueCents, @balanceCents, @on, @description, @payment)`);
  const within = 'on_date >= @from AND on_date <= @to';
  const count = db.prepare(`SELECT COUNT(*) FROM asaas_transactions WHERE ${within}`).pluck();
  const select = (order: string) =>
    db.prepare(`
      SELECT
        seq, type, value_cents AS valueCents, balance_cents AS balanceCents, on_date AS "on", description, payment
      FROM asaas_transactions
      WHERE ${within}
      ORDER BY seq ${order}
      LIMIT @limit OFFSET @offset`);
  const [ascending, descending] = [select('ASC'), select('DESC')];
  const quota = db.prepare('SELECT started_at AS startedAt, used FROM asaas_quota WHERE id = 1');
  const setQuota = db.prepare(`
    INSERT INTO asaas_quota (id, started_at, used)
    VALUES (1, @startedAt, @used)
    ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, used = excluded.used`);

  const balanceCents = (): Cents => (balance.get() ?? 0) as Cents;

  return {
    balanceCents,
    add(line: Omit<Transaction, 'seq' | 'balanceCents'>): void {
      insert.run({ ...line, balanceCents: balanceCents() + line.valueCents });
    },
    list(
      range: { readonly from: string; readonly to: string; readonly isAscending: boolean },
      page: Page,
    ): { readonly total: number; readonly rows: readonly Transaction[] } {
      const { from, to, isAscending } = range;
      const rows = (isAscending ? ascending : descending).all({ from, to, ...page });
      return { total: count.get({ from, to }) as number, rows: rows as Transaction[] };
    },
    quota: (): Quota | undefined => quota.get() as Quota | undefined,
    setQuota(next: Quota): void {
      setQuota.run(next);
    },
  };
}

/** The window of requests that is running. */
export interface Quota {
  readonly startedAt: Instant;
  readonly used: number;
}

export type Book = ReturnType<typeof createBook>;
