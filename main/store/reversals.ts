import type { CivilDate } from '../../domain/civil-date.ts';
import type { Cents } from '../../domain/money.ts';
import type { Db } from './open.ts';

export interface Reversal {
  readonly paymentId: number;
  readonly reversalKey: string;
  readonly kind: 'refund' | 'med' | 'chargeback' | 'bank-return' | 'undo';
  readonly amountCents: Cents;
  readonly happenedOn: CivilDate;
}

/** Money that went back. */
export function createReversals(db: Db) {
  const insert = db.prepare(`
    INSERT INTO payment_reversals (payment_id, reversal_key, kind, amount_cents, state, happened_on)
    VALUES (@paymentId, @reversalKey, @kind, @amountCents, 'done', @happenedOn)`);

  return {
    insert: (reversal: Reversal): number => Number(insert.run(reversal).lastInsertRowid),
  };
}
