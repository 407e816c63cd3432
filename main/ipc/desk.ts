/** What the handlers stand on: the use cases' tools, put together once by `main/app.ts`. */
import type { AccountViewTools } from '../services/accounts/view-accounts.ts';
import type { FileShelf } from '../services/desk/file-shelf.ts';
import type { Jobs } from '../services/desk/jobs.ts';
import type { PrintTools } from '../services/documents/print-documents.ts';
import type { OutsidePorts, SimulatorControl } from '../services/ports.ts';
import type { Polling } from '../services/polling/run-polling.ts';
import type { Vault } from '../services/secrets/vault.ts';
import type { ExposureField } from '../../preload/contract/exposure.ts';
import type { Input, Output } from '../../preload/contract/api.ts';

/** The callbacks belong to the listener's side, which services do not know. */
export interface CallbackDesk {
  list(query: Input<'callbacks.list'>): Promise<Output<'callbacks.list'>>;
  get(id: number): Promise<Output<'callbacks.get'>>;
  replay(id: number): Promise<number>;
  test(accountId: number): Promise<Output<'callbacks.test'>>;
  lastTest(accountId: number): Output<'callbacks.lastTest'>;
}

/** The ways in from outside, which services do not know either. */
export interface ExposureDesk {
  view(): Omit<ExposureField, 'settings' | 'urls'>;
  look(): Promise<void>;
  /** After the settings changed. */
  restart(): Promise<void>;
  openPhone(): ExposureField['phone'];
}

export interface Desk {
  readonly tools: AccountViewTools & PrintTools;
  readonly vault: Vault;
  readonly jobs: Jobs;
  readonly shelf: FileShelf;
  readonly outside: OutsidePorts;
  readonly simulator: SimulatorControl;
  readonly callbacks: CallbackDesk;
  readonly polling: Polling;
  readonly exposure: ExposureDesk;
  readonly resourcesDir: string;
  /** The outbox looks for work now. */
  readonly wakeOutbox: () => void;
  /** After the address of the listener was changed. */
  readonly restartListener: () => Promise<void>;
  /** After borrowed paths, ranges or proxies were changed. */
  readonly listenerChanged: () => void;
  /** After the secrets were opened: what waited for them goes on. */
  readonly secretsOpened: () => void;
  readonly status: () => Output<'status.get'>;
}
