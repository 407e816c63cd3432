/** A simulator that another process runs: practice accounts speak to it as to one of our own. */
import { addMs } from '../domain/instant.ts';
import { systemClock } from './clock.ts';
import type { Log } from './log.ts';
import { createSimulatorClient } from './simulator-client.ts';
import type { SimulatorHost } from './simulator-host.ts';

export interface OutsideSimulatorOptions {
  /** `http://127.0.0.1:Q`. */
  readonly url: string;
  /** Whether the core lives in the simulator's time. */
  readonly followsClock: boolean;
  readonly log: Log;
}

/** How often a moved clock is noticed. */
const LOOK_MS = 200;
/** What an http URL means when it names no port. */
const HTTP_PORT = 80;

/** `start` throws Failure `gateway-unavailable` when nobody answers there; later absences are waited out. */
export function createOutsideSimulator(options: OutsideSimulatorOptions): SimulatorHost {
  const { origin, port } = new URL(options.url);
  const panel = createSimulatorClient(() => `${origin}/control`);
  let offsetMs = 0;
  let timer: NodeJS.Timeout | undefined;

  async function readClock(): Promise<void> {
    const { clock } = await panel.overview();
    // A core whose time runs backwards would hold back what is due already.
    offsetMs = Math.max(offsetMs, clock.offsetMs);
  }

  let isAsking = false;
  let isAway = false;

  async function look(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    try {
      await readClock();
      isAway = false;
    } catch (error) {
      if (!isAway) options.log.error('simulator.away', error);
      isAway = true;
    } finally {
      isAsking = false;
    }
  }

  return {
    port: Number(port || HTTP_PORT),
    clock: options.followsClock ? { now: () => addMs(systemClock.now(), offsetMs) } : undefined,
    urlOf: (simulatorId) => `${origin}/${simulatorId}`,

    async start() {
      await readClock();
      if (options.followsClock) timer ??= setInterval(() => void look(), LOOK_MS).unref();
    },

    isRunning: true,
    panel,

    close() {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}
