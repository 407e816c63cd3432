/** What only the composition root can tell, since it alone knows listener, simulator and books. */
import type { CallbackStanding } from '../domain/callback-deadline.ts';
import type { CallbackSide } from './callback-desk.ts';
import type { Clock } from './clock.ts';
import type { ExposureHost } from './exposure-host.ts';
import type { Desk } from './ipc/desk.ts';
import { callbackSecretOf } from './services/accounts/callback-secret.ts';
import { readSettings } from './services/desk/settings.ts';
import type { Vault } from './services/secrets/vault.ts';
import type { Tools } from './services/tools.ts';
import type { SimulatorHost } from './simulator-host.ts';
import type { Account } from './store/accounts.ts';
import type { Books } from './store/books.ts';

/** What was told at the start and stays. */
export interface CoreFacts {
  readonly dataDir: string;
  readonly version: string;
  readonly runtime: string;
  readonly isUnsandboxed: boolean;
}

export interface RefusedAccount {
  readonly id: number;
  readonly gatewayLabel: string;
}

/** The simulator calls on loopback, which no way in from outside can shut. */
export function standingOf(
  { id, environment }: Account,
  about: { readonly callbacks: CallbackSide; readonly exposure: ExposureHost },
): CallbackStanding {
  const own = about.callbacks.standingOf(id);
  const { light } = about.exposure.exposure();
  if (own.downSince !== undefined || environment === 'simulator' || light?.state !== 'failed')
    return own;
  return { ...own, downSince: light.since };
}

/** Simulator accounts are called on loopback; the others at the address that the operator has set. */
export function callbackUrl(about: {
  readonly account: Account;
  readonly vault: Vault;
  readonly books: Books;
  readonly callbacks: CallbackSide;
}): string | undefined {
  const secret = callbackSecretOf(about.vault, about.account.id);
  const { port } = about.callbacks.listener;
  const loopback = port === null ? null : `http://127.0.0.1:${port}`;
  const base =
    about.account.environment === 'simulator' ? loopback : readSettings(about).publicBaseUrl;
  return secret === undefined || base === null ? undefined : `${base}/c/${secret}`;
}

export function statusOf(
  options: CoreFacts,
  about: {
    readonly books: Books;
    readonly simulator: SimulatorHost;
    readonly callbacks: CallbackSide;
    readonly clock: Clock;
  },
): ReturnType<Desk['status']> {
  const { books, simulator, callbacks, clock } = about;
  return {
    now: clock.now(),
    version: options.version,
    dataDir: options.dataDir,
    runtime: options.runtime,
    listener: callbacks.listener,
    publicBaseUrl: readSettings({ books }).publicBaseUrl,
    simulatorPort: simulator.port,
    lastCallbackAt: callbacks.lastCallback() ?? null,
    outbox: books.outbox.counts(),
    hasCompany: books.settings.company() !== undefined,
    isUnsandboxed: options.isUnsandboxed,
    ...books.overview.facts(),
  };
}

export function refusedAccounts({ books, gateways }: Tools): readonly RefusedAccount[] {
  return books.outbox.refusedAccounts().map((id) => {
    const { gateway } = books.accounts.getById(id);
    return { id, gatewayLabel: gateways.definitionOf(gateway).label };
  });
}
