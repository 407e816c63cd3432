/** Notices that this machine got other addresses or was asleep: both leave connections that look alive and are not. */
import type { NetworkInterfaceInfo } from 'node:os';
import { toMs } from '../../../domain/instant.ts';
import type { Clock } from '../../clock.ts';

/** What `os.networkInterfaces()` gives. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

export interface NetworkWatch {
  stop(): void;
}

export interface NetworkWatchOptions {
  readonly readInterfaces: () => Interfaces;
  readonly clock: Clock;
  /** Milliseconds between two looks. */
  readonly everyMs: number;
  readonly onChange: (cause: 'address' | 'resume') => void;
}

/** A look that comes this late means that the machine slept: the system's own sign is missing now and then. */
const LATE_MS = 30_000;

export function watchNetwork(options: NetworkWatchOptions): NetworkWatch {
  const { clock, everyMs } = options;
  let before = addressesOf(options.readInterfaces());
  let lookedAt = toMs(clock.now());
  const look = (): void => {
    const now = toMs(clock.now());
    const addresses = addressesOf(options.readInterfaces());
    const hasSlept = now - lookedAt > everyMs + LATE_MS;
    const hasChanged = addresses !== before;
    before = addresses;
    lookedAt = now;
    if (hasChanged) options.onChange('address');
    else if (hasSlept) options.onChange('resume');
  };
  const timer = setInterval(look, everyMs);
  return { stop: () => clearInterval(timer) };
}

/** Loopback and link-local addresses carry no tunnel. */
function addressesOf(interfaces: Interfaces): string {
  return Object.entries(interfaces)
    .flatMap(([name, addresses = []]) => addresses.map((one) => ({ ...one, name })))
    .filter(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/i.test(address))
    .map(({ name, address }) => `${name} ${address}`)
    .sort()
    .join('\n');
}
