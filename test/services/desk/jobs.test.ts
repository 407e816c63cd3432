import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../domain/failure.ts';
import {
  createJobs,
  stopIfCancelled,
  type Jobs,
  type JobView,
} from '../../../main/services/desk/jobs.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { sendTitulos } from '../../../main/services/titulos/send-job.ts';
import { force, openTill, type Till } from '../../support/till.ts';

let till: Till;
let jobs: Jobs;
let shown: JobView[];

beforeEach(() => {
  till = openTill();
  shown = [];
  jobs = createJobs({
    clock: till.tools.clock,
    log: till.log,
    onProgress: (job) => void shown.push(job),
  });
});

afterEach(async () => {
  await jobs.close();
  till.close();
});

const ended = (jobId: string) =>
  vi.waitFor(() => {
    const job = jobs.list().find((one) => one.jobId === jobId);
    expect(job?.state).not.toBe('running');
    return job;
  });

describe('a job', () => {
  it('tells its progress and the file that it made', async () => {
    const jobId = jobs.start('print', (job) => {
      job.progress(1, 2);
      return Promise.resolve('file-1');
    });

    expect(await ended(jobId)).toMatchObject({ state: 'done', fileId: 'file-1' });
    expect(shown.map(({ done, total }) => [done, total])).toContainEqual([1, 2]);
  });

  it('of printing keeps what was left out, counted and named by reason', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      tituloNumber: index + 1,
      reason: 'page-only' as const,
    }));

    const jobId = jobs.start('print', (job) => {
      job.leaveOut([...many, { tituloNumber: 99, reason: 'not-registered' }]);
      return Promise.resolve('file-1');
    });

    expect((await ended(jobId))?.leftOut).toEqual([
      { reason: 'not-registered', count: 1, tituloNumbers: [99] },
      {
        reason: 'page-only',
        count: 30,
        tituloNumbers: Array.from({ length: 20 }, (_, index) => index + 1),
      },
    ]);
  });

  it('that fails keeps its code for the screen and is written to the log', async () => {
    const jobId = jobs.start('print', () => Promise.reject(new Failure('disk-full', 'No room')));

    expect((await ended(jobId))?.failure).toEqual({ code: 'disk-full', message: 'No room' });
    expect(till.log.lines.map(({ event }) => event)).toEqual(['jobs.failed']);
  });

  it('is cancelled where it stands', async () => {
    const jobId = jobs.start('import', async (job) => {
      for (;;) {
        stopIfCancelled(job);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });

    jobs.cancel(jobId);

    expect((await ended(jobId))?.state).toBe('cancelled');
    expect(till.log.lines).toEqual([]);
  });

  it('is remembered among the last fifty', async () => {
    const started = Array.from({ length: 60 }, () =>
      jobs.start('x', () => Promise.resolve(undefined)),
    );
    for (const jobId of started) await ended(jobId);
    jobs.start('x', () => Promise.resolve(undefined));

    expect(jobs.list().length).toBeLessThanOrEqual(51);
  });
});

describe('sending as a job', () => {
  const send = (ids: readonly number[]) =>
    jobs.start('send', (job) => sendTitulos(till.tools, { ids, wake: () => undefined }, job));

  it('ends when every título has an end, and counts what came to grief', async () => {
    const titulos = Array.from({ length: 4 }, () => till.titulo());
    const [first, second, third, fourth] = titulos;
    cancelTitulo(till.tools, fourth?.id ?? 0, 'engano');
    const jobId = send(titulos.map(({ id }) => id));
    await vi.waitFor(() => expect(shown.some(({ total }) => total === 4)).toBe(true));

    force(till, till.chargeOf(first?.id ?? 0), 'registered');
    force(till, till.chargeOf(second?.id ?? 0), 'rejected');
    force(till, till.chargeOf(third?.id ?? 0), 'unknown');

    expect(await ended(jobId)).toMatchObject({ state: 'done', done: 4, total: 4, failed: 3 });
  });

  it('does not wait for an account that rests for long', async () => {
    const titulo = till.titulo();
    const jobId = jobs.start('send', (job) =>
      sendTitulos(
        till.tools,
        {
          ids: [titulo.id],
          wake: () =>
            till.books.accounts.pauseUntil(till.account.id, '2027-01-01T00:00:00.000Z' as never),
        },
        job,
      ),
    );

    expect((await ended(jobId))?.state).toBe('done');
    expect(till.chargeOf(titulo.id).state).toBe('prepared');
  });
});
