import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';
import type { BankCode, Charge, ChargeFilter, Days, NewCharge, Payer, Terms } from './charge.ts';

interface Row {
  readonly code: number;
  readonly book: string | null;
  readonly parcel: number;
  readonly slug: string;
  readonly reference: string;
  readonly description: string;
  readonly amount_cents: Cents;
  readonly due_on: CivilDate;
  readonly terms: string;
  readonly payer: string;
  readonly bank: BankCode;
  readonly notification_url: string | null;
  readonly account_url: string | null;
  readonly is_from_panel: number;
  readonly state: Charge['state'];
  readonly write_off: Charge['writeOff'];
  readonly created_at: Instant;
}

const COLUMNS = `
  code, book, parcel, slug, reference, description, amount_cents, due_on, terms, payer, bank, notification_url,
  account_url, is_from_panel, state, write_off, created_at`;

const toCharge = (row: Row): Charge => ({
  code: row.code,
  book: row.book,
  parcel: row.parcel,
  slug: row.slug,
  reference: row.reference,
  description: row.description,
  amountCents: row.amount_cents,
  dueOn: row.due_on,
  terms: JSON.parse(row.terms) as Terms,
  payer: JSON.parse(row.payer) as Payer,
  bank: row.bank,
  notificationUrl: row.notification_url,
  accountUrl: row.account_url,
  isFromPanel: row.is_from_panel === 1,
  state: row.state,
  writeOff: row.write_off,
  createdAt: row.created_at,
});

const NOT_CANCELLED = `
  (state <> 'cancelled' OR code IN (SELECT code FROM boleto_facil_payments))`;

/** Charges and parcels. */
export function createCharges(db: Db) {
  const insert = db.prepare(`
    INSERT INTO boleto_facil_charges (
      book, parcel, slug, reference, description, amount_cents, due_on, terms, payer, bank, notification_url,
      account_url, is_from_panel, created_at)
    VALUES (
      @book, @parcel, @slug, @reference, @description, @amountCents, @dueOn, @terms, @payer, @bank, @notificationUrl,
      @accountUrl, @isFromPanel, @createdAt)`);
  const byCode = db.prepare(`SELECT ${COLUMNS} FROM boleto_facil_charges WHERE code = ?`);
  const bySlug = db.prepare(`SELECT ${COLUMNS} FROM boleto_facil_charges WHERE slug = ?`);
  const ofBook = db.prepare(
    `SELECT ${COLUMNS} FROM boleto_facil_charges WHERE book = ? ORDER BY parcel`,
  );
  const lastCode = db.prepare('SELECT COALESCE(MAX(code), 0) FROM boleto_facil_charges').pluck();
  const setState = db.prepare('UPDATE boleto_facil_charges SET state = ? WHERE code = ?');
  const setWriteOff = db.prepare('UPDATE boleto_facil_charges SET write_off = ? WHERE code = ?');

  const read = (row: unknown): Charge | undefined =>
    row === undefined ? undefined : toCharge(row as Row);

  return {
    /** @returns its code */
    add(charge: NewCharge): number {
      const { terms, payer, isFromPanel } = charge;
      const row = {
        ...charge,
        terms: JSON.stringify(terms),
        payer: JSON.stringify(payer),
        isFromPanel: isFromPanel ? 1 : 0,
      };
      return Number(insert.run(row).lastInsertRowid);
    },
    byCode: (code: number): Charge | undefined => read(byCode.get(code)),
    bySlug: (slug: string): Charge | undefined => read(bySlug.get(slug)),
    ofBook: (book: string): readonly Charge[] => (ofBook.all(book) as Row[]).map(toCharge),
    /** 0 when there is none. */
    lastCode: (): number => lastCode.get() as number,
    setState(code: number, state: Charge['state']): void {
      setState.run(state, code);
    },
    setWriteOff(code: number, writeOff: Charge['writeOff']): void {
      setWriteOff.run(writeOff, code);
    },
    /** In the order of their making, unless the newest are wanted first. */
    list(filter: ChargeFilter): readonly Charge[] {
      const conditions = [
        ...(filter.hasCancelled ? [] : [NOT_CANCELLED]),
        ...(filter.reference === undefined ? [] : ['reference = @reference']),
        ...(filter.due === undefined ? [] : ['due_on BETWEEN @dueFrom AND @dueTo']),
        ...(filter.paid === undefined ? [] : [withPayment('paid_on', 'paid')]),
        ...(filter.confirmed === undefined ? [] : [withPayment('confirmed_on', 'confirmed')]),
      ];
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
      const order = filter.newestFirst === true ? 'code DESC' : 'code';
      const rows = db
        .prepare(
          `SELECT ${COLUMNS} FROM boleto_facil_charges ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
        )
        .all({
          limit: filter.page?.limit ?? -1,
          offset: filter.page?.offset ?? 0,
          reference: filter.reference,
          ...bounds('due', filter.due),
          ...bounds('paid', filter.paid),
          ...bounds('confirmed', filter.confirmed),
        });
      return (rows as Row[]).map(toCharge);
    },
  };
}

const withPayment = (column: 'paid_on' | 'confirmed_on', name: string): string =>
  `code IN (SELECT code FROM boleto_facil_payments WHERE ${column} BETWEEN @${name}From AND @${name}To)`;

const bounds = (name: string, days: Days | undefined): Readonly<Record<string, string>> =>
  days === undefined ? {} : { [`${name}From`]: days.from, [`${name}To`]: days.to };

export type Charges = ReturnType<typeof createCharges>;
