/** What the inbox takes in and gives back. */
import type { Instant } from '../../../domain/instant.ts';

/**
 * What the check of shared secrets found before the row was stored: `none` when the account has no secret but its path,
 * `unsigned` when a signature over the body is expected and missing.
 */
export type CallbackAuth = 'ok' | 'wrong' | 'none' | 'unsigned';

/** `new` waits for processing (perhaps until `nextTryAt`); `parked` waits for a person; the other two are ends. */
export type InboxState = 'new' | 'done' | 'parked' | 'ignored';

/** One request as the listener took it, with every secret already masked as `‹segredo›`. */
export interface CallbackToStore {
  readonly accountId: number;
  readonly receivedAt: Instant;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as they came, at most 1 MiB from the listener. */
  readonly body: Uint8Array;
  readonly sourceIp: string;
  readonly auth: CallbackAuth;
  /** Keyed fingerprint of the secret that was used, to tell an old one from its successor. */
  readonly secretFingerprint?: string;
  readonly replayOf?: number;
  /** Our own test of the way in: the row ends as `ignored` at once and is never worked on. */
  readonly isTest?: boolean;
}

/** A row without its body and headers: what a list shows. */
export interface InboxSummary {
  readonly id: number;
  readonly accountId: number;
  readonly receivedAt: Instant;
  readonly method: string;
  readonly path: string;
  readonly sourceIp: string;
  readonly auth: CallbackAuth;
  readonly secretFingerprint: string | null;
  /** SHA-256 of the body, hex. */
  readonly hash: string;
  readonly bodyBytes: number;
  /** HTTP status that was surely handed to the sender; 0 when the connection was gone, and for a replay. */
  readonly answered: number;
  /** Microseconds from the request's headers to the end of the answer. */
  readonly answeredUs: number | null;
  readonly state: InboxState;
  /** How often processing ended, well or badly. */
  readonly tries: number;
  /** Null means at once. */
  readonly nextTryAt: Instant | null;
  readonly failure: string | null;
  /** What came of it as short JSON for machines. */
  readonly result: string | null;
  readonly replayOf: number | null;
  readonly isTest: boolean;
}

export interface InboxRow extends InboxSummary {
  readonly headers: Readonly<Record<string, string>>;
  /** Null once the retention time has dropped it; a `new` row always has it. */
  readonly body: Uint8Array | null;
}

/** Newest first. `from` is included, `to` is not; `before` is the last id of the page before. */
export interface InboxQuery {
  readonly accountId?: number;
  readonly state?: InboxState;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly before?: number;
  /** 1..500. */
  readonly limit: number;
}

export interface InboxOutcome {
  readonly state: 'done' | 'ignored';
  /** JSON text. */
  readonly result: string;
}

export interface LaterTry {
  readonly at: Instant;
  readonly failure: string;
}

/** One account of which at least one callback is stored. */
export interface InboxAccountCounts {
  readonly accountId: number;
  readonly lastReceivedAt: Instant;
  readonly waiting: number;
  readonly parked: number;
}

/** What this thread has written since it was opened. */
export interface InboxStats {
  /** Transactions that reached the disk. */
  readonly commits: number;
  /** Rows that they brought. */
  readonly stored: number;
}
