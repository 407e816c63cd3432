/** Runs the simulator inside the core when an account needs it, and speaks to its control calls. */
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { SimulatorControl } from './services/ports.ts';
import { createSimulatorClient } from './simulator-client.ts';
import { startSimulator, type Simulator } from './simulator/simulator.ts';

export interface SimulatorHost extends SimulatorControl {
  readonly port: number | null;
  /** The simulator's own clock, for `--clock simulator`. */
  readonly clock: Clock | undefined;
  urlOf(simulatorId: string): string | undefined;
  close(): Promise<void>;
}

export interface SimulatorHostOptions {
  readonly dataDir: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Time moves only while nobody but simulator accounts is served. */
  readonly mayMoveClock: () => boolean;
  readonly log: Log;
}

export function createSimulatorHost(options: SimulatorHostOptions): SimulatorHost {
  let running: Simulator | undefined;

  return {
    get port() {
      return running?.port ?? null;
    },
    get clock() {
      return running?.clock;
    },
    urlOf: (simulatorId) => running?.baseUrl(simulatorId),

    panel: createSimulatorClient(() => running?.controlUrl),
    get isRunning() {
      return running !== undefined;
    },

    async start() {
      if (running !== undefined) return;
      running = await startSimulator({
        dataDir: options.dataDir,
        port: options.port,
        mayMoveClock: options.mayMoveClock,
        onError: (error) => options.log.error('simulator.broke', error),
      });
    },

    async close() {
      await running?.close();
      running = undefined;
    },
  };
}
