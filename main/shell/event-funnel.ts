/**
 * Holds events back so that windows are not flooded: at most 5 changes a second per area and 10 steps a second per job.
 * What is held back is merged, never lost: a window that hears late hears of everything.
 */
import type { ChangedEvent, EventName, Events } from '../../preload/contract/events.ts';
import type { JobField } from '../../preload/contract/system.ts';

export interface EventFunnel {
  push<N extends EventName>(name: N, payload: Events[N]): void;
  /** Sends what is held back and stops. */
  close(): void;
}

type Send = <N extends EventName>(name: N, payload: Events[N]) => void;

const AREA_INTERVAL_MS = 200;
const JOB_INTERVAL_MS = 100;
const MAX_IDS = 100;

export function createEventFunnel(send: Send): EventFunnel {
  const areas = createValve<ChangedEvent>({
    intervalMs: AREA_INTERVAL_MS,
    merge: mergeChanges,
    send: (event) => send('changed', event),
  });
  const jobs = createValve<JobField>({
    intervalMs: JOB_INTERVAL_MS,
    merge: (_, latest) => latest,
    send: (event) => send('job.progress', event),
  });
  return {
    push: (name, payload) => {
      if (isChange(name, payload)) areas.push(payload.area, limitIds(payload));
      else if (isProgress(name, payload)) jobs.push(payload.jobId, payload);
    },
    close: () => {
      areas.close();
      jobs.close();
    },
  };
}

// TypeScript does not tie a generic payload to its name.
function isChange(name: EventName, payload: Events[EventName]): payload is ChangedEvent {
  return name === 'changed' && 'area' in payload;
}

function isProgress(name: EventName, payload: Events[EventName]): payload is JobField {
  return name === 'job.progress' && 'jobId' in payload;
}

interface ValveOptions<T> {
  readonly intervalMs: number;
  readonly merge: (held: T, latest: T) => T;
  readonly send: (event: T) => void;
}

interface Valve<T> {
  push(key: string, event: T): void;
  close(): void;
}

/** Lets the first event of a key through at once and the merged rest one interval later. */
function createValve<T>({ intervalMs, merge, send }: ValveOptions<T>): Valve<T> {
  const resting = new Map<string, { held: T | undefined; timer: NodeJS.Timeout }>();

  function letThrough(key: string, event: T): void {
    resting.set(key, { held: undefined, timer: setTimeout(() => endRest(key), intervalMs) });
    send(event);
  }

  function endRest(key: string): void {
    const held = resting.get(key)?.held;
    resting.delete(key);
    if (held !== undefined) letThrough(key, held);
  }

  return {
    push: (key, event) => {
      const rest = resting.get(key);
      if (rest === undefined) letThrough(key, event);
      else rest.held = rest.held === undefined ? event : merge(rest.held, event);
    },
    close: () => {
      for (const { held, timer } of resting.values()) {
        clearTimeout(timer);
        if (held !== undefined) send(held);
      }
      resting.clear();
    },
  };
}

function mergeChanges(held: ChangedEvent, latest: ChangedEvent): ChangedEvent {
  if (held.ids === 'all' || latest.ids === 'all') return { area: held.area, ids: 'all' };
  return limitIds({ area: held.area, ids: [...new Set([...held.ids, ...latest.ids])] });
}

function limitIds(event: ChangedEvent): ChangedEvent {
  const isTooMuch = event.ids !== 'all' && event.ids.length > MAX_IDS;
  return isTooMuch ? { area: event.area, ids: 'all' } : event;
}
