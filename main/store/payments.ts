import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { cents, type Cents } from '../../domain/money.ts';
import type { PaymentReview, PaymentSource, PaymentState } from '../../domain/payment-states.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

export type PaymentMethod = 'boleto' | 'pix' | 'cash' | 'transfer' | 'card' | 'other';

/** Money that somebody reported: a fact, whatever is decided about it. */
export interface Payment {
  readonly id: number;
  readonly environment: Environment;
  readonly accountId: number | null;
  readonly paymentKey: string;
  readonly chargeId: number | null;
  readonly tituloId: number | null;
  readonly clientId: number | null;
  readonly state: PaymentState;
  readonly source: PaymentSource;
  readonly method: PaymentMethod;
  readonly amountCents: Cents;
  readonly lateCents: Cents | null;
  readonly discountCents: Cents | null;
  readonly feeCents: Cents;
  readonly feeIsEstimate: boolean;
  readonly paidOn: CivilDate;
  readonly creditedOn: CivilDate | null;
  readonly review: PaymentReview;
}

export type PaymentToStore = Omit<Payment, 'id'> & { readonly createdAt: Instant };

interface Row {
  readonly id: number;
  readonly environment: string;
  readonly account_id: number | null;
  readonly payment_key: string;
  readonly charge_id: number | null;
  readonly titulo_id: number | null;
  readonly client_id: number | null;
  readonly state: PaymentState;
  readonly source: PaymentSource;
  readonly method: PaymentMethod;
  readonly amount_cents: number;
  readonly late_cents: number | null;
  readonly discount_cents: number | null;
  readonly fee_cents: number;
  readonly fee_is_estimate: number;
  readonly paid_on: string;
  readonly credited_on: string | null;
  readonly review: PaymentReview;
}

const COLUMNS = `id, environment, account_id, payment_key, charge_id, titulo_id, client_id, state,
  source, method, amount_cents, late_cents, discount_cents, fee_cents, fee_is_estimate, paid_on,
  credited_on, review`;

export function createPayments(db: Db) {
  const byId = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM payments WHERE id = ?`);
  const byKey = db.prepare<[string, number, string], Row>(`
    SELECT ${COLUMNS}
    FROM payments
    WHERE environment = ? AND coalesce(account_id, 0) = ? AND payment_key = ?`);
  const ofTitulo = db.prepare<[number], Row>(`
    SELECT ${COLUMNS} FROM payments WHERE titulo_id = ? ORDER BY paid_on, id`);
  const ofCharge = db.prepare<[number], Row>(`
    SELECT ${COLUMNS} FROM payments WHERE charge_id = ? ORDER BY id`);
  const insert = db.prepare(`
    INSERT INTO payments (environment, account_id, payment_key, charge_id, titulo_id, client_id,
      state, source, method, amount_cents, late_cents, discount_cents, fee_cents, fee_is_estimate,
      paid_on, credited_on, review, created_at)
    VALUES (@environment, @accountId, @paymentKey, @chargeId, @tituloId, @clientId,
      @state, @source, @method, @amountCents, @lateCents, @discountCents, @feeCents,
      @feeIsEstimate, @paidOn, @creditedOn, @review, @createdAt)`);
  const confirm = db.prepare(`
    UPDATE payments
    SET payment_key = @paymentKey, state = @state, amount_cents = @amountCents, late_cents = @lateCents,
      discount_cents = @discountCents, fee_cents = @feeCents, fee_is_estimate = @feeIsEstimate,
      method = @method, paid_on = @paidOn, credited_on = @creditedOn, review = @review
    WHERE id = @id`);
  const changeState = db.prepare(`
    UPDATE payments SET state = @to WHERE id = @id AND state = @from`);
  const credit = db.prepare(`
    UPDATE payments
    SET state = 'credited', credited_on = @creditedOn
    WHERE id = @id AND state = 'confirmed'`);
  const changeReview = db.prepare(`
    UPDATE payments
    SET review = @review, reviewed_by = @by, reviewed_at = @at
    WHERE id = @id`);
  const attach = db.prepare(`
    UPDATE payments
    SET titulo_id = @tituloId, client_id = @clientId
    WHERE id = @id`);
  const setCharge = db.prepare(`
    UPDATE payments SET charge_id = ? WHERE id = ? AND charge_id IS NULL`);
  const announcedBefore = db.prepare<[string, number, number], Row>(`
    SELECT ${COLUMNS}
    FROM payments
    WHERE state = 'announced' AND paid_on < ? AND id > ?
    ORDER BY id
    LIMIT ?`);
  const announced = db.prepare<[number], { found: number }>(`
    SELECT EXISTS (
      SELECT 1 FROM payments WHERE titulo_id = ? AND state = 'announced'
    ) AS found`);

  return {
    getById(id: number): Payment {
      const row = byId.get(id);
      if (row === undefined) throw new Failure('not-found', `No payment ${id}`);
      return toPayment(row);
    },

    byKey(environment: Environment, accountId: number | null, key: string): Payment | undefined {
      const row = byKey.get(environment, accountId ?? 0, key);
      return row === undefined ? undefined : toPayment(row);
    },

    ofTitulo: (tituloId: number): readonly Payment[] => ofTitulo.all(tituloId).map(toPayment),

    /** What came through one charge, in the order in which it was told. */
    ofCharge: (chargeId: number): readonly Payment[] => ofCharge.all(chargeId).map(toPayment),

    insert: (payment: PaymentToStore): number =>
      Number(
        insert.run({ ...payment, feeIsEstimate: Number(payment.feeIsEstimate) }).lastInsertRowid,
      ),

    /** An announced payment comes true, with the figures that the gateway confirmed. */
    confirm(payment: Payment): void {
      mustHit(confirm.run({ ...payment, feeIsEstimate: Number(payment.feeIsEstimate) }));
    },

    changeState(id: number, from: PaymentState, to: PaymentState): void {
      mustHit(changeState.run({ id, from, to }));
    },

    credit(id: number, creditedOn: CivilDate): void {
      mustHit(credit.run({ id, creditedOn }));
    },

    changeReview(change: {
      readonly id: number;
      readonly review: PaymentReview;
      readonly by: string;
      readonly at: Instant;
    }): void {
      mustHit(changeReview.run(change));
    },

    /** A payment without a home finds the título that it is for. */
    attach(change: {
      readonly id: number;
      readonly tituloId: number;
      readonly clientId: number;
    }): void {
      mustHit(attach.run(change));
    },

    /** The charge that a payment without one came through. It stays, whatever título gets the money. */
    setCharge(id: number, chargeId: number): void {
      mustHit(setCharge.run(chargeId, id));
    },

    /** Announced payments of an earlier day, in the order of their ids. */
    announcedBefore: (day: CivilDate, page: { readonly after: number; readonly limit: number }) =>
      announcedBefore.all(day, page.after, page.limit).map(toPayment),

    hasAnnounced: (tituloId: number): boolean => announced.get(tituloId)?.found === 1,
  };
}

function toPayment(row: Row): Payment {
  return {
    id: row.id,
    environment: row.environment as Environment,
    accountId: row.account_id,
    paymentKey: row.payment_key,
    chargeId: row.charge_id,
    tituloId: row.titulo_id,
    clientId: row.client_id,
    state: row.state,
    source: row.source,
    method: row.method,
    amountCents: cents(row.amount_cents),
    lateCents: row.late_cents === null ? null : cents(row.late_cents),
    discountCents: row.discount_cents === null ? null : cents(row.discount_cents),
    feeCents: cents(row.fee_cents),
    feeIsEstimate: row.fee_is_estimate === 1,
    paidOn: row.paid_on as CivilDate,
    creditedOn: row.credited_on as CivilDate | null,
    review: row.review,
  };
}
