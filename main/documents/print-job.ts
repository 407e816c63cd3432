/** Prints in a thread of its own, so that a thousand pages never hold up callbacks or windows. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { assertNever } from '../../domain/assert-never.ts';
import { Failure } from '../../domain/failure.ts';
import { CANCEL, type PrintJob, type PrintMessage } from './job.ts';
import type { DrawnDocument, DrawProgress } from './paper.ts';
import { toPrintFailure } from './write-failure.ts';

export interface PrintOptions {
  /** The built `documents-worker.js`. */
  readonly workerFile: string;
  /** Aborting stops after the page at hand and leaves nothing behind. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DrawProgress) => void) | undefined;
}

/**
 * Writes the job's PDF beside its place and moves it there when it is whole: whoever looks finds the old file,
 * the new one or none, never a part.
 * @throws Failure `job-cancelled`, `invalid-input`, `disk-full`, `not-allowed`, `unexpected`
 */
export async function printInWorker(job: PrintJob, options: PrintOptions): Promise<DrawnDocument> {
  const partial = `${job.file}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(job.file), { recursive: true, mode: 0o700 });
    const drawn = await runWorker({ ...job, file: partial }, options);
    refuseCancelled(options.signal);
    await rename(partial, job.file);
    return drawn;
  } catch (error) {
    throw toPrintFailure(error);
  } finally {
    await rm(partial, { force: true });
  }
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new Failure('job-cancelled', 'Printing was cancelled');
}

/** Settles when the thread has ended, since only then its file is surely closed. */
async function runWorker(job: PrintJob, options: PrintOptions): Promise<DrawnDocument> {
  refuseCancelled(options.signal);
  const worker = new Worker(options.workerFile, { workerData: job });
  const cancel = (): void => worker.postMessage(CANCEL);
  options.signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await outcomeOf(worker, options);
  } finally {
    options.signal?.removeEventListener('abort', cancel);
  }
}

function outcomeOf(worker: Worker, { onProgress }: PrintOptions): Promise<DrawnDocument> {
  return new Promise((resolve, reject) => {
    let settle = (): void => reject(new Failure('unexpected', 'The printing thread ended early'));
    worker.on('message', (message: PrintMessage) => {
      switch (message.type) {
        case 'progress':
          onProgress?.(message.progress);
          break;
        case 'done':
          settle = () => resolve(message.drawn);
          break;
        case 'failed':
          settle = () => reject(new Failure(message.code, message.message, message.detail));
          break;
        default:
          assertNever(message);
      }
    });
    worker.on('error', (error) => {
      settle = () => reject(toPrintFailure(error));
    });
    worker.on('exit', () => settle());
  });
}
