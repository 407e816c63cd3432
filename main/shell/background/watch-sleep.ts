/** Notices that the computer slept. Systems sometimes do not say so; then the clock has jumped. */
import type { PowerMonitor } from 'electron';
import { addMs } from '../../../domain/instant.ts';
import type { Clock } from '../../clock.ts';

export interface SleepWatch {
  stop(): void;
}

export interface SleepWatchOptions {
  readonly monitor: Pick<PowerMonitor, 'on' | 'removeListener'>;
  readonly clock: Clock;
  readonly woke: () => void;
  readonly everyMs?: number;
}

const EVERY_MS = 10_000;
/** A busy computer is late too, but not by so much. */
const JUMP_MS = 30_000;

/** Must begin after Electron is ready. */
export function watchSleep({
  monitor,
  clock,
  woke,
  everyMs = EVERY_MS,
}: SleepWatchOptions): SleepWatch {
  let seenAt = clock.now();
  // One sleep is told once: the system's word moves the mark that the next tick measures from.
  const awake = (): void => {
    seenAt = clock.now();
    woke();
  };
  const tick = (): void => {
    const now = clock.now();
    if (addMs(seenAt, everyMs + JUMP_MS) < now) awake();
    seenAt = now;
  };
  const timer = setInterval(tick, everyMs);
  monitor.on('resume', awake);
  return {
    stop: () => {
      clearInterval(timer);
      monitor.removeListener('resume', awake);
    },
  };
}
