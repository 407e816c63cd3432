/** Sums over many rows, counted where they hold up neither windows nor callbacks. */
import { Worker } from 'node:worker_threads';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Books } from '../books.ts';
import type { HomeFigures } from '../overview.ts';
import type { TituloListFilter } from '../titulo-filter.ts';
import type { TituloTotals } from '../titulo-list.ts';
import type { FiguresCall, FiguresCalls, FiguresReply, HomeDays } from './protocol.ts';

export interface Figures {
  tituloTotals(filter: TituloListFilter, today: CivilDate): Promise<TituloTotals>;
  home(isPractice: boolean, days: HomeDays): Promise<HomeFigures>;
  close(): Promise<void>;
}

/** Counts on the caller's own thread and connection: for books that live in memory. */
export function countHere({ tituloList, overview }: Books): Figures {
  return {
    tituloTotals: (filter, today) => Promise.resolve(tituloList.totals(filter, today)),
    home: (isPractice, days) => Promise.resolve(overview.home(isPractice, days)),
    close: () => Promise.resolve(),
  };
}

export interface ThreadOptions {
  /** Path of baixa.db, which is open and migrated. */
  readonly file: string;
  /** The built `worker.ts` of this folder. */
  readonly workerFile: string;
}

/**
 * Counts in a thread that starts with the first question; one that died is followed by another.
 * Every promise may reject with Failure `unexpected`.
 */
export function countInThread(options: ThreadOptions): Figures {
  const thread = new CountingThread(options);
  return {
    tituloTotals: (filter, today) => thread.ask('tituloTotals', { filter, today }),
    home: (isPractice, days) => thread.ask('home', { isPractice, days }),
    close: () => thread.close(),
  };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: Failure) => void;
}

class CountingThread {
  readonly #options: ThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #tickets = 0;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  ask<N extends FiguresCall>(
    call: N,
    input: FiguresCalls[N]['input'],
  ): Promise<FiguresCalls[N]['output']> {
    const ticket = (this.#tickets += 1);
    return new Promise<FiguresCalls[N]['output']>((resolve, reject) => {
      this.#waiting.set(ticket, { resolve: resolve as Waiting['resolve'], reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ ticket, call, input });
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const end = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage('close');
    await end;
  }

  #start(): Worker {
    const worker = new Worker(this.#options.workerFile, { workerData: this.#options.file });
    worker.on('message', (reply: FiguresReply) => this.#take(reply));
    worker.on('error', (error) => this.#end(worker, error));
    worker.on('exit', () => this.#end(worker, undefined));
    return worker;
  }

  #take(reply: FiguresReply): void {
    const waiting = this.#waiting.get(reply.ticket);
    this.#waiting.delete(reply.ticket);
    if ('value' in reply) waiting?.resolve(reply.value);
    else waiting?.reject(new Failure('unexpected', `The count broke: ${reply.error}`));
  }

  #end(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const failure = new Failure('unexpected', 'The counting thread ended', {}, { cause });
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
  }
}
