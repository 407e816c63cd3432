import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addMs, instant } from '../../../domain/instant.ts';
import { createStayAwake } from '../../../main/shell/background/stay-awake.ts';
import { watchSleep, type SleepWatch } from '../../../main/shell/background/watch-sleep.ts';

const TICK = 10_000;
const HOUR = 3_600_000;

let now = instant('2026-11-23T15:00:00.000Z');
let woken: number;
let monitor: EventEmitter;
let watch: SleepWatch;

beforeEach(() => {
  vi.useFakeTimers();
  woken = 0;
  monitor = new EventEmitter();
  watch = watchSleep({
    monitor: monitor as unknown as Pick<PowerMonitor, 'on' | 'removeListener'>,
    clock: { now: () => now },
    woke: () => (woken += 1),
    everyMs: TICK,
  });
});

afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

function pass(ms: number): void {
  now = addMs(now, ms);
  vi.advanceTimersByTime(TICK);
}

describe('a computer that slept', () => {
  it('is noticed by the word of the system, once', () => {
    now = addMs(now, HOUR);
    monitor.emit('resume');
    pass(TICK);

    expect(woken).toBe(1);
  });

  it('is noticed by the jump of the clock where the system says nothing', () => {
    pass(HOUR);
    pass(TICK);

    expect(woken).toBe(1);
  });

  it('is not one that was only busy', () => {
    pass(TICK + 20_000);

    expect(woken).toBe(0);
  });

  it('is watched no longer after the end', () => {
    watch.stop();
    monitor.emit('resume');
    pass(HOUR);

    expect(woken).toBe(0);
  });
});

describe('staying awake', () => {
  it('asks the system once, and gives it back once', () => {
    const asked: string[] = [];
    const awake = createStayAwake({
      start: (kind) => asked.push(kind),
      stop: (id) => asked.push(`stop ${id}`) > 0,
    });

    awake.want(false);
    awake.want(true);
    awake.want(true);
    awake.want(false);
    awake.want(false);

    expect(asked).toEqual(['prevent-app-suspension', 'stop 1']);
  });
});
