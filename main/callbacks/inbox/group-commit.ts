/** Many callbacks, one commit: whatever waits in the queue is written together and answered only afterwards. */
import Database from 'better-sqlite3';
import { toFailure, type InboxDatabase } from './database.ts';
import { toPlain } from './protocol.ts';
import type { AnswerNote, Handlers, Reply, WriteName, WriteRequest } from './protocol.ts';
import type { InboxStats } from './rows.ts';
import { createNoteAnswer, createWriteCalls } from './write-calls.ts';

export interface GroupCommit {
  /** Runs the requests in one transaction. Every reply says what is on the disk when this returns. */
  readonly commit: (requests: readonly WriteRequest[]) => readonly Reply[];
  /** Keeps a note for the next commit. */
  readonly note: (note: AnswerNote) => void;
  /** Writes the notes that no commit has taken along. */
  readonly writeNotes: () => void;
  readonly stats: () => InboxStats;
}

export function createGroupCommit(database: InboxDatabase): GroupCommit {
  const calls = createWriteCalls(database);
  const noteAnswer = createNoteAnswer(database);
  let notes: AnswerNote[] = [];
  const stats = { commits: 0, stored: 0 };

  const writeTogether = database.transaction((requests: readonly WriteRequest[]) => {
    notes.forEach(noteAnswer);
    return requests.map((request) => attempt(database, calls, request));
  });

  const commit = (requests: readonly WriteRequest[]): readonly Reply[] => {
    try {
      const replies = writeTogether.immediate(requests);
      notes = [];
      stats.commits += 1;
      stats.stored += countStored(requests, replies);
      return replies;
    } catch (error) {
      const failure = toPlain(toFailure(error));
      return requests.map(({ ticket }) => ({ kind: 'failed', ticket, failure }));
    }
  };

  return {
    commit,
    note: (note) => notes.push(note),
    writeNotes: () => {
      if (notes.length > 0) commit([]);
    },
    stats: () => ({ ...stats }),
  };
}

/** One request's own fault stays its own; a fault that ended the transaction is everyone's. */
function attempt(
  database: InboxDatabase,
  calls: Handlers<WriteName>,
  request: WriteRequest,
): Reply {
  try {
    return { kind: 'done', ticket: request.ticket, value: runWrite(calls, request) };
  } catch (error) {
    if (!database.inTransaction || !isOwnFault(error)) throw error;
    return { kind: 'failed', ticket: request.ticket, failure: toPlain(toFailure(error)) };
  }
}

/** A row that is not there or a value that the table refuses, not a disk or a file in trouble. */
function isOwnFault(error: unknown): boolean {
  return !(error instanceof Database.SqliteError) || error.code.startsWith('SQLITE_CONSTRAINT');
}

function runWrite<N extends WriteName>(calls: Handlers<N>, request: WriteRequest<N>): unknown {
  return calls[request.call](request.input);
}

function countStored(requests: readonly WriteRequest[], replies: readonly Reply[]): number {
  const inserts: ReadonlySet<WriteName> = new Set(['store', 'replay']);
  return requests.filter(
    (request, index) => inserts.has(request.call) && replies[index]?.kind === 'done',
  ).length;
}
