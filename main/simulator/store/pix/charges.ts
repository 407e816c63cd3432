import type { Instant } from '../../../../domain/instant.ts';
import type { Db } from '../open.ts';
import type {
  Charge,
  ChargeFilter,
  ChargeKind,
  ChargeStatus,
  CobContent,
  CobvContent,
  Page,
} from './charge.ts';

interface Row {
  readonly txid: string;
  readonly kind: ChargeKind;
  readonly status: ChargeStatus;
  readonly revision: number;
  readonly location_id: number | null;
  readonly content: string;
  readonly created_at: Instant;
}

function toCharge(row: Row): Charge {
  const base = {
    txid: row.txid,
    status: row.status,
    revision: row.revision,
    locationId: row.location_id,
    createdAt: row.created_at,
  };
  return row.kind === 'cob'
    ? { ...base, kind: row.kind, content: JSON.parse(row.content) as CobContent }
    : { ...base, kind: row.kind, content: JSON.parse(row.content) as CobvContent };
}

const COLUMNS = 'txid, kind, status, revision, location_id, content, created_at';

const FILTER = `
  gateway = @gateway AND created_at >= @from AND created_at <= @to
  AND (@kind = 'any' OR kind = @kind)
  AND (@status IS NULL OR status = @status)
  AND (@document IS NULL OR payer_document = @document)
  AND (@txid IS NULL OR txid = @txid)
  AND (@hasLocation IS NULL OR (location_id IS NOT NULL) = @hasLocation)`;

/** Charges of one profile. A txid is unique per receiver, whatever the kind (pix.md 1.4). */
export function createCharges(db: Db, gateway: string) {
  const insert = db.prepare(`
    INSERT INTO pix_charges (gateway, txid, kind, status, revision, location_id, payer_document, content, created_at)
    VALUES (@gateway, @txid, @kind, @status, @revision, @locationId, @document, @content, @createdAt)`);
  const update = db.prepare(`
    UPDATE pix_charges
    SET status = @status, revision = @revision, location_id = @locationId, payer_document = @document, content = @content
    WHERE gateway = @gateway AND txid = @txid`);
  const remember = db.prepare(`
    INSERT INTO pix_revisions (gateway, txid, revision, content)
    VALUES (@gateway, @txid, @revision, @content)
    ON CONFLICT (gateway, txid, revision) DO NOTHING`);
  const byTxid = db.prepare(`SELECT ${COLUMNS} FROM pix_charges WHERE gateway = ? AND txid = ?`);
  const contentOf = db
    .prepare('SELECT content FROM pix_revisions WHERE gateway = ? AND txid = ? AND revision = ?')
    .pluck();
  const count = db.prepare(`SELECT COUNT(*) FROM pix_charges WHERE ${FILTER}`).pluck();
  const listed = (order: 'ASC' | 'DESC') =>
    db.prepare(`
      SELECT ${COLUMNS} FROM pix_charges
      WHERE ${FILTER}
      ORDER BY created_at ${order}, txid ${order}
      LIMIT @limit OFFSET @offset`);
  const oldestFirst = listed('ASC');
  const newestFirst = listed('DESC');

  const rowOf = (charge: Charge) => ({
    gateway,
    txid: charge.txid,
    kind: charge.kind,
    status: charge.status,
    revision: charge.revision,
    locationId: charge.locationId,
    document: charge.content.devedor?.cpf ?? charge.content.devedor?.cnpj ?? null,
    content: JSON.stringify(charge.content),
    createdAt: charge.createdAt,
  });
  const filterOf = (filter: ChargeFilter) => ({
    gateway,
    kind: filter.kind,
    from: filter.from,
    to: filter.to,
    status: filter.status ?? null,
    document: filter.document ?? null,
    txid: filter.txid ?? null,
    hasLocation: filter.hasLocation === undefined ? null : Number(filter.hasLocation),
  });

  return {
    add(charge: Charge): void {
      insert.run(rowOf(charge));
      remember.run(rowOf(charge));
    },
    /** Writes status, revision, address and content; a new revision is kept for ever. */
    save(charge: Charge): void {
      update.run(rowOf(charge));
      remember.run(rowOf(charge));
    },
    byTxid(txid: string): Charge | undefined {
      const row = byTxid.get(gateway, txid) as Row | undefined;
      return row === undefined ? undefined : toCharge(row);
    },
    /** The charge with what it said in an older revision; undefined when there was none. */
    atRevision(charge: Charge, revision: number): Charge | undefined {
      const content = contentOf.get(gateway, charge.txid, revision);
      if (typeof content !== 'string') return undefined;
      return charge.kind === 'cob'
        ? { ...charge, revision, content: JSON.parse(content) as CobContent }
        : { ...charge, revision, content: JSON.parse(content) as CobvContent };
    },
    count: (filter: ChargeFilter): number => count.get(filterOf(filter)) as number,
    /** In the order of their making unless `newestFirst`. */
    list(
      filter: ChargeFilter,
      page: Page & { readonly newestFirst?: boolean | undefined },
    ): readonly Charge[] {
      const list = page.newestFirst === true ? newestFirst : oldestFirst;
      const { limit, offset } = page;
      return (list.all({ ...filterOf(filter), limit, offset }) as Row[]).map(toCharge);
    },
  };
}

export type Charges = ReturnType<typeof createCharges>;
