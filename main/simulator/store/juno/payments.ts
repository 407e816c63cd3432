import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';
import type { NewPayment, Payment, PaymentState } from './charge.ts';

const COLUMNS = `
  seq, id, charge, type, status, amount_cents AS amountCents, fee_cents AS feeCents,
  paid_on AS paidOn, confirm_on AS confirmOn, ledger_entry AS ledgerEntry, release_on AS releaseOn, payback_cents AS paybackCents,
  payback_on AS paybackOn, created_at AS createdAt`;

/** Money of the account: all that is confirmed less fees and what was given back, and what of it waits. */
export interface Totals {
  readonly balanceCents: Cents;
  readonly withheldCents: Cents;
}

/** Payments of charges; one charge can have several (juno.md 1.6). */
export function createPayments(db: Db) {
  const insert = db.prepare(`
    INSERT INTO juno_payments (
      id, charge, type, status, amount_cents, fee_cents, paid_on, confirm_on, created_at)
    VALUES (
      @id, @charge, @type, 'AUTHORIZED', @amountCents, @feeCents, @paidOn, @confirmOn, @createdAt)`);
  const update = db.prepare(`
    UPDATE juno_payments
    SET status = @status, ledger_entry = @ledgerEntry, release_on = @releaseOn, payback_cents = @paybackCents, payback_on = @paybackOn
    WHERE id = @id`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM juno_payments WHERE id = ?`);
  const ofCharge = db.prepare(`SELECT ${COLUMNS} FROM juno_payments WHERE charge = ? ORDER BY seq`);
  const waiting = db.prepare(`
    SELECT ${COLUMNS}
    FROM juno_payments
    WHERE status = 'AUTHORIZED' AND confirm_on IS NOT NULL AND confirm_on <= ?
    ORDER BY confirm_on, seq`);
  const firstConfirm = db
    .prepare(
      `SELECT MIN(confirm_on) FROM juno_payments WHERE status = 'AUTHORIZED' AND confirm_on IS NOT NULL`,
    )
    .pluck();
  const totals = db.prepare(`
    SELECT
      COALESCE(SUM(amount_cents - fee_cents - payback_cents), 0) AS balanceCents,
      COALESCE(SUM(CASE WHEN release_on > ? THEN amount_cents - fee_cents - payback_cents ELSE 0 END), 0) AS withheldCents
    FROM juno_payments
    WHERE status <> 'AUTHORIZED'`);
  return {
    add(payment: NewPayment): void {
      insert.run(payment);
    },
    save(id: string, state: PaymentState): void {
      const { status, ledgerEntry, releaseOn, paybackCents, paybackOn } = state;
      update.run({ id, status, ledgerEntry, releaseOn, paybackCents, paybackOn });
    },
    byId: (id: string): Payment | undefined => byId.get(id) as Payment | undefined,
    /** Oldest first. */
    ofCharge: (id: string): readonly Payment[] => ofCharge.all(id) as Payment[],
    /** Announced payments that the clock confirms up to a day. */
    waitingBy: (on: CivilDate): readonly Payment[] => waiting.all(on) as Payment[],
    firstConfirmOn: (): CivilDate | undefined =>
      (firstConfirm.get() as CivilDate | null) ?? undefined,
    totals: (today: CivilDate): Totals => totals.get(today) as Totals,
  };
}

export type Payments = ReturnType<typeof createPayments>;
