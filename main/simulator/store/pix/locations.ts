import type { Instant } from '../../../../domain/instant.ts';
import type { Db } from '../open.ts';
import type { ChargeKind, Location, Page } from './charge.ts';

const COLUMNS = 'id, token, kind, txid, created_at AS createdAt';

const FILTER = `
  gateway = @gateway AND created_at >= @from AND created_at <= @to
  AND (@kind IS NULL OR kind = @kind)
  AND (@hasTxid IS NULL OR (txid IS NOT NULL) = @hasTxid)`;

export interface LocationFilter {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind?: string | undefined;
  readonly hasTxid?: boolean | undefined;
}

/** Addresses of payloads of one profile. */
export function createLocations(db: Db, gateway: string) {
  const insert = db.prepare(`
    INSERT INTO pix_locations (gateway, token, kind, created_at)
    VALUES (?, ?, ?, ?)`);
  const link = db.prepare('UPDATE pix_locations SET txid = ? WHERE id = ?');
  const byId = db.prepare(`SELECT ${COLUMNS} FROM pix_locations WHERE gateway = ? AND id = ?`);
  const count = db.prepare(`SELECT COUNT(*) FROM pix_locations WHERE ${FILTER}`).pluck();
  const list = db.prepare(`
    SELECT ${COLUMNS} FROM pix_locations
    WHERE ${FILTER}
    ORDER BY id
    LIMIT @limit OFFSET @offset`);
  const filterOf = ({ from, to, kind, hasTxid }: LocationFilter) => ({
    gateway,
    from,
    to,
    kind: kind ?? null,
    hasTxid: hasTxid === undefined ? null : Number(hasTxid),
  });
  return {
    /** @returns its id */
    add: (token: string, kind: ChargeKind, at: Instant): number =>
      Number(insert.run(gateway, token, kind, at).lastInsertRowid),
    link(id: number, txid: string | null): void {
      link.run(txid, id);
    },
    byId: (id: number): Location | undefined => byId.get(gateway, id) as Location | undefined,
    count: (filter: LocationFilter): number => count.get(filterOf(filter)) as number,
    list: (filter: LocationFilter, page: Page): readonly Location[] =>
      list.all({ ...filterOf(filter), ...page }) as Location[],
  };
}

export type Locations = ReturnType<typeof createLocations>;
