import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { WebRequest } from '../http.ts';
import type { LocalListener } from './answering.ts';
import type { Interfaces } from './network-watch.ts';
import type { TunnelPace } from './pace.ts';

export interface TunnelOptions {
  /** Where names are asked for: `https://…`, or `http://` on this machine. */
  readonly host: string;
  /** 4 to 63 of a-z and 0-9, or 6 to 63 with hyphens inside. */
  readonly name: string;
  readonly local: LocalListener;
  /** Go with the registration, for example a password at one's own proxy. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Ends the tunnel like `close()`. */
  readonly signal?: AbortSignal;
  readonly pace?: Partial<TunnelPace>;
  /** Draws from 0 (included) to 1 (excluded). */
  readonly random?: () => number;
  /** Stands in for the system's resolver. */
  readonly lookup?: WebRequest['lookup'];
  /** Stands in for this machine's network. */
  readonly readInterfaces?: () => Interfaces;
}
