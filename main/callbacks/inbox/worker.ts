/** The inbox's own thread: the only place that opens inbox.db. */
import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import { assertNever } from '../../../domain/assert-never.ts';
import { openDatabase, toFailure, type InboxDatabase } from './database.ts';
import { createGroupCommit } from './group-commit.ts';
import { toPlain } from './protocol.ts';
import type {
  FromWorker,
  Handlers,
  ReadName,
  ReadRequest,
  Reply,
  ToWorker,
  WriteRequest,
} from './protocol.ts';
import { createReadCalls } from './read-calls.ts';

/** One transaction takes at most this many, so that the first is not kept waiting by the last. */
const MOST_TOGETHER = 1_000;
/** Notes of answers wait this long for a commit to ride on. */
const NOTES_WAIT_MS = 250;

function start(port: MessagePort, file: string): void {
  const send = (message: FromWorker): void => port.postMessage(message);
  try {
    serve(port, openDatabase(file), send);
    send({ kind: 'opened' });
  } catch (error) {
    send({ kind: 'refused', failure: toPlain(error) });
    port.close();
  }
}

function serve(
  port: MessagePort,
  database: InboxDatabase,
  send: (message: FromWorker) => void,
): void {
  const group = createGroupCommit(database);
  const reads: Handlers<ReadName> = { ...createReadCalls(database), stats: group.stats };
  const timer = createNotesTimer(group.writeNotes);

  port.on('message', (first: ToWorker) => {
    const sorted = sort([first, ...takeWaiting(port)]);
    sorted.notes.forEach(group.note);
    if (sorted.writes.length > 0) group.commit(sorted.writes).forEach(send);
    // Whoever reads sees what was answered before.
    if (sorted.reads.length > 0 || sorted.isClosing) group.writeNotes();
    sorted.reads.forEach((request) => send(read(reads, request)));
    if (sorted.notes.length > 0) timer.arm();
    if (sorted.isClosing) {
      timer.stop();
      closeDatabase(database);
      send({ kind: 'closed' });
      port.close();
    }
  });
}

/** Everything that arrived while the last commit was being written. */
function takeWaiting(port: MessagePort): readonly ToWorker[] {
  const waiting: ToWorker[] = [];
  while (waiting.length < MOST_TOGETHER) {
    const received = receiveMessageOnPort(port) as { readonly message: ToWorker } | undefined;
    if (!received) break;
    waiting.push(received.message);
  }
  return waiting;
}

interface Sorted {
  readonly writes: WriteRequest[];
  readonly reads: ReadRequest[];
  readonly notes: Extract<ToWorker, { kind: 'note' }>[];
  isClosing: boolean;
}

function sort(messages: readonly ToWorker[]): Sorted {
  const sorted: Sorted = { writes: [], reads: [], notes: [], isClosing: false };
  for (const message of messages) {
    switch (message.kind) {
      case 'write':
        sorted.writes.push(message);
        break;
      case 'read':
        sorted.reads.push(message);
        break;
      case 'note':
        sorted.notes.push(message);
        break;
      case 'close':
        sorted.isClosing = true;
        break;
      default:
        assertNever(message);
    }
  }
  return sorted;
}

function read(calls: Handlers<ReadName>, request: ReadRequest): Reply {
  try {
    return { kind: 'done', ticket: request.ticket, value: runRead(calls, request) };
  } catch (error) {
    return { kind: 'failed', ticket: request.ticket, failure: toPlain(toFailure(error)) };
  }
}

function runRead<N extends ReadName>(calls: Handlers<N>, request: ReadRequest<N>): unknown {
  return calls[request.call](request.input);
}

function createNotesTimer(writeNotes: () => void): { arm(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    arm: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        writeNotes();
      }, NOTES_WAIT_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Leaves one whole file: the write-ahead log is brought in and cut to nothing. */
function closeDatabase(database: InboxDatabase): void {
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

if (!parentPort) throw new Error('The inbox runs in a worker thread only');
start(parentPort, (workerData as { readonly file: string }).file);
