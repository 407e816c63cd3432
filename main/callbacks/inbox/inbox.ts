/** The inbox: every callback is kept here, on the disk, before its sender gets a 200. */
import { Failure } from '../../../domain/failure.ts';
import type { Instant } from '../../../domain/instant.ts';
import { systemClock, type Clock } from '../../clock.ts';
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
import type { InputOf, OutputOf, ReadName, WriteName } from './protocol.ts';
import { InboxThread } from './thread.ts';

export type {
  CallbackAuth,
  CallbackToStore,
  InboxAccountCounts,
  InboxOutcome,
  InboxQuery,
  InboxRow,
  InboxState,
  InboxStats,
  InboxSummary,
  LaterTry,
} from './rows.ts';

/**
 * Every promise may reject with Failure `disk-full`, `locked`, `database-damaged` or `unexpected` (the thread died);
 * the next call then opens the file again. A change of an unknown row rejects with `not-found`, one that the row's
 * state does not allow with `state-not-allowed`.
 */
export interface Inbox {
  /** Resolves with the row's id only after the commit is on the disk. Calls made together share one commit. */
  store(callback: CallbackToStore): Promise<number>;
  /** Notes that the sender got its 200, `answeredUs` microseconds after the request came. Written with the next commit. */
  noteAnswer(id: number, answeredUs: number): void;
  /** What is to be processed now, in order of arrival: at most `limit` (1..500) rows or about 16 MiB of bodies. */
  due(now: Instant, limit: number): Promise<readonly InboxRow[]>;
  /** Ends a row that is new or parked. */
  finish(id: number, outcome: InboxOutcome): Promise<void>;
  /** Gives a row that is new or parked its own next try; later rows do not wait for it. */
  retryLater(id: number, later: LaterTry): Promise<void>;
  /** Sets a new row aside for a person. */
  park(id: number, failure: string): Promise<void>;
  /** When the next row is due: in the past when one is due already, null when none waits. */
  nextDueAt(): Promise<Instant | null>;
  byId(id: number): Promise<InboxRow | undefined>;
  /** Newest first, without headers and bodies. */
  list(query: InboxQuery): Promise<readonly InboxSummary[]>;
  /** One entry for each account that ever received something, by account. */
  counts(): Promise<readonly InboxAccountCounts[]>;
  /** Puts the same request in as a new row. Rejects with `state-not-allowed` when its body was dropped, or for a test. */
  replay(id: number): Promise<number>;
  /** Drops the bodies of finished rows received before that instant, at most 500 a call; resolves with how many. */
  dropBodies(before: Instant): Promise<number>;
  stats(): Promise<InboxStats>;
  /** Writes what waits, folds the write-ahead log into the file and ends the thread. */
  close(): Promise<void>;
}

export interface InboxOptions {
  /** Path of inbox.db; its folder exists. */
  readonly file: string;
  /** The built `worker.ts` of this folder. */
  readonly workerFile: string | URL;
  /** Stamps replays; the machine's clock unless told otherwise. */
  readonly clock?: Clock;
}

/**
 * Opens (or makes) the inbox in a thread of its own.
 * Rejects with Failure `database-newer`, `database-damaged`, `disk-full`, `locked`, `data-folder-read-only`, `unexpected`.
 */
export async function openInbox(options: InboxOptions): Promise<Inbox> {
  const threads = new ThreadKeeper(options);
  await threads.running();
  return createInbox(threads, options.clock ?? systemClock);
}

function createInbox(threads: ThreadKeeper, clock: Clock): Inbox {
  return {
    store: (callback) => store(threads, callback),
    noteAnswer: (id, answeredUs) => threads.note(id, Math.max(0, Math.round(answeredUs))),
    due: (now, limit) => threads.read('due', { now, limit }),
    finish: (id, outcome) => threads.write('finish', { id, outcome }),
    retryLater: (id, later) => threads.write('retryLater', { id, later }),
    park: (id, failure) => threads.write('park', { id, failure }),
    nextDueAt: () => threads.read('nextDueAt', null),
    byId: (id) => threads.read('byId', { id }),
    list: (query) => threads.read('list', query),
    counts: () => threads.read('counts', null),
    replay: (id) => threads.write('replay', { id, receivedAt: clock.now() }),
    dropBodies: (before) => threads.write('dropBodies', { before }),
    stats: () => threads.read('stats', null),
    close: () => threads.close(),
  };
}

function store(threads: ThreadKeeper, callback: CallbackToStore): Promise<number> {
  const { headers, ...rest } = callback;
  // An own copy can be handed over whole, and leaves the caller's bytes as they are.
  const body = new Uint8Array(callback.body);
  const message = { ...rest, body, headersJson: JSON.stringify(headers) };
  return threads.write('store', message, [body.buffer]);
}

/** Keeps one thread running: a dead one is followed by another when it is next needed. */
class ThreadKeeper {
  readonly #options: InboxOptions;
  #thread: Promise<InboxThread> | undefined;
  #running: InboxThread | undefined;
  #generation = 0;
  #isClosed = false;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  running(): Promise<InboxThread> {
    if (this.#isClosed) return Promise.reject(new Failure('unexpected', 'The inbox is closed'));
    this.#thread ??= this.#open();
    return this.#thread;
  }

  async write<N extends WriteName>(
    call: N,
    input: InputOf<N>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<OutputOf<N>> {
    const thread = await this.running();
    return thread.write(call, input, transfer);
  }

  async read<N extends ReadName>(call: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const thread = await this.running();
    return thread.read(call, input);
  }

  note(id: number, answeredUs: number): void {
    this.#running?.note({ kind: 'note', id, status: 200, answeredUs });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running?.close();
    const opening = await Promise.allSettled([this.#thread]);
    if (opening[0].status === 'fulfilled') await opening[0].value?.close();
  }

  async #open(): Promise<InboxThread> {
    this.#generation += 1;
    const generation = this.#generation;
    const forget = (): void => {
      // The end of an old thread is told late; by then another may be running.
      if (generation !== this.#generation) return;
      this.#thread = undefined;
      this.#running = undefined;
    };
    try {
      const { file, workerFile } = this.#options;
      this.#running = await InboxThread.open({ file, workerFile, onEnd: forget });
      return this.#running;
    } catch (error) {
      forget();
      if (error instanceof Failure) throw error;
      throw new Failure('unexpected', 'The inbox could not start', {}, { cause: error });
    }
  }
}
