/** A clock and timers that a test moves by hand. */
import { fromMs } from '../../../domain/instant.ts';
import type { Clock } from '../../../main/clock.ts';
import type { MappingTimers } from '../../../main/exposure/port-mapping/port-mapping.ts';

export interface HandTime {
  readonly clock: Clock;
  readonly timers: MappingTimers;
  nowMs(): number;
  advance(ms: number): void;
  /** Milliseconds until the timer that is set goes off. */
  pending(): number | undefined;
  /** Lets the set timer go off at its time; resolves when the next one is set. */
  pass(): Promise<void>;
}

const START_MS = Date.parse('2026-11-21T12:00:00Z');

export function createHandTime(): HandTime {
  let nowMs = START_MS;
  let timer: { readonly ms: number; readonly run: () => void } | undefined;
  let onSet: () => void = () => undefined;
  return {
    clock: { now: () => fromMs(nowMs) },
    timers: {
      after(ms, run) {
        const mine = { ms, run };
        timer = mine;
        onSet();
        return () => {
          if (timer === mine) timer = undefined;
        };
      },
    },
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    pending: () => timer?.ms,
    async pass() {
      const due = timer;
      if (due === undefined) throw new Error('no timer is set');
      const isSet = new Promise<void>((resolve) => {
        onSet = resolve;
      });
      timer = undefined;
      nowMs += due.ms;
      due.run();
      await isSet;
    },
  };
}
