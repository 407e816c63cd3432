/** Which simulator the core speaks to: its own, or one of another process. */
import type { Log } from './log.ts';
import { createOutsideSimulator } from './outside-simulator.ts';
import { createSimulatorHost, type SimulatorHost } from './simulator-host.ts';
import type { Books } from './store/books.ts';

export interface SimulatorWish {
  readonly dataDir: string;
  /** Starts it in any case; 0 takes any free port. */
  readonly simulatorPort?: number;
  /** `http://127.0.0.1:Q`: the simulator of another process. */
  readonly simulatorUrl?: string;
  readonly clock: 'system' | 'simulator';
}

/** The simulator runs when it was asked for, or when an account of it exists; one of another process only has to answer. */
export async function hostSimulator(
  options: SimulatorWish,
  books: Books,
  log: Log,
): Promise<SimulatorHost> {
  if (options.simulatorUrl !== undefined)
    return useOutsideSimulator(options.simulatorUrl, options, log);
  const isOnlyPractice = () =>
    books.accounts.all().every(({ environment }) => environment === 'simulator');
  const host = createSimulatorHost({
    dataDir: options.dataDir,
    port: options.simulatorPort ?? 0,
    mayMoveClock: () => options.clock === 'simulator' || isOnlyPractice(),
    log,
  });
  const isWanted = options.simulatorPort !== undefined || options.clock === 'simulator';
  const isNeeded = books.accounts.all().some(({ environment }) => environment === 'simulator');
  if (isWanted || isNeeded) await host.start();
  return host;
}

async function useOutsideSimulator(
  url: string,
  { clock }: SimulatorWish,
  log: Log,
): Promise<SimulatorHost> {
  const outside = createOutsideSimulator({ url, followsClock: clock === 'simulator', log });
  if (clock === 'simulator') await outside.start();
  return outside;
}
