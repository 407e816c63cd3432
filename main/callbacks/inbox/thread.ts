/** The core's end of the inbox's thread. */
import { Worker } from 'node:worker_threads';
import { assertNever } from '../../../domain/assert-never.ts';
import { Failure } from '../../../domain/failure.ts';
import { fromPlain } from './protocol.ts';
import type {
  AnswerNote,
  FromWorker,
  InputOf,
  OutputOf,
  ReadName,
  Reply,
  ToWorker,
  WriteName,
} from './protocol.ts';

export interface ThreadOptions {
  /** Path of inbox.db. */
  readonly file: string;
  /** The built worker. */
  readonly workerFile: string | URL;
  /** The thread ended, asked or not; it takes no more calls. */
  readonly onEnd: () => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Failure) => void;
}

/** Owns one worker thread. When it dies, every call that waits is rejected: nobody is told of a commit that may not be. */
export class InboxThread {
  readonly #worker: Worker;
  readonly #onEnd: () => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #opened = newPromise<undefined>();
  readonly #ended = newPromise<undefined>();
  #lastTicket = 0;
  #cause: unknown;
  #hasEnded = false;

  private constructor(options: ThreadOptions) {
    this.#onEnd = options.onEnd;
    this.#worker = new Worker(options.workerFile, { workerData: { file: options.file } });
    this.#worker.on('message', (message: FromWorker) => this.#take(message));
    this.#worker.on('error', (error) => {
      this.#cause = error;
    });
    this.#worker.on('exit', () => this.#end());
  }

  /** Resolves once the file is open and migrated; rejects with the Failure of openDatabase. */
  static async open(options: ThreadOptions): Promise<InboxThread> {
    const thread = new InboxThread(options);
    await thread.#opened.promise;
    return thread;
  }

  write<N extends WriteName>(
    call: N,
    input: InputOf<N>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<OutputOf<N>> {
    return this.#call((ticket) => ({ kind: 'write', ticket, call, input }) as ToWorker, transfer);
  }

  read<N extends ReadName>(call: N, input: InputOf<N>): Promise<OutputOf<N>> {
    return this.#call((ticket) => ({ kind: 'read', ticket, call, input }) as ToWorker, []);
  }

  note(note: AnswerNote): void {
    this.#worker.postMessage(note);
  }

  /** Calls already made are answered first. */
  async close(): Promise<void> {
    this.#worker.postMessage({ kind: 'close' } satisfies ToWorker);
    await this.#ended.promise;
  }

  #call<Output>(
    messageFor: (ticket: number) => ToWorker,
    transfer: readonly ArrayBuffer[],
  ): Promise<Output> {
    if (this.#hasEnded) return Promise.reject(this.#deathNotice());
    this.#lastTicket += 1;
    const ticket = this.#lastTicket;
    return new Promise<Output>((resolve, reject) => {
      this.#waiting.set(ticket, { resolve: resolve as (value: unknown) => void, reject });
      this.#worker.postMessage(messageFor(ticket), transfer);
    });
  }

  #take(message: FromWorker): void {
    switch (message.kind) {
      case 'done':
      case 'failed':
        this.#settle(message);
        break;
      case 'opened':
        this.#opened.resolve(undefined);
        break;
      case 'refused':
        this.#opened.reject(fromPlain(message.failure));
        break;
      case 'closed':
        break;
      default:
        assertNever(message);
    }
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.ticket);
    this.#waiting.delete(reply.ticket);
    if (reply.kind === 'done') waiting?.resolve(reply.value);
    else waiting?.reject(fromPlain(reply.failure));
  }

  #end(): void {
    this.#hasEnded = true;
    const failure = this.#deathNotice();
    this.#opened.reject(failure);
    for (const waiting of this.#waiting.values()) waiting.reject(failure);
    this.#waiting.clear();
    this.#ended.resolve(undefined);
    this.#onEnd();
  }

  #deathNotice(): Failure {
    return new Failure('unexpected', 'The thread of the inbox ended', {}, { cause: this.#cause });
  }
}

interface OpenPromise<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Failure) => void;
}

function newPromise<T>(): OpenPromise<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Failure) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
