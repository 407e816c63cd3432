/** What was told, to whom and how that ended: the gateway's notification log. */
import type { Instant } from '../../../domain/instant.ts';
import {
  BEHIND,
  OUTCOME,
  type Attempt,
  type DeliveryOutcome,
  type DeliveryState,
} from './deliveries.ts';
import type { Db } from './open.ts';

/** One callback with all its tries. */
export interface DeliveryLogEntry {
  readonly id: number;
  readonly charge: string;
  readonly change: string;
  readonly state: DeliveryState;
  readonly url: string;
  readonly createdAt: Instant;
  readonly nextTryAt: Instant | null;
  readonly attempts: readonly Attempt[];
}

/** One try of one callback; a callback that was not tried yet is one line with `attempt` null. */
export interface AttemptLine {
  /** Of the callback. */
  readonly id: number;
  readonly charge: string;
  readonly change: string;
  readonly state: DeliveryState;
  readonly outcome: DeliveryOutcome;
  /** Where this try went, or where the next one goes. */
  readonly url: string;
  readonly createdAt: Instant;
  readonly nextTryAt: Instant | null;
  readonly attempt: number | null;
  readonly at: Instant | null;
  readonly httpStatus: number | null;
  readonly error: string | null;
}

/** Absent conditions do not filter; instants bound the creation of the callback, both ends within. */
export interface LogFilter {
  readonly charge?: string | undefined;
  readonly outcome?: DeliveryOutcome | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** How often a status was told. */
export interface ToldCount {
  readonly gateway: string;
  readonly change: string;
  readonly count: number;
}

const NEXT_TRY = `CASE WHEN state = 'pending' AND due_at <> '${BEHIND}' THEN due_at END`;
const ENTRY = `id, charge, change, state, url, created_at AS createdAt, ${NEXT_TRY} AS nextTryAt`;

export function createDeliveryLog(db: Db) {
  const ofCharge = db.prepare(
    `SELECT ${ENTRY} FROM deliveries WHERE gateway = ? AND charge = ? ORDER BY id`,
  );
  const list = db.prepare(`
    SELECT ${ENTRY}
    FROM deliveries
    WHERE gateway = @gateway AND (@state IS NULL OR state = @state)
    ORDER BY id
    LIMIT @limit OFFSET @offset`);
  const attemptsOf = db.prepare(`
    SELECT attempt, at, url, http_status AS httpStatus, error
    FROM delivery_attempts
    WHERE delivery_id = ?
    ORDER BY attempt`);
  const lines = db.prepare(`
    SELECT
      deliveries.id,
      charge,
      change,
      state,
      ${OUTCOME} AS outcome,
      COALESCE(tried.url, deliveries.url) AS url,
      created_at AS createdAt,
      CASE WHEN COALESCE(tried.attempt, tries) = tries THEN ${NEXT_TRY} END AS nextTryAt,
      tried.attempt,
      tried.at,
      tried.http_status AS httpStatus,
      tried.error
    FROM deliveries
    LEFT JOIN delivery_attempts AS tried ON tried.delivery_id = deliveries.id
    WHERE gateway = @gateway
      AND (@charge IS NULL OR charge = @charge)
      AND (@outcome IS NULL OR ${OUTCOME} = @outcome)
      AND created_at >= COALESCE(@from, '')
      AND created_at <= COALESCE(@to, '9999')
    ORDER BY deliveries.id DESC, tried.attempt DESC
    LIMIT @limit OFFSET @offset`);
  const counts = db.prepare(`
    SELECT url, COUNT(*) AS total, SUM(state IN ('pending', 'sending')) AS pending, SUM(state = 'suspended') AS suspended
    FROM deliveries
    WHERE gateway = ?
    GROUP BY url
    ORDER BY url`);
  const lastId = db.prepare<[], number>('SELECT COALESCE(MAX(id), 0) FROM deliveries').pluck();
  const toldAfter = db.prepare<[number], ToldCount>(`
    SELECT gateway, change, COUNT(*) AS count
    FROM deliveries
    WHERE id > ?
    GROUP BY gateway, change
    ORDER BY gateway, change`);
  const failedSince = db
    .prepare<[string], number>(
      `SELECT COUNT(*)
      FROM delivery_attempts
      WHERE at >= ? AND (http_status IS NULL OR http_status NOT BETWEEN 200 AND 299)`,
    )
    .pluck();

  const withAttempts = (row: unknown): DeliveryLogEntry => {
    const entry = row as Omit<DeliveryLogEntry, 'attempts'>;
    return { ...entry, attempts: attemptsOf.all(entry.id) as Attempt[] };
  };

  return {
    ofCharge: (gateway: string, charge: string): readonly DeliveryLogEntry[] =>
      ofCharge.all(gateway, charge).map(withAttempts),
    /** All callbacks, oldest first. */
    list: (
      gateway: string,
      page: Page & { readonly state: string | null },
    ): readonly DeliveryLogEntry[] => list.all({ gateway, ...page }).map(withAttempts),
    /** Try by try, newest first. */
    attempts: (gateway: string, filter: LogFilter, page: Page): readonly AttemptLine[] =>
      lines.all({
        gateway,
        charge: filter.charge ?? null,
        outcome: filter.outcome ?? null,
        from: filter.from ?? null,
        to: filter.to ?? null,
        ...page,
      }) as AttemptLine[],
    countByUrl: (gateway: string) =>
      counts.all(gateway) as readonly {
        readonly url: string;
        readonly total: number;
        readonly pending: number;
        readonly suspended: number;
      }[],
    /** Id of the newest callback, 0 while there is none. */
    lastId: (): number => lastId.get() ?? 0,
    toldAfter: (id: number): readonly ToldCount[] => toldAfter.all(id),
    /** Tries that did not arrive, the first instant within. */
    failedSince: (at: Instant): number => failedSince.get(at) ?? 0,
  };
}

export type DeliveryLog = ReturnType<typeof createDeliveryLog>;
