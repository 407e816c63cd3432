import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import { cents, type Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';

/** Statuses of a payment by boleto (juno.md 2.3). */
export const paymentStatuses = [
  'AUTHORIZED',
  'AWAITING_PROCESSING',
  'CONFIRMED',
  'FAILED',
  'CUSTOMER_PAID_BACK',
  'BANK_PAID_BACK',
] as const;

export type PaymentStatus = (typeof paymentStatuses)[number];

export interface NewPayment {
  readonly code: number;
  readonly amountCents: Cents;
  readonly feeCents: Cents;
  readonly paidOn: CivilDate;
  readonly status: PaymentStatus;
  /** When an announced payment is confirmed by the passing of time; null = by hand. */
  readonly confirmOn: CivilDate | null;
}

export interface Payment extends NewPayment {
  readonly id: number;
  readonly confirmedOn: CivilDate | null;
  /** Its entry in the simulator's book of money, once confirmed. */
  readonly ledgerEntry: number | null;
  /** Notifications made of it. */
  readonly notices: number;
}

const COLUMNS = `
  id, code, amount_cents AS amountCents, fee_cents AS feeCents, paid_on AS paidOn, status, confirm_on AS confirmOn,
  confirmed_on AS confirmedOn, ledger_entry AS ledgerEntry, notices`;

/** Payments, several for one charge where it was paid more than once, and what left the balance. */
export function createPayments(db: Db) {
  const insert = db.prepare(`
    INSERT INTO boleto_facil_payments (code, amount_cents, fee_cents, paid_on, status, confirm_on)
    VALUES (@code, @amountCents, @feeCents, @paidOn, @status, @confirmOn)`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM boleto_facil_payments WHERE id = ?`);
  const ofCharge = db.prepare(
    `SELECT ${COLUMNS} FROM boleto_facil_payments WHERE code = ? ORDER BY id`,
  );
  const setStatus = db.prepare('UPDATE boleto_facil_payments SET status = ? WHERE id = ?');
  const setConfirmed = db.prepare(`
    UPDATE boleto_facil_payments
    SET status = 'CONFIRMED', confirmed_on = @on, ledger_entry = @ledgerEntry
    WHERE id = @id`);
  const waiting = db.prepare(`
    SELECT ${COLUMNS} FROM boleto_facil_payments
    WHERE confirmed_on IS NULL AND confirm_on <= ? AND status IN ('AUTHORIZED', 'AWAITING_PROCESSING')
    ORDER BY id`);
  const firstWaiting = db
    .prepare(
      `SELECT MIN(confirm_on) FROM boleto_facil_payments
      WHERE confirmed_on IS NULL AND status IN ('AUTHORIZED', 'AWAITING_PROCESSING')`,
    )
    .pluck();
  const countNotice = db
    .prepare(
      'UPDATE boleto_facil_payments SET notices = notices + 1 WHERE id = ? RETURNING notices',
    )
    .pluck();
  const addToken = db.prepare('INSERT INTO boleto_facil_tokens (token, payment_id) VALUES (?, ?)');
  const tokenOf = db
    .prepare('SELECT token FROM boleto_facil_tokens WHERE payment_id = ? LIMIT 1')
    .pluck();
  const byToken = db.prepare(`
    SELECT ${COLUMNS} FROM boleto_facil_payments
    WHERE id = (SELECT payment_id FROM boleto_facil_tokens WHERE token = ?)`);
  // The tariff of a payment that was given back is kept.
  const received = db
    .prepare(
      `SELECT COALESCE(SUM(CASE status WHEN 'CONFIRMED' THEN amount_cents - fee_cents ELSE -fee_cents END), 0)
      FROM boleto_facil_payments
      WHERE confirmed_on IS NOT NULL`,
    )
    .pluck();
  const addTransfer = db.prepare(
    'INSERT INTO boleto_facil_transfers (amount_cents, at) VALUES (?, ?)',
  );
  const transferred = db
    .prepare('SELECT COALESCE(SUM(amount_cents), 0) FROM boleto_facil_transfers')
    .pluck();

  return {
    /** @returns its id */
    add: (payment: NewPayment): number => Number(insert.run(payment).lastInsertRowid),
    byId: (id: number): Payment | undefined => byId.get(id) as Payment | undefined,
    byToken: (token: string): Payment | undefined => byToken.get(token) as Payment | undefined,
    ofCharge: (code: number): readonly Payment[] => ofCharge.all(code) as Payment[],
    setStatus(id: number, status: PaymentStatus): void {
      setStatus.run(status, id);
    },
    setConfirmed(id: number, on: CivilDate, ledgerEntry: number): void {
      setConfirmed.run({ id, on, ledgerEntry });
    },
    /** Announced payments whose day of confirmation has come. */
    waitingBy: (today: CivilDate): readonly Payment[] => waiting.all(today) as Payment[],
    firstWaitingOn: (): CivilDate | undefined =>
      (firstWaiting.get() as CivilDate | null) ?? undefined,
    /** @returns notifications made of the payment so far, this one among them */
    countNotice: (id: number): number => countNotice.get(id) as number,
    addToken(id: number, token: string): void {
      addToken.run(token, id);
    },
    tokenOf: (id: number): string | undefined => tokenOf.get(id) as string | undefined,
    addTransfer(amountCents: Cents, at: Instant): void {
      addTransfer.run(amountCents, at);
    },
    /** What came in less tariffs, what was given back and what was moved out. */
    balanceCents: (): Cents => cents((received.get() as number) - (transferred.get() as number)),
  };
}

export type Payments = ReturnType<typeof createPayments>;
