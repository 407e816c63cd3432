/** Lets time pass: sets the alarm for what is due next in real time, and runs through a schedule when the clock is moved. */
import { addMs, toMs, type Instant } from '../../domain/instant.ts';
import type { SimulatorClock } from './clock.ts';
import type { Deliveries } from './deliveries.ts';
import { STEP_MS } from './delivery-ending.ts';
import type { SimulatedGateway } from './gateway.ts';

/** Longest delay that Node's timers take. */
const MAX_TIMER_MS = 2_147_483_647;

const MIN_TIMER_MS = 10;

export interface AdvanceReport {
  readonly now: Instant;
  /** Callback tries made on the way. */
  readonly tries: number;
}

export interface Timekeeper {
  /** Does what time has brought since the last call. */
  catchUp(): void;
  /** Sets the alarm anew. */
  arm(): void;
  /**
   * Moves the clock by `ms`, doing on the way, in order, what falls due.
   * After each step that delivered something it waits up to `readGraceMs` of real time for the receiver to read it.
   */
  advance(ms: number, readGraceMs: number): Promise<AdvanceReport>;
  close(): void;
}

export function createTimekeeper(parts: {
  readonly clock: SimulatorClock;
  readonly gateways: ReadonlyMap<string, SimulatedGateway>;
  readonly deliveries: Deliveries;
  /** Told when what time brings cannot be done. */
  readonly onError: (error: unknown) => void;
}): Timekeeper {
  const { clock, deliveries } = parts;
  const gateways = [...parts.gateways.values()];
  let alarm: NodeJS.Timeout | undefined;
  let isClosed = false;
  let lastAdvance: Promise<unknown> = Promise.resolve();

  const catchUp = () => gateways.forEach((gateway) => gateway.catchUp());

  const nextAt = (): Instant | undefined => {
    const times = [deliveries.nextDueAt(), ...gateways.map((one) => one.nextChangeAt())];
    return times.filter((at) => at !== undefined).sort()[0];
  };

  const arm = () => {
    clearTimeout(alarm);
    const next = nextAt();
    if (next === undefined || isClosed) return;
    const waitMs = Math.max(toMs(next) - toMs(clock.now()), MIN_TIMER_MS);
    alarm = setTimeout(ring, Math.min(waitMs, MAX_TIMER_MS));
    alarm.unref();
  };

  // The queue sets the alarm anew once it is idle.
  const ring = () => {
    try {
      catchUp();
    } catch (error) {
      parts.onError(error);
    }
    deliveries.wake();
  };

  async function step(readGraceMs: number): Promise<void> {
    deliveries.forgetUnread();
    catchUp();
    await deliveries.whenIdle();
    await deliveries.whenRead(readGraceMs);
  }

  async function run(ms: number, readGraceMs: number): Promise<AdvanceReport> {
    const before = deliveries.triesMade;
    const target = addMs(clock.now(), ms);
    await step(readGraceMs);
    for (let now = clock.now(); now < target; now = clock.now()) {
      if (isClosed) break;
      const next = nextAt();
      const stop = next === undefined || next > target ? target : next;
      const leap = toMs(stop) - toMs(now) + STEP_MS;
      clock.advance(Math.max(0, Math.min(leap, toMs(target) - toMs(now))));
      await step(readGraceMs);
    }
    arm();
    return { now: clock.now(), tries: deliveries.triesMade - before };
  }

  return {
    catchUp,
    arm,
    advance(ms, readGraceMs) {
      const result = lastAdvance.then(() => run(ms, readGraceMs));
      lastAdvance = result.catch(() => undefined);
      return result;
    },
    close() {
      isClosed = true;
      clearTimeout(alarm);
    },
  };
}
