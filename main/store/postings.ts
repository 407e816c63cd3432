import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Instant } from '../../domain/instant.ts';
import { cents, type Cents } from '../../domain/money.ts';
import type { Db } from './open.ts';

export type PostingSide = 'receipt' | 'credit' | 'fee';

/** One entry (lançamento) in the books of account. */
export interface Posting {
  readonly environment: Environment;
  readonly paymentId: number;
  readonly side: PostingSide;
  readonly cashAccountId: number;
  readonly historicoId: number;
  readonly amountCents: Cents;
  readonly onDate: CivilDate;
  /** The gateway has not credited it yet. */
  readonly isExpected: boolean;
  readonly reversalId?: number;
  readonly actor: string;
  readonly at: Instant;
}

/** A posting with the names of its histórico and of its account in the books; null where it is in none. */
export interface NamedPosting extends Pick<
  Posting,
  'side' | 'amountCents' | 'onDate' | 'isExpected'
> {
  readonly historico: string;
  readonly cashAccount: string | null;
}

interface NamedRow {
  readonly side: PostingSide;
  readonly historico: string;
  readonly cash_account: string | null;
  readonly amount_cents: number;
  readonly on_date: string;
  readonly is_expected: number;
}

export function createPostings(db: Db) {
  const insert = db.prepare(`
    INSERT INTO postings (environment, payment_id, reversal_id, side, cash_account_id,
      historico_id, amount_cents, on_date, is_expected, actor, at)
    VALUES (@environment, @paymentId, @reversalId, @side, @cashAccountId, @historicoId, @amountCents, @onDate,
      @isExpected, @actor, @at)`);
  const credited = db.prepare(`
    UPDATE postings
    SET is_expected = 0, on_date = @onDate
    WHERE payment_id = @paymentId AND is_expected = 1`);
  const ofPayment = db.prepare<[number], { side: PostingSide; total: number }>(`
    SELECT side, sum(amount_cents) AS total
    FROM postings
    WHERE payment_id = ?
    GROUP BY side`);

  const named = db.prepare<[number], NamedRow>(`
    SELECT postings.side, historicos.name AS historico, cash_accounts.name AS cash_account,
      postings.amount_cents, postings.on_date, postings.is_expected
    FROM postings
    JOIN historicos ON historicos.id = postings.historico_id
    LEFT JOIN cash_accounts ON cash_accounts.id = postings.cash_account_id
    WHERE postings.payment_id = ?
    ORDER BY postings.id`);

  return {
    insert(posting: Posting): void {
      insert.run({
        ...posting,
        reversalId: posting.reversalId ?? null,
        isExpected: Number(posting.isExpected),
      });
    },

    /** What was expected has come: from now on it stands on the day of the credit. */
    credited(paymentId: number, onDate: CivilDate): void {
      credited.run({ paymentId, onDate });
    },

    /** One by one in the order of writing, as a person reads them. */
    namedOf: (paymentId: number): readonly NamedPosting[] =>
      named.all(paymentId).map((row) => ({
        side: row.side,
        historico: row.historico,
        cashAccount: row.cash_account,
        amountCents: cents(row.amount_cents),
        onDate: row.on_date as CivilDate,
        isExpected: row.is_expected === 1,
      })),

    /** Sums by side, reversals included. */
    ofPayment(paymentId: number): Readonly<Partial<Record<PostingSide, Cents>>> {
      return Object.fromEntries(
        ofPayment.all(paymentId).map((row) => [row.side, cents(row.total)]),
      );
    },
  };
}
