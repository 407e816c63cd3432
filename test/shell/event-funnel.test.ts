import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEventFunnel, type EventFunnel } from '../../main/shell/event-funnel.ts';
import type { EventName, Events } from '../../preload/contract/events.ts';
import type { JobField } from '../../preload/contract/system.ts';

let sent: [EventName, Events[EventName]][];
let funnel: EventFunnel;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  funnel = createEventFunnel((name, payload) => void sent.push([name, payload]));
});

afterEach(() => {
  funnel.close();
  vi.useRealTimers();
});

function job(jobId: string, done: number, state: JobField['state'] = 'running'): JobField {
  return {
    jobId,
    kind: 'import',
    state,
    done,
    total: 100,
    failed: 0,
    perSecond: 10,
    secondsLeft: null,
    fileId: null,
    failure: null,
  };
}

describe('changes', () => {
  it('go through at once when the area was quiet', () => {
    funnel.push('changed', { area: 'titulos', ids: [1] });
    funnel.push('changed', { area: 'clients', ids: [2] });

    expect(sent.map(([, payload]) => payload)).toEqual([
      { area: 'titulos', ids: [1] },
      { area: 'clients', ids: [2] },
    ]);
  });

  it('are merged into one a fifth of a second later, each id once', () => {
    for (const id of [1, 2, 3, 2]) funnel.push('changed', { area: 'titulos', ids: [id] });

    vi.advanceTimersByTime(200);

    expect(sent.map(([, payload]) => payload)).toEqual([
      { area: 'titulos', ids: [1] },
      { area: 'titulos', ids: [2, 3] },
    ]);
  });

  it('are at most five a second and an area, however many come', () => {
    for (let ms = 0; ms < 1_000; ms += 1) {
      funnel.push('changed', { area: 'titulos', ids: [ms] });
      vi.advanceTimersByTime(1);
    }

    expect(sent.length).toBeLessThanOrEqual(6);
  });

  it('name all once there are more than a hundred ids', () => {
    const ids = Array.from({ length: 101 }, (_, id) => id);

    funnel.push('changed', { area: 'titulos', ids });
    for (const id of ids) funnel.push('changed', { area: 'titulos', ids: [id] });
    vi.advanceTimersByTime(200);

    expect(sent.map(([, payload]) => payload)).toEqual([
      { area: 'titulos', ids: 'all' },
      { area: 'titulos', ids: 'all' },
    ]);
  });

  it('stay all when more ids follow', () => {
    funnel.push('changed', { area: 'titulos', ids: [1] });
    funnel.push('changed', { area: 'titulos', ids: 'all' });
    funnel.push('changed', { area: 'titulos', ids: [2] });
    vi.advanceTimersByTime(200);

    expect(sent.at(-1)).toEqual(['changed', { area: 'titulos', ids: 'all' }]);
  });
});

describe('the progress of a job', () => {
  it('is told at most ten times a second, and the last state always', () => {
    for (let done = 1; done <= 100; done += 1) {
      funnel.push('job.progress', job('a', done, done === 100 ? 'done' : 'running'));
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(100);

    expect(sent.length).toBeLessThanOrEqual(7);
    expect(sent.at(-1)?.[1]).toMatchObject({ done: 100, state: 'done' });
  });

  it('does not wait for another job', () => {
    funnel.push('job.progress', job('a', 1));
    funnel.push('job.progress', job('b', 1));

    expect(sent).toHaveLength(2);
  });
});

describe('the end', () => {
  it('sends what was held back and leaves no timer behind', () => {
    funnel.push('changed', { area: 'titulos', ids: [1] });
    funnel.push('changed', { area: 'titulos', ids: [2] });

    funnel.close();

    expect(sent).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind a quiet area either', () => {
    funnel.push('changed', { area: 'titulos', ids: [1] });

    vi.advanceTimersByTime(200);

    expect(vi.getTimerCount()).toBe(0);
  });
});
