/** The printing thread: one job, given as `workerData`, then it ends. */
import { createWriteStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { drawJob } from './draw-job.ts';
import { CANCEL, type PrintJob, type PrintMessage } from './job.ts';
import { toPrintFailure } from './write-failure.ts';

/** Progress is told once in so many pages at most: a message a page would cost more than the page. */
const PAGES_A_MESSAGE = 10;

async function run(job: PrintJob, signal: AbortSignal): Promise<PrintMessage> {
  const out = createWriteStream(job.file, { flags: 'wx', mode: 0o600 });
  try {
    const drawn = await drawJob(job, out, {
      signal,
      onProgress: (progress) => {
        const isDue = progress.done % PAGES_A_MESSAGE === 0 || progress.done === progress.total;
        if (isDue) tell({ type: 'progress', progress });
      },
    });
    return { type: 'done', drawn };
  } catch (error) {
    const { code, message, detail } = toPrintFailure(error);
    return { type: 'failed', code, message, detail };
  }
}

function tell(message: PrintMessage): void {
  parentPort?.postMessage(message);
}

const stop = new AbortController();
parentPort?.on('message', (message: unknown) => {
  if (message === CANCEL) stop.abort();
});
tell(await run(workerData as PrintJob, stop.signal));
parentPort?.close();
