/** Long work as the windows see it: the latest progress of every job. */
import { useSyncExternalStore } from 'react';
import type { JobField } from '../../preload/contract/system.ts';
import { call, onEvent } from './client.ts';

type Jobs = ReadonlyMap<string, JobField>;

/** How long the panel shows a job that ended well and left nothing to open. */
const FAREWELL_MS = 6_000;

let jobs: Jobs = new Map();
/** What the panel shows; a screen that waits for its job knows it still. */
let shown: Jobs = new Map();
const watchers = new Set<() => void>();

function tell(): void {
  for (const watcher of watchers) watcher();
}

function record(job: JobField): void {
  if (!jobs.has(job.jobId) || shown.has(job.jobId)) shown = new Map(shown).set(job.jobId, job);
  jobs = new Map(jobs).set(job.jobId, job);
  tell();
  const leavesNothing = job.state === 'done' && job.fileId === null && job.failed === 0;
  if (leavesNothing) setTimeout(() => dismissJob(job.jobId), FAREWELL_MS);
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Follows all jobs, those of before this window was opened too. Ends with the returned function. */
export function followJobs(): () => void {
  const stop = onEvent('job.progress', record);
  void call('jobs.list', {}).then((running) => {
    for (const job of running) if (!jobs.has(job.jobId)) record(job);
  });
  return () => {
    stop();
    jobs = new Map();
    shown = new Map();
    tell();
  };
}

/** Every job that was not dismissed, oldest first. */
export function useJobs(): readonly JobField[] {
  return [...useSyncExternalStore(watch, () => shown).values()];
}

/** One job; undefined until its first progress came. */
export function useJob(jobId: string | undefined): JobField | undefined {
  const known = useSyncExternalStore(watch, () => jobs);
  return jobId === undefined ? undefined : known.get(jobId);
}

/** Takes a finished job off the panel. */
export function dismissJob(jobId: string): void {
  const rest = new Map(shown);
  rest.delete(jobId);
  shown = rest;
  tell();
}

/** Settles when the job is done, failed or cancelled. */
export function jobEnd(jobId: string): Promise<JobField> {
  return new Promise((resolve) => {
    const stop = watch(look);
    function look(): void {
      const job = jobs.get(jobId);
      if (!job || job.state === 'running') return;
      stop();
      resolve(job);
    }
    look();
  });
}
