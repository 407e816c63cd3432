/** Runs the simulator inside the core when an account needs it, and speaks to its control calls. */
import type { GatewayId } from '../domain/account.ts';
import { Failure } from '../domain/failure.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { SimulatorControl } from './services/accounts/practice.ts';
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

const CONTROL_TIMEOUT_MS = 10_000;

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

    async start() {
      if (running !== undefined) return;
      running = await startSimulator({
        dataDir: options.dataDir,
        port: options.port,
        mayMoveClock: options.mayMoveClock,
        onError: (error) => options.log.error('simulator.broke', error),
      });
    },

    async pay(gateway, gatewayId) {
      if (running === undefined) {
        throw new Failure('gateway-unavailable', 'The simulator is not running');
      }
      await payAtSimulator(running.controlUrl, gateway, gatewayId);
    },

    async close() {
      await running?.close();
      running = undefined;
    },
  };
}

/**
 * The simulated client pays what is due today.
 * @throws Failure `state-not-allowed` when the charge cannot be paid
 */
export async function payAtSimulator(
  controlUrl: string,
  gateway: GatewayId,
  gatewayId: string,
): Promise<void> {
  const url = `${controlUrl}/${gateway}/charges/${encodeURIComponent(gatewayId)}/pay`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    redirect: 'error',
    signal: AbortSignal.timeout(CONTROL_TIMEOUT_MS),
  });
  if (!response.ok) {
    throw new Failure('state-not-allowed', 'The simulator did not take the payment', {
      status: response.status,
    });
  }
}
