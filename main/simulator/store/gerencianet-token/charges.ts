import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';
import type {
  Charge,
  ChargePayment,
  ChargeStatus,
  Item,
  Lot,
  LotKind,
  NewCharge,
  NewLot,
  Payer,
  Terms,
} from './charge.ts';

interface Row {
  readonly number: number;
  readonly chave: string;
  readonly slug: string;
  readonly lot_id: number;
  readonly lot_kind: LotKind;
  readonly lot_chave: string;
  readonly lot_size: number;
  readonly retorno: string | null;
  readonly status: ChargeStatus;
  readonly payer: string;
  readonly items: string;
  readonly discount_cents: Cents;
  readonly total_cents: Cents;
  readonly due_on: CivilDate | null;
  readonly terms: string;
  readonly write_off: Charge['writeOff'];
  readonly paid_cents: Cents | null;
  readonly paid_on: CivilDate | null;
  readonly paid_at: Instant | null;
  readonly finalize_on: CivilDate | null;
  readonly created_at: Instant;
}

const SELECT = `
  SELECT
    number, c.chave, slug, lot_id, l.kind AS lot_kind, l.chave AS lot_chave, l.size AS lot_size, retorno, status, payer,
    items, discount_cents, total_cents, due_on, terms, write_off, paid_cents, paid_on, paid_at, finalize_on, c.created_at
  FROM token_charges AS c JOIN token_lots AS l USING (lot_id)`;

function toCharge(row: Row): Charge {
  return {
    number: row.number,
    chave: row.chave,
    slug: row.slug,
    lotId: row.lot_id,
    lotKind: row.lot_kind,
    lotChave: row.lot_chave,
    lotSize: row.lot_size,
    retorno: row.retorno,
    status: row.status,
    payer: JSON.parse(row.payer) as Payer,
    items: JSON.parse(row.items) as Item[],
    discountCents: row.discount_cents,
    totalCents: row.total_cents,
    dueOn: row.due_on,
    terms: JSON.parse(row.terms) as Terms,
    writeOff: row.write_off,
    payment: toPayment(row),
    createdAt: row.created_at,
  };
}

function toPayment(row: Row): ChargePayment | null {
  if (row.paid_cents === null || row.paid_on === null || row.paid_at === null) return null;
  return {
    paidCents: row.paid_cents,
    paidOn: row.paid_on,
    paidAt: row.paid_at,
    finalizeOn: row.finalize_on,
  };
}

/** Requests that were issued, and the charges that they made. */
export function createCharges(db: Db) {
  const insertLot = db.prepare(`
    INSERT INTO token_lots (chave, kind, identity, size, created_at)
    VALUES (@chave, @kind, @identity, @size, @createdAt)`);
  const lotById = db.prepare(`
    SELECT lot_id AS lotId, chave, kind, identity, size, created_at AS createdAt
    FROM token_lots
    WHERE lot_id = ?`);
  const insert = db.prepare(`
    INSERT INTO token_charges (
      chave, slug, lot_id, retorno, status, payer, items, discount_cents, total_cents, due_on, terms, created_at)
    VALUES (
      @chave, @slug, @lotId, @retorno, 'open', @payer, @items, @discountCents, @totalCents, @dueOn, @terms, @createdAt)`);
  const byChave = db.prepare(`${SELECT} WHERE c.chave = ?`);
  const bySlug = db.prepare(`${SELECT} WHERE slug = ?`);
  const byRetorno = db.prepare(`${SELECT} WHERE retorno = ?`);
  const ofLot = db.prepare(`${SELECT} WHERE lot_id = ? ORDER BY number`);
  const setStatus = db.prepare('UPDATE token_charges SET status = ? WHERE number = ?');
  const setPayment = db.prepare(`
    UPDATE token_charges
    SET paid_cents = @paidCents, paid_on = @paidOn, paid_at = @paidAt, finalize_on = @finalizeOn
    WHERE number = @number`);
  const setWriteOff = db.prepare('UPDATE token_charges SET write_off = ? WHERE number = ?');
  const dueBefore = db.prepare(`${SELECT} WHERE status = 'open' AND due_on < ? ORDER BY number`);
  const clearingBy = db.prepare(
    `${SELECT} WHERE status = 'paid' AND finalize_on <= ? ORDER BY number`,
  );
  const firstDue = db
    .prepare(`SELECT MIN(due_on) FROM token_charges WHERE status = 'open' AND due_on IS NOT NULL`)
    .pluck();
  const firstClearing = db
    .prepare(
      `SELECT MIN(finalize_on) FROM token_charges WHERE status = 'paid' AND finalize_on IS NOT NULL`,
    )
    .pluck();
  const listed = (order: 'ASC' | 'DESC') =>
    db.prepare(`
      ${SELECT}
      WHERE (@status IS NULL OR status = @status) AND (@retorno IS NULL OR retorno = @retorno)
      ORDER BY number ${order}
      LIMIT @limit OFFSET @offset`);
  const oldestFirst = listed('ASC');
  const newestFirst = listed('DESC');
  const spend = db
    .prepare(
      `INSERT INTO token_quota (on_date, used) VALUES (?, 1)
      ON CONFLICT (on_date) DO UPDATE SET used = used + 1
      RETURNING used`,
    )
    .pluck();

  const read = (row: unknown): Charge | undefined =>
    row === undefined ? undefined : toCharge(row as Row);

  return {
    /** @returns the id of the lot */
    addLot: (lot: NewLot): number => Number(insertLot.run({ ...lot }).lastInsertRowid),
    lotById: (lotId: number): Lot | undefined => lotById.get(lotId) as Lot | undefined,
    /** Makes a charge in status `open`. */
    add(charge: NewCharge): void {
      insert.run({
        ...charge,
        payer: JSON.stringify(charge.payer),
        items: JSON.stringify(charge.items),
        terms: JSON.stringify(charge.terms),
      });
    },
    byChave: (chave: string): Charge | undefined => read(byChave.get(chave)),
    bySlug: (slug: string): Charge | undefined => read(bySlug.get(slug)),
    byRetorno: (retorno: string): Charge | undefined => read(byRetorno.get(retorno)),
    ofLot: (lotId: number): readonly Charge[] => (ofLot.all(lotId) as Row[]).map(toCharge),
    setStatus(number: number, status: ChargeStatus): void {
      setStatus.run(status, number);
    },
    setPayment(number: number, payment: ChargePayment): void {
      setPayment.run({ number, ...payment });
    },
    setWriteOff(number: number, writeOff: Charge['writeOff']): void {
      setWriteOff.run(writeOff, number);
    },
    /** Open charges whose due date lies before a day. */
    dueBefore: (on: CivilDate): readonly Charge[] => (dueBefore.all(on) as Row[]).map(toCharge),
    /** Paid charges that are to be finalized by a day. */
    clearingBy: (on: CivilDate): readonly Charge[] => (clearingBy.all(on) as Row[]).map(toCharge),
    firstDueOn: (): CivilDate | undefined => (firstDue.get() as CivilDate | null) ?? undefined,
    firstClearingOn: (): CivilDate | undefined =>
      (firstClearing.get() as CivilDate | null) ?? undefined,
    /** In the order of their making unless `newestFirst`. */
    list(query: {
      readonly status: ChargeStatus | undefined;
      readonly retorno: string | undefined;
      readonly newestFirst?: boolean | undefined;
      readonly limit: number;
      readonly offset: number;
    }): readonly Charge[] {
      const { status = null, retorno = null, limit, offset } = query;
      const list = query.newestFirst === true ? newestFirst : oldestFirst;
      return (list.all({ status, retorno, limit, offset }) as Row[]).map(toCharge);
    },
    /** @returns how many calls of the day were made, this one among them */
    spendQuota: (on: CivilDate): number => spend.get(on) as number,
  };
}

export type Charges = ReturnType<typeof createCharges>;
