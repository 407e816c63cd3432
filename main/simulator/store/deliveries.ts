import { instant, type Instant } from '../../../domain/instant.ts';
import type { Db } from './open.ts';

/**
 * `pending` waits for `dueAt`, `sending` is on the wire, `suspended` waits for its URL to be switched on and a re-send,
 * `given-up` ran out of tries, `lost` was never sent (a fault).
 */
export type DeliveryState = 'pending' | 'sending' | 'delivered' | 'suspended' | 'given-up' | 'lost';

/** What became of a callback, for people: `waiting` may still arrive by itself and has not failed yet. */
export const deliveryOutcomes = ['delivered', 'failed', 'waiting'] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

/** The outcome of a row of `deliveries`: what was answered and only waits for being read has not failed. */
export const OUTCOME = `
  CASE
    WHEN deliveries.state = 'delivered' THEN 'delivered'
    WHEN deliveries.state IN ('given-up', 'lost') THEN 'failed'
    WHEN EXISTS (
      SELECT 1
      FROM delivery_attempts
      WHERE delivery_id = deliveries.id AND attempt = deliveries.tries AND http_status BETWEEN 200 AND 299)
    THEN 'waiting'
    WHEN deliveries.state = 'suspended' OR deliveries.tries > 0 THEN 'failed'
    ELSE 'waiting'
  END`;

/** Due date of a callback in a strictly ordered queue that waits for the one before it. */
export const BEHIND: Instant = instant('9999-12-31T00:00:00Z');

/** One callback to be POSTed: about `charge`, telling change number `sequence` of `subject` (Efí: the token). */
export interface NewDelivery {
  readonly gateway: string;
  readonly charge: string;
  readonly subject: string;
  readonly sequence: number;
  /** The status that is told, for people and for filters. */
  readonly change: string;
  readonly url: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What ends the retries: an HTTP 2xx, or the reading of the subject. */
  readonly settledBy: 'answer' | 'read';
  /** Leaves only after everything before it about the same subject has arrived. */
  readonly isOrdered?: boolean;
}

export interface Delivery extends Omit<NewDelivery, 'isOrdered'> {
  readonly id: number;
  readonly state: DeliveryState;
  readonly tries: number;
  /** How many of the tries count no longer. */
  readonly forgiven: number;
  readonly createdAt: Instant;
  readonly dueAt: Instant;
}

export interface Attempt {
  readonly attempt: number;
  readonly at: Instant;
  readonly url: string;
  readonly httpStatus: number | null;
  readonly error: string | null;
}

/** Which callbacks a re-send takes; all given conditions must hold. Instants bound the creation of the callback. */
export interface DeliverySelection {
  readonly charges?: readonly string[] | undefined;
  /** Ids of callbacks; the newest copy of each is sent. */
  readonly deliveries?: readonly number[] | undefined;
  readonly outcome?: DeliveryOutcome | undefined;
  /** The status that was told (`paid`), or a state of the callback (`suspended`). */
  readonly status?: string | undefined;
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

type Row = Omit<Delivery, 'headers'> & { readonly headers: string };

const COLUMNS = `
  id, gateway, charge, subject, sequence, change, url, content_type AS contentType, headers, body,
  settled_by AS settledBy, state, tries, forgiven, created_at AS createdAt, due_at AS dueAt`;

const toDelivery = (row: Row): Delivery => ({
  ...row,
  headers: JSON.parse(row.headers) as Record<string, string>,
});

/** The callback queue and the log of its attempts. */
export function createDeliveryQueue(db: Db) {
  const insert = db.prepare(`
    INSERT INTO deliveries (
      gateway, charge, subject, sequence, change, url, content_type, headers, body, settled_by, state, created_at, due_at)
    VALUES (
      @gateway, @charge, @subject, @sequence, @change, @url, @contentType, @headers, @body, @settledBy, @state,
      @createdAt, @dueAt)`);
  const due = db.prepare(`
    SELECT ${COLUMNS}
    FROM deliveries
    WHERE state = 'pending' AND due_at <= ?
    ORDER BY due_at, id
    LIMIT ?`);
  const nextDue = db
    .prepare(`SELECT due_at FROM deliveries WHERE state = 'pending' ORDER BY due_at LIMIT 1`)
    .pluck();
  const claim = db.prepare(`UPDATE deliveries SET state = 'sending' WHERE id = ?`);
  const release = db.prepare(`UPDATE deliveries SET state = 'pending' WHERE state = 'sending'`);
  const addAttempt = db.prepare(`
    INSERT INTO delivery_attempts (delivery_id, attempt, at, url, http_status, error)
    VALUES (@id, @attempt, @at, @url, @httpStatus, @error)`);
  const finish = db.prepare(`
    UPDATE deliveries SET state = @state, tries = @tries, due_at = @dueAt
    WHERE id = @id`);
  // A callback held back by a fault (never tried, due later) lets the ones behind it pass: that is the disorder wanted.
  const hasAhead = db
    .prepare(
      `SELECT 1
      FROM deliveries
      WHERE gateway = @gateway AND subject = @subject AND state IN ('pending', 'sending')
        AND (tries > 0 OR due_at <= @now OR due_at = '${BEHIND}')
      LIMIT 1`,
    )
    .pluck();
  const releaseNext = db.prepare(`
    UPDATE deliveries SET due_at = @now
    WHERE due_at = '${BEHIND}' AND id = (
      SELECT id
      FROM deliveries
      WHERE gateway = @gateway AND subject = @subject AND state = 'pending'
      ORDER BY id
      LIMIT 1)`);
  const hurry = db.prepare(
    `UPDATE deliveries SET due_at = ? WHERE id = ? AND state = 'pending' AND tries = 0`,
  );
  const acknowledge = db
    .prepare(
      `UPDATE deliveries SET state = 'delivered'
      WHERE gateway = ? AND subject = ? AND state = 'pending' AND tries > 0 AND sequence <= ?
      RETURNING id`,
    )
    .pluck();
  const markRead = db.prepare(`
    INSERT INTO subject_reads (gateway, subject, up_to)
    VALUES (?, ?, ?)
    ON CONFLICT (gateway, subject) DO UPDATE SET up_to = MAX(up_to, excluded.up_to)`);
  const readUpTo = db
    .prepare('SELECT up_to FROM subject_reads WHERE gateway = ? AND subject = ?')
    .pluck();
  const redirect = db.prepare(`
    UPDATE deliveries SET url = ?
    WHERE gateway = ? AND subject = ? AND state IN ('pending', 'suspended')`);
  const suspend = db.prepare(`
    UPDATE deliveries SET state = 'suspended'
    WHERE gateway = ? AND url = ? AND state = 'pending'`);
  const selectAgain = db
    .prepare(
      `SELECT id
      FROM deliveries
      WHERE id IN (SELECT MAX(id) FROM deliveries WHERE gateway = @gateway GROUP BY subject, sequence)
        AND (@charges IS NULL OR charge IN (SELECT value FROM json_each(@charges)))
        AND (@deliveries IS NULL OR (subject, sequence) IN (
          SELECT chosen.subject, chosen.sequence
          FROM deliveries AS chosen
          WHERE chosen.gateway = @gateway AND chosen.id IN (SELECT value FROM json_each(@deliveries))))
        AND (@outcome IS NULL OR ${OUTCOME} = @outcome)
        AND (@status IS NULL OR change = @status OR state = @status)
        AND created_at >= COALESCE(@from, '')
        AND created_at <= COALESCE(@to, '9999')
      ORDER BY id`,
    )
    .pluck();
  const copy = db.prepare(`
    INSERT INTO deliveries (
      gateway, charge, subject, sequence, change, url, content_type, headers, body, settled_by, state, created_at, due_at)
    SELECT
      gateway, charge, subject, sequence, change, COALESCE(@url, url), content_type, headers, body, settled_by,
      'pending', @now, @now
    FROM deliveries
    WHERE id = @id`);
  const forgetRead = db.prepare(`
    UPDATE subject_reads
    SET up_to = MIN(up_to, d.sequence - 1)
    FROM (SELECT gateway, subject, sequence FROM deliveries WHERE id = ?) AS d
    WHERE subject_reads.gateway = d.gateway AND subject_reads.subject = d.subject`);

  return {
    /** @returns the id of the new row */
    add(
      delivery: NewDelivery,
      at: {
        readonly state: DeliveryState;
        readonly createdAt: Instant;
        readonly dueAt: Instant;
      },
    ): number {
      const row = { ...delivery, headers: JSON.stringify(delivery.headers), ...at };
      return Number(insert.run(row).lastInsertRowid);
    },
    due: (now: Instant, limit: number): readonly Delivery[] =>
      (due.all(now, limit) as Row[]).map(toDelivery),
    nextDueAt: (): Instant | undefined => nextDue.get() as Instant | undefined,
    claim(id: number): void {
      claim.run(id);
    },
    /** Puts back what was on the wire when the simulator stopped. */
    releaseAll(): void {
      release.run();
    },
    addAttempt(id: number, attempt: Attempt): void {
      addAttempt.run({ id, ...attempt });
    },
    finish(
      id: number,
      end: { readonly state: DeliveryState; readonly tries: number; readonly dueAt: Instant },
    ): void {
      finish.run({ id, ...end });
    },
    /** Whether an earlier callback about the subject has not arrived yet. */
    hasAhead: (gateway: string, subject: string, now: Instant): boolean =>
      hasAhead.get({ gateway, subject, now }) !== undefined,
    /** Lets the first callback that waits about the subject go, when it waited for the one before it. */
    releaseNext(gateway: string, subject: string, now: Instant): void {
      releaseNext.run({ gateway, subject, now });
    },
    /** Makes a delivery that was not tried yet due at once. */
    hurry(id: number, now: Instant): void {
      hurry.run(now, id);
    },
    /** Ends the retries of everything already sent that the reader has now seen. @returns the ids ended */
    acknowledge(gateway: string, subject: string, upTo: number): readonly number[] {
      markRead.run(gateway, subject, upTo);
      return acknowledge.all(gateway, subject, upTo) as number[];
    },
    readUpTo: (gateway: string, subject: string): number =>
      (readUpTo.get(gateway, subject) as number | undefined) ?? 0,
    redirect(gateway: string, subject: string, url: string): void {
      redirect.run(url, gateway, subject);
    },
    suspendUrl(gateway: string, url: string): void {
      suspend.run(gateway, url);
    },
    /** Queues a new delivery with the same content for every selected change, once per change. @returns how many */
    sendAgain(
      gateway: string,
      selection: DeliverySelection,
      at: { readonly now: Instant; readonly url?: string | undefined },
    ): number {
      const ids = selectAgain.all({
        gateway,
        charges: selection.charges === undefined ? null : JSON.stringify(selection.charges),
        deliveries:
          selection.deliveries === undefined ? null : JSON.stringify(selection.deliveries),
        outcome: selection.outcome ?? null,
        status: selection.status ?? null,
        from: selection.from ?? null,
        to: selection.to ?? null,
      }) as number[];
      for (const id of ids) {
        copy.run({ id, now: at.now, url: at.url ?? null });
        // What was read before the re-send does not answer it.
        forgetRead.run(id);
      }
      return ids.length;
    },
  };
}

export type DeliveryQueue = ReturnType<typeof createDeliveryQueue>;
