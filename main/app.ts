/** Composition root: builds the core out of its parts. No Electron here; the desktop and headless both start this. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { newReference, REFERENCE_RANDOM_BYTES } from '../domain/reference.ts';
import type { Result } from '../preload/contract/result.ts';
import { startCallbackSide, type CallbackSide } from './callback-desk.ts';
import { openInbox, type Inbox } from './callbacks/inbox/inbox.ts';
import { listCallbacks, viewCallback } from './callbacks/view-callbacks.ts';
import { systemClock, type Clock } from './clock.ts';
import { createExposureHost } from './exposure-host.ts';
import { phoneOf, viewExposure } from './exposure-view.ts';
import { createEventHub, type EventListener } from './event-hub.ts';
import { gatewayDefinitions } from './gateways/registry.ts';
import { hostSimulator } from './core-simulator.ts';
import { closeAll } from './core-end.ts';
import {
  callbackUrl,
  refusedAccounts,
  standingOf,
  statusOf,
  type RefusedAccount,
} from './core-views.ts';
import { createDispatch, type Caller } from './ipc/dispatch.ts';
import { createHandlers } from './ipc/handlers.ts';
import type { Desk } from './ipc/desk.ts';
import { createLog, type Log } from './log.ts';
import { placeOf } from './services/accounts/credential-place.ts';
import type { AccountViewTools } from './services/accounts/view-accounts.ts';
import { takeAddress } from './services/callback-urls/take-address.ts';
import { createFileShelf } from './services/desk/file-shelf.ts';
import { createJobs } from './services/desk/jobs.ts';
import { readSettings } from './services/desk/settings.ts';
import type { PrintTools } from './services/documents/print-documents.ts';
import { createOpenGateways } from './services/open-gateways.ts';
import { startOutbox } from './services/outbox/run-outbox.ts';
import { startPolling } from './services/polling/run-polling.ts';
import type { OutsidePorts } from './services/ports.ts';
import type { Tools } from './services/tools.ts';
import { startUpkeep } from './services/upkeep/run-upkeep.ts';
import { createVault } from './services/secrets/vault.ts';
import { hostReceptionTests } from './reception-test-host.ts';
import type { SimulatorHost } from './simulator-host.ts';
import type { Account } from './store/accounts.ts';
import { createBooks, type Books } from './store/books.ts';
import { holdLock } from './store/lock.ts';
import { countInThread } from './store/figures/figures.ts';
import { openBooks, type Db } from './store/open.ts';
import { createSecrets } from './store/secrets.ts';

export interface CoreOptions {
  readonly dataDir: string;
  /** Folder of `inbox-worker.js` and `documents-worker.js`. */
  readonly workersDir: string;
  readonly resourcesDir: string;
  readonly outside: OutsidePorts;
  /** In place of the setting; 0 takes any free one. */
  readonly listenerPort?: number;
  /** Starts the simulator in any case; 0 takes any free one. */
  readonly simulatorPort?: number;
  /** `http://127.0.0.1:Q`: the simulator of another process, in place of one of our own. */
  readonly simulatorUrl?: string;
  readonly clock: 'system' | 'simulator';
  readonly keyFile?: string;
  readonly version: string;
  /** `Electron 45.4.1`, `Node 22.12.0`. */
  readonly runtime: string;
  readonly isUnsandboxed: boolean;
}

export interface Core {
  dispatch(call: string, input: unknown, caller: Caller): Promise<Result<unknown>>;
  onEvent(listener: EventListener): () => void;
  /** After the computer slept: opens the way in again, and asks for what nobody could tell meanwhile. */
  resumed(): void;
  /** Accounts whose gateway refuses the credentials, so that what waits for them does not go. */
  refusedAccounts(): readonly RefusedAccount[];
  readonly addresses: {
    readonly listenerPort: number | null;
    readonly simulatorPort: number | null;
  };
  close(): Promise<void>;
}

export type { Caller } from './ipc/dispatch.ts';

/** Takes the data folder and brings the core up. Rejects with a Failure that says why it cannot. */
export async function startCore(options: CoreOptions): Promise<Core> {
  const lock = holdLock(options.dataDir, {
    kind: options.runtime.startsWith('Electron') ? 'desktop' : 'headless',
    pid: process.pid,
    since: systemClock.now(),
  });
  try {
    const core = await start(options);
    let end: Promise<void> | undefined;
    return { ...core, close: () => (end ??= core.close().finally(() => lock.release())) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function start(options: CoreOptions): Promise<Core> {
  const { dataDir } = options;
  const log = createLog({ dir: join(dataDir, 'logs') });
  const db = openBooks(join(dataDir, 'baixa.db'), { backupDir: join(dataDir, 'backups') });
  const opened: (() => unknown)[] = [() => db.close()];
  try {
    const books = createBooks(db);
    books.settings.writeMeta(options.version, randomUUID());
    const simulator = await hostSimulator(options, books, log);
    opened.push(() => simulator.close());
    const clock = options.clock === 'simulator' ? (simulator.clock ?? systemClock) : systemClock;
    const inbox = await openInbox({
      file: join(dataDir, 'inbox.db'),
      workerFile: join(options.workersDir, 'inbox-worker.js'),
      clock,
    });
    opened.push(() => inbox.close());
    return await assemble(options, { log, db, books, simulator, clock, inbox });
  } catch (error) {
    for (const close of opened.reverse()) await close();
    throw error;
  }
}

interface Parts {
  readonly log: Log;
  readonly db: Db;
  readonly books: Books;
  readonly simulator: SimulatorHost;
  readonly clock: Clock;
  readonly inbox: Inbox;
}

async function assemble(options: CoreOptions, parts: Parts): Promise<Core> {
  const { log, db, books, simulator, clock, inbox } = parts;
  const hub = createEventHub();
  const vault = createVault({
    secrets: createSecrets(db),
    keyring: options.outside.keyring,
    keyFile: options.keyFile,
    clock,
  });
  const gateways = createOpenGateways({
    books,
    clock,
    definitions: gatewayDefinitions,
    credential: (accountId, name) => vault.get(placeOf(accountId, name)),
    keepCredential: (accountId, name, value) => vault.put(placeOf(accountId, name), value),
    simulatorUrl: (simulatorId) => simulator.urlOf(simulatorId),
  });
  const shelf = createFileShelf();
  const figures = countInThread({
    file: join(options.dataDir, 'baixa.db'),
    workerFile: join(options.workersDir, 'figures-worker.js'),
  });
  const base: Tools = {
    books,
    clock,
    log,
    gateways,
    figures,
    notify: (area, ids) => hub.changed(area, ids),
    newReference: () => newReference(clock.now(), randomBytes(REFERENCE_RANDOM_BYTES)),
  };
  const callbacks = await startCallbackSide(base, inbox);
  const callbackUrlOf = (account: Account) => callbackUrl({ account, vault, books, callbacks });
  const tools: AccountViewTools & PrintTools = {
    ...base,
    vault,
    shelf,
    documentsDir: join(options.dataDir, 'documents'),
    printWorkerFile: join(options.workersDir, 'documents-worker.js'),
    accountSaved: () => callbacks.readAccounts(),
    callbackUrlOf,
    lastCallbackOf: (accountId) => callbacks.lastCallbackOf(accountId),
    callbackStandingOf: (account) => standingOf(account, { callbacks, exposure }),
  };
  await listen(options, { books, callbacks });
  const outbox = startOutbox({
    tools,
    callbackUrlOf,
    leaving: (accountId) => callbacks.expectOne(accountId),
  });
  const polling = startPolling(tools);
  const exposure = createExposureHost({
    tools,
    vault,
    version: options.version,
    openProbe: () => callbacks.openProbe(),
    listenerPort: () => callbacks.listener.port,
    addressChanged: (baseUrl) => takeAddress(tools, baseUrl, () => outbox.wake()),
  });
  callbacks.onCaller((sourceIp) => exposure.noteCaller(sourceIp));
  const upkeep = startUpkeep({ tools, dropBodies: (before) => inbox.dropBodies(before) });
  const jobs = createJobs({ clock, log, onProgress: (job) => hub.emit('job.progress', job) });
  const tests = hostReceptionTests({
    tools,
    inbox,
    openTest: (accountId) => callbacks.openTest(accountId),
    callbackUrlOf,
    simulator,
    wakeOutbox: () => outbox.wake(),
  });
  const desk: Desk = {
    tools,
    vault,
    jobs,
    shelf,
    outside: options.outside,
    simulator,
    polling,
    exposure: {
      view: () => viewExposure(exposure),
      look: () => exposure.look(),
      restart: () => exposure.restart(),
      openPhone: () => phoneOf(exposure.openPhone()),
    },
    resourcesDir: options.resourcesDir,
    callbacks: {
      list: (query) => listCallbacks(tools, inbox, query),
      get: (id) => viewCallback(tools, inbox, id),
      replay: async (id) => {
        const replayed = await inbox.replay(id);
        callbacks.wake();
        return replayed;
      },
      test: (accountId) => tests.run(accountId),
      lastTest: (accountId) => tests.last(accountId) ?? null,
    },
    wakeOutbox: () => outbox.wake(),
    restartListener: async () => {
      await listen(options, { books, callbacks });
      await exposure.restart();
    },
    listenerChanged: () => callbacks.readAccounts(),
    secretsOpened: () => {
      outbox.wake();
      callbacks.wake();
      hub.changed('security', 'all');
      hub.changed('accounts', 'all');
    },
    status: () => statusOf(options, { books, simulator, callbacks, clock }),
  };
  return {
    dispatch: createDispatch({
      handlers: createHandlers(desk),
      log,
      isLocked: () => vault.status().state === 'locked',
    }),
    onEvent: (listener) => hub.on(listener),
    resumed: () => {
      log.info('core.resumed');
      exposure.resume();
      outbox.wake();
      callbacks.wake();
      polling.allNow().catch((error: unknown) => log.error('polling.look-broke', error));
    },
    refusedAccounts: () => refusedAccounts(base),
    addresses: {
      get listenerPort() {
        return callbacks.listener.port;
      },
      get simulatorPort() {
        return simulator.port;
      },
    },
    close: () =>
      closeAll({
        tests,
        callbacks,
        outbox,
        upkeep,
        polling,
        exposure,
        jobs,
        figures,
        simulator,
        db,
      }),
  };
}

function listen(
  options: CoreOptions,
  about: { readonly books: Books; readonly callbacks: CallbackSide },
): Promise<void> {
  const settings = readSettings(about);
  return about.callbacks.listen({
    host: settings.listenerHost,
    port: options.listenerPort ?? settings.listenerPort,
  });
}
