/** Long work with progress and cancel. Jobs live as long as the core; what they did is in the books. */
import { randomUUID } from 'node:crypto';
import { Failure } from '../../../domain/failure.ts';
import { groupLeftOut, type LeftOut, type LeftOutTitulo } from '../../../domain/left-out.ts';
import { toMs } from '../../../domain/instant.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';

export type JobState = 'running' | 'done' | 'failed' | 'cancelled';

/** What a window sees of a job. */
export interface JobView {
  readonly jobId: string;
  readonly kind: string;
  readonly state: JobState;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly secondsLeft: number | null;
  readonly fileId: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Of printing: what of the selection is not on the paper. */
  readonly leftOut?: readonly LeftOut[];
}

/** What the work is given. */
export interface JobReporter {
  readonly signal: AbortSignal;
  progress(done: number, total: number, failed?: number): void;
}

/** What the work of printing is given. */
export interface PrintReporter extends JobReporter {
  /** Tells what of the selection is not on the paper. */
  leaveOut(titulos: readonly LeftOutTitulo[]): void;
}

type Work = (job: PrintReporter) => Promise<string | undefined>;

export interface Jobs {
  /** Starts the work and gives the job's id at once. The work gives the id of the file that it made, if any. */
  start(kind: string, work: Work): string;
  list(): readonly JobView[];
  cancel(jobId: string): void;
  /** Cancels what runs and waits for its end. */
  close(): Promise<void>;
}

/** Finished jobs that are still shown. */
const KEPT_JOBS = 50;

interface Job {
  view: JobView;
  readonly abort: AbortController;
  readonly startedMs: number;
  end: Promise<void>;
}

export interface JobsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (job: JobView) => void;
}

export function createJobs({ clock, log, onProgress }: JobsOptions): Jobs {
  const jobs = new Map<string, Job>();

  function show(job: Job, change: Partial<JobView>): void {
    job.view = { ...job.view, ...change };
    onProgress(job.view);
  }

  function report(job: Job, counts: { done: number; total: number; failed: number }): void {
    const seconds = Math.max((toMs(clock.now()) - job.startedMs) / 1_000, 0.001);
    const perSecond = counts.done / seconds;
    const left = perSecond > 0 ? (counts.total - counts.done) / perSecond : null;
    show(job, { ...counts, perSecond, secondsLeft: left });
  }

  async function run(job: Job, work: Work) {
    try {
      const fileId = await work({
        signal: job.abort.signal,
        progress: (done, total, failed = 0) => report(job, { done, total, failed }),
        leaveOut: (titulos) => show(job, { leftOut: groupLeftOut(titulos) }),
      });
      show(job, { state: 'done', fileId: fileId ?? null, secondsLeft: 0 });
    } catch (error) {
      const isCancelled = error instanceof Failure && error.code === 'job-cancelled';
      if (!isCancelled) log.error('jobs.failed', error, { jobId: job.view.jobId });
      const failure = error instanceof Failure ? error : new Failure('unexpected', 'The job broke');
      show(job, {
        state: isCancelled ? 'cancelled' : 'failed',
        failure: { code: failure.code, message: failure.message },
        secondsLeft: null,
      });
    }
  }

  function forgetOld(): void {
    const finished = [...jobs.values()].filter(({ view }) => view.state !== 'running');
    for (const job of finished.slice(0, Math.max(0, finished.length - KEPT_JOBS))) {
      jobs.delete(job.view.jobId);
    }
  }

  return {
    start(kind, work) {
      forgetOld();
      const jobId = randomUUID();
      const job: Job = {
        view: {
          jobId,
          kind,
          state: 'running',
          done: 0,
          total: 0,
          failed: 0,
          perSecond: 0,
          secondsLeft: null,
          fileId: null,
          failure: null,
        },
        abort: new AbortController(),
        startedMs: toMs(clock.now()),
        end: Promise.resolve(),
      };
      jobs.set(jobId, job);
      onProgress(job.view);
      job.end = run(job, work);
      return jobId;
    },

    list: () => [...jobs.values()].map(({ view }) => view),

    cancel(jobId) {
      const job = jobs.get(jobId);
      if (job === undefined) throw new Failure('not-found', 'No such job');
      job.abort.abort();
    },

    async close() {
      for (const job of jobs.values()) job.abort.abort();
      await Promise.allSettled([...jobs.values()].map(({ end }) => end));
    },
  };
}

/** For loops: stops the job where it stands when it was cancelled. */
export function stopIfCancelled(job: Pick<JobReporter, 'signal'>): void {
  if (job.signal.aborted) throw new Failure('job-cancelled', 'The job was cancelled');
}
