import type { Instant } from '../../../../domain/instant.ts';
import type { Cents } from '../../../../domain/money.ts';
import type { Db } from '../open.ts';

/** Statuses of a carnê since 2017 (efi.md 2.2). */
export type CarnetStatus = 'up_to_date' | 'unpaid' | 'finished';

export interface NewCarnet {
  readonly token: string;
  readonly slug: string;
  readonly customId: string | null;
  readonly notificationUrl: string | null;
  readonly repeats: number;
  readonly hasSplitItems: boolean;
  /** Sum of all parcels. */
  readonly valueCents: Cents;
  readonly createdAt: Instant;
}

export interface Carnet extends NewCarnet {
  readonly carnetId: number;
  readonly status: CarnetStatus;
}

interface Row {
  readonly carnet_id: number;
  readonly token: string;
  readonly slug: string;
  readonly status: CarnetStatus;
  readonly custom_id: string | null;
  readonly notification_url: string | null;
  readonly repeats: number;
  readonly has_split_items: number;
  readonly value_cents: Cents;
  readonly created_at: Instant;
}

const COLUMNS =
  'carnet_id, token, slug, status, custom_id, notification_url, repeats, has_split_items, value_cents, created_at';

const toCarnet = (row: Row): Carnet => ({
  carnetId: row.carnet_id,
  token: row.token,
  slug: row.slug,
  status: row.status,
  customId: row.custom_id,
  notificationUrl: row.notification_url,
  repeats: row.repeats,
  hasSplitItems: row.has_split_items === 1,
  valueCents: row.value_cents,
  createdAt: row.created_at,
});

/** Carnês; their parcels are charges. */
export function createCarnets(db: Db) {
  const insert = db.prepare(`
    INSERT INTO efi_carnets (
      token, slug, status, custom_id, notification_url, repeats, has_split_items, value_cents, created_at)
    VALUES (@token, @slug, 'up_to_date', @customId, @notificationUrl, @repeats, @hasSplitItems, @valueCents, @createdAt)`);
  const byId = db.prepare(`SELECT ${COLUMNS} FROM efi_carnets WHERE carnet_id = ?`);
  const bySlug = db.prepare(`SELECT ${COLUMNS} FROM efi_carnets WHERE slug = ?`);
  const setStatus = db.prepare('UPDATE efi_carnets SET status = ? WHERE carnet_id = ?');
  const setMetadata = db.prepare(
    'UPDATE efi_carnets SET custom_id = ?, notification_url = ? WHERE carnet_id = ?',
  );
  const read = (row: unknown): Carnet | undefined =>
    row === undefined ? undefined : toCarnet(row as Row);
  return {
    /** @returns the new carnet_id */
    add(carnet: NewCarnet): number {
      const row = { ...carnet, hasSplitItems: carnet.hasSplitItems ? 1 : 0 };
      return Number(insert.run(row).lastInsertRowid);
    },
    byId: (carnetId: number): Carnet | undefined => read(byId.get(carnetId)),
    bySlug: (slug: string): Carnet | undefined => read(bySlug.get(slug)),
    setStatus(carnetId: number, status: CarnetStatus): void {
      setStatus.run(status, carnetId);
    },
    setMetadata(carnetId: number, customId: string | null, notificationUrl: string | null): void {
      setMetadata.run(customId, notificationUrl, carnetId);
    },
  };
}

export type Carnets = ReturnType<typeof createCarnets>;
