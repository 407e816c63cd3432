import type { CivilDate } from '../../../../domain/civil-date.ts';
import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';
import type {
  Billet,
  Charge,
  ChargeFilter,
  ChargePayment,
  ChargeStatus,
  Customer,
  Item,
  NewCharge,
  Shipping,
  Terms,
} from './charge.ts';
import type { Db } from '../open.ts';

interface Row {
  readonly charge_id: number;
  readonly carnet_id: number | null;
  readonly parcel: number | null;
  readonly token: string;
  readonly slug: string;
  readonly status: ChargeStatus;
  readonly total_cents: Cents;
  readonly custom_id: string | null;
  readonly notification_url: string | null;
  readonly items: string;
  readonly shippings: string;
  readonly created_at: Instant;
  readonly issued_at: Instant | null;
  readonly customer: string | null;
  readonly expire_on: CivilDate | null;
  readonly terms: string | null;
  readonly message: string | null;
  readonly identity: string | null;
  readonly has_pix: number;
  readonly has_balance_sheet: number;
  readonly write_off: Charge['writeOff'];
  readonly paid_cents: Cents | null;
  readonly paid_on: CivilDate | null;
  readonly paid_at: Instant | null;
}

const COLUMNS = `
  charge_id, carnet_id, parcel, token, slug, status, total_cents, custom_id, notification_url, items, shippings,
  created_at, issued_at, customer, expire_on, terms, message, identity, has_pix, has_balance_sheet, write_off,
  paid_cents, paid_on, paid_at`;

const dateColumn = { creation: 'created_at', payment: 'paid_at', expired: 'expire_on' } as const;

function toCharge(row: Row): Charge {
  return {
    chargeId: row.charge_id,
    carnetId: row.carnet_id,
    parcel: row.parcel,
    token: row.token,
    slug: row.slug,
    status: row.status,
    totalCents: row.total_cents,
    customId: row.custom_id,
    notificationUrl: row.notification_url,
    items: JSON.parse(row.items) as Item[],
    shippings: JSON.parse(row.shippings) as Shipping[],
    createdAt: row.created_at,
    billet: toBillet(row),
    payment: toPayment(row),
    hasBalanceSheet: row.has_balance_sheet === 1,
    writeOff: row.write_off,
  };
}

function toBillet(row: Row): Billet | null {
  if (row.customer === null || row.terms === null) return null;
  if (row.expire_on === null || row.issued_at === null) return null;
  return {
    customer: JSON.parse(row.customer) as Customer,
    expireOn: row.expire_on,
    terms: JSON.parse(row.terms) as Terms,
    message: row.message,
    hasPix: row.has_pix === 1,
    identity: row.identity ?? '',
    issuedAt: row.issued_at,
  };
}

function toPayment(row: Row): ChargePayment | null {
  if (row.paid_cents === null || row.paid_on === null) return null;
  return { paidCents: row.paid_cents, paidOn: row.paid_on, paidAt: row.paid_at };
}

const documentOf = (customer: Customer): string => customer.cnpj ?? customer.cpf ?? '';

/** Charges and parcels. */
export function createCharges(db: Db) {
  const insert = db.prepare(`
    INSERT INTO efi_charges (
      carnet_id, parcel, token, slug, status, total_cents, custom_id, notification_url, items, shippings, created_at)
    VALUES (
      @carnetId, @parcel, @token, @slug, 'new', @totalCents, @customId, @notificationUrl, @items, @shippings, @createdAt)`);
  const setBillet = db.prepare(`
    UPDATE efi_charges
    SET customer = @customer, payer_document = @document, payer_email = @email, payer_phone = @phone,
      expire_on = @expireOn, terms = @terms, message = @message, identity = @identity, has_pix = @hasPix,
      issued_at = @issuedAt
    WHERE charge_id = @chargeId`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM efi_charges WHERE charge_id = ?`);
  const bySlug = db.prepare(`SELECT ${COLUMNS} FROM efi_charges WHERE slug = ?`);
  const ofCarnet = db.prepare(
    `SELECT ${COLUMNS} FROM efi_charges WHERE carnet_id = ? ORDER BY parcel`,
  );
  const statusesOfCarnet = db.prepare('SELECT status FROM efi_charges WHERE carnet_id = ?').pluck();
  const setStatus = db.prepare('UPDATE efi_charges SET status = ? WHERE charge_id = ?');
  const setPayment = db.prepare(`
    UPDATE efi_charges SET paid_cents = @paidCents, paid_on = @paidOn, paid_at = @paidAt
    WHERE charge_id = @chargeId`);
  const setExpireOn = db.prepare('UPDATE efi_charges SET expire_on = ? WHERE charge_id = ?');
  const setMetadata = db.prepare(
    'UPDATE efi_charges SET custom_id = ?, notification_url = ? WHERE charge_id = ?',
  );
  const setWriteOff = db.prepare('UPDATE efi_charges SET write_off = ? WHERE charge_id = ?');
  const setBalanceSheet = db.prepare(
    'UPDATE efi_charges SET has_balance_sheet = 1 WHERE charge_id = ?',
  );
  const overdue = db.prepare(`
    SELECT ${COLUMNS} FROM efi_charges
    WHERE status = 'waiting' AND expire_on < ?
    ORDER BY charge_id`);
  const firstOpenDue = db
    .prepare(`SELECT MIN(expire_on) FROM efi_charges WHERE status = 'waiting'`)
    .pluck();
  const sameIdentity = db
    .prepare(
      `SELECT COUNT(*) FROM efi_charges
      WHERE payer_document = ? AND identity = ? AND issued_at >= ? AND status <> 'canceled'
        AND COALESCE(parcel, 1) = 1`,
    )
    .pluck();
  // A carnê is one issue, however many parcels it has.
  const issuesOf = db
    .prepare(
      `SELECT COUNT(*) FROM efi_charges
      WHERE charge_id IN (
        SELECT charge_id FROM efi_charges WHERE payer_document = @document AND issued_at >= @since
        UNION
        SELECT charge_id FROM efi_charges WHERE payer_email = @email AND issued_at >= @since
        UNION
        SELECT charge_id FROM efi_charges WHERE payer_phone = @phone AND issued_at >= @since)
        AND COALESCE(parcel, 1) = 1`,
    )
    .pluck();

  const read = (row: unknown): Charge | undefined =>
    row === undefined ? undefined : toCharge(row as Row);

  return {
    /** Makes a charge in status `new`. @returns its charge_id */
    add(charge: NewCharge): number {
      const row = {
        ...charge,
        items: JSON.stringify(charge.items),
        shippings: JSON.stringify(charge.shippings),
      };
      return Number(insert.run(row).lastInsertRowid);
    },
    setBillet(chargeId: number, billet: Billet): void {
      setBillet.run({
        chargeId,
        customer: JSON.stringify(billet.customer),
        document: documentOf(billet.customer),
        email: billet.customer.email ?? null,
        phone: billet.customer.phone_number ?? null,
        expireOn: billet.expireOn,
        terms: JSON.stringify(billet.terms),
        message: billet.message,
        identity: billet.identity,
        hasPix: billet.hasPix ? 1 : 0,
        issuedAt: billet.issuedAt,
      });
    },
    byId: (chargeId: number): Charge | undefined => read(byId.get(chargeId)),
    bySlug: (slug: string): Charge | undefined => read(bySlug.get(slug)),
    ofCarnet: (carnetId: number): readonly Charge[] =>
      (ofCarnet.all(carnetId) as Row[]).map(toCharge),
    statusesOfCarnet: (carnetId: number): readonly ChargeStatus[] =>
      statusesOfCarnet.all(carnetId) as ChargeStatus[],
    setStatus(chargeId: number, status: ChargeStatus): void {
      setStatus.run(status, chargeId);
    },
    setPayment(chargeId: number, payment: ChargePayment): void {
      setPayment.run({ chargeId, ...payment });
    },
    setExpireOn(chargeId: number, on: CivilDate): void {
      setExpireOn.run(on, chargeId);
    },
    setMetadata(chargeId: number, customId: string | null, notificationUrl: string | null): void {
      setMetadata.run(customId, notificationUrl, chargeId);
    },
    setWriteOff(chargeId: number, writeOff: Charge['writeOff']): void {
      setWriteOff.run(writeOff, chargeId);
    },
    setBalanceSheet(chargeId: number): void {
      setBalanceSheet.run(chargeId);
    },
    /** Waiting charges whose due date lies before `today`. */
    overdue: (today: CivilDate): readonly Charge[] => (overdue.all(today) as Row[]).map(toCharge),
    firstOpenDueOn: (): CivilDate | undefined =>
      (firstOpenDue.get() as CivilDate | null) ?? undefined,
    countIdentical: (customer: Customer, identity: string, since: Instant): number =>
      sameIdentity.get(documentOf(customer), identity, since) as number,
    /** Issues since `since` that share the payer's document, e-mail or phone. */
    countIssues: (customer: Customer, since: Instant): number =>
      issuesOf.get({
        document: documentOf(customer),
        email: customer.email ?? null,
        phone: customer.phone_number ?? null,
        since,
      }) as number,
    list(filter: ChargeFilter): readonly Charge[] {
      const column = dateColumn[filter.by];
      const statement = db.prepare(`
        SELECT ${COLUMNS} FROM efi_charges
        WHERE ${column} >= @from AND ${column} < @before
          AND (@kind = 'any' OR (@kind = 'carnet') = (carnet_id IS NOT NULL))
          AND (@status IS NULL OR status = @status)
          AND (@document IS NULL OR payer_document = @document)
          AND (@customId IS NULL OR custom_id = @customId)
          AND (@valueCents IS NULL OR total_cents = @valueCents)
        ORDER BY charge_id ${filter.newestFirst === true ? 'DESC' : 'ASC'}
        LIMIT @limit OFFSET @offset`);
      const rows = statement.all({
        from: filter.from,
        before: filter.before,
        kind: filter.kind,
        status: filter.status ?? null,
        document: filter.document ?? null,
        customId: filter.customId ?? null,
        valueCents: filter.valueCents ?? null,
        limit: filter.limit,
        offset: filter.offset,
      });
      return (rows as Row[]).map(toCharge);
    },
  };
}

export type Charges = ReturnType<typeof createCharges>;
