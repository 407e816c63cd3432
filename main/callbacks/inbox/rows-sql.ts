/** The columns of the inbox and how a row of them becomes a value. */
import type { Instant } from '../../../domain/instant.ts';
import type { CallbackAuth, InboxRow, InboxState, InboxSummary } from './rows.ts';

/** The result that a row of our own test is stored with; no other row has it. */
export const TEST_RESULT = '{"test":true}';

export const SUMMARY_COLUMNS = `
  inbox.id, inbox.account_id, inbox.received_at, inbox.method, inbox.path, inbox.source_ip, inbox.auth,
  inbox.secret_fingerprint, inbox.hash, inbox.body_bytes, inbox.answered, inbox.answered_us, inbox.state,
  inbox.tries, inbox.next_try_at, inbox.failure, inbox.result, inbox.replay_of`;

export const ROW_COLUMNS = `${SUMMARY_COLUMNS}, inbox.headers, inbox.body`;

/** As SQLite gives it; the table's own checks vouch for the narrow types. */
export interface SummaryRecord {
  readonly id: number;
  readonly account_id: number;
  readonly received_at: Instant;
  readonly method: string;
  readonly path: string;
  readonly source_ip: string;
  readonly auth: CallbackAuth;
  readonly secret_fingerprint: string | null;
  readonly hash: string;
  readonly body_bytes: number;
  readonly answered: number;
  readonly answered_us: number | null;
  readonly state: InboxState;
  readonly tries: number;
  readonly next_try_at: Instant | null;
  readonly failure: string | null;
  readonly result: string | null;
  readonly replay_of: number | null;
}

export interface RowRecord extends SummaryRecord {
  readonly headers: string;
  readonly body: Uint8Array | null;
}

export function toSummary(record: SummaryRecord): InboxSummary {
  return {
    id: record.id,
    accountId: record.account_id,
    receivedAt: record.received_at,
    method: record.method,
    path: record.path,
    sourceIp: record.source_ip,
    auth: record.auth,
    secretFingerprint: record.secret_fingerprint,
    hash: record.hash,
    bodyBytes: record.body_bytes,
    answered: record.answered,
    answeredUs: record.answered_us,
    state: record.state,
    tries: record.tries,
    nextTryAt: record.next_try_at,
    failure: record.failure,
    result: record.result,
    replayOf: record.replay_of,
    isTest: record.result === TEST_RESULT,
  };
}

export function toRow(record: RowRecord): InboxRow {
  return {
    ...toSummary(record),
    headers: JSON.parse(record.headers) as Readonly<Record<string, string>>,
    // A plain copy: a Buffer of SQLite's may be a window on a larger one, which would travel whole.
    body: record.body === null ? null : new Uint8Array(record.body),
  };
}
