/** What passes between the core's thread and the inbox's own. Both sides are built from this file. */
import { Failure, type FailureCode, type FailureDetail } from '../../../domain/failure.ts';
import type { Instant } from '../../../domain/instant.ts';
import type {
  CallbackToStore,
  InboxAccountCounts,
  InboxOutcome,
  InboxQuery,
  InboxRow,
  InboxStats,
  InboxSummary,
  LaterTry,
} from './rows.ts';

/** The same request with its headers as JSON text, so that no name of theirs is ever a property. */
export interface CallbackMessage extends Omit<CallbackToStore, 'headers'> {
  readonly headersJson: string;
}

interface Call<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** Each of these changes the file and is answered only after the commit. */
interface WriteCalls {
  store: Call<CallbackMessage, number>;
  replay: Call<{ readonly id: number; readonly receivedAt: Instant }, number>;
  finish: Call<{ readonly id: number; readonly outcome: InboxOutcome }, undefined>;
  retryLater: Call<{ readonly id: number; readonly later: LaterTry }, undefined>;
  park: Call<{ readonly id: number; readonly failure: string }, undefined>;
  dropBodies: Call<{ readonly before: Instant }, number>;
}

interface ReadCalls {
  due: Call<{ readonly now: Instant; readonly limit: number }, readonly InboxRow[]>;
  nextDueAt: Call<null, Instant | null>;
  byId: Call<{ readonly id: number }, InboxRow | undefined>;
  list: Call<InboxQuery, readonly InboxSummary[]>;
  counts: Call<null, readonly InboxAccountCounts[]>;
  stats: Call<null, InboxStats>;
}

type InboxCalls = WriteCalls & ReadCalls;
export type WriteName = keyof WriteCalls;
export type ReadName = keyof ReadCalls;
type CallName = keyof InboxCalls;
export type InputOf<N extends CallName> = InboxCalls[N]['input'];
export type OutputOf<N extends CallName> = InboxCalls[N]['output'];

/** One function for each call. */
export type Handlers<Names extends CallName> = {
  readonly [N in Names]: (input: InputOf<N>) => OutputOf<N>;
};

export interface WriteRequest<N extends WriteName = WriteName> {
  readonly kind: 'write';
  readonly ticket: number;
  readonly call: N;
  readonly input: InputOf<N>;
}

export interface ReadRequest<N extends ReadName = ReadName> {
  readonly kind: 'read';
  readonly ticket: number;
  readonly call: N;
  readonly input: InputOf<N>;
}

/** That row `id` was answered with `status`, `answeredUs` microseconds after it came. Nobody waits for it. */
export interface AnswerNote {
  readonly kind: 'note';
  readonly id: number;
  readonly status: number;
  readonly answeredUs: number;
}

export type ToWorker =
  | { [N in WriteName]: WriteRequest<N> }[WriteName]
  | { [N in ReadName]: ReadRequest<N> }[ReadName]
  | AnswerNote
  | { readonly kind: 'close' };

export interface PlainFailure {
  readonly code: FailureCode;
  readonly message: string;
  readonly detail: FailureDetail;
}

export type Reply =
  | { readonly kind: 'done'; readonly ticket: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly ticket: number; readonly failure: PlainFailure };

/** `refused` says why the file could not be opened; the thread ends after it. */
export type FromWorker =
  | Reply
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly failure: PlainFailure }
  | { readonly kind: 'closed' };

/** A failure in a form that can be posted; anything else becomes `unexpected` with its text. */
export function toPlain(error: unknown): PlainFailure {
  if (error instanceof Failure) {
    return { code: error.code, message: error.message, detail: error.detail };
  }
  const message = error instanceof Error ? error.message : 'Unknown error in the inbox';
  return { code: 'unexpected', message, detail: {} };
}

export function fromPlain(plain: PlainFailure): Failure {
  return new Failure(plain.code, plain.message, plain.detail);
}
