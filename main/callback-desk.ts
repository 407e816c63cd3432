/** The listener with its inbox and its processing, as one thing that starts, restarts and ends. */
import { Failure } from '../domain/failure.ts';
import type { CallbackStanding } from '../domain/callback-deadline.ts';
import type { Instant } from '../domain/instant.ts';
import type { Inbox } from './callbacks/inbox/inbox.ts';
import { createCallbackAccounts } from './callbacks/listener-accounts.ts';
import { createGate } from './callbacks/listener-gate.ts';
import { createProbes, type OpenProbe } from './callbacks/listener-probes.ts';
import { createTests, type OpenTest } from './callbacks/listener-tests.ts';
import { startListener, type Listener } from './callbacks/listener.ts';
import { startProcessing } from './callbacks/processing/process-callbacks.ts';
import { readListener } from './services/desk/listener-settings.ts';
import type { Tools } from './services/tools.ts';

export interface ListenerState {
  readonly state: 'listening' | 'failed' | 'off';
  readonly host: string;
  readonly port: number | null;
  readonly failureCode: string | null;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

export interface CallbackSide {
  readonly listener: ListenerState;
  /** Who is told of the address that each callback came from. */
  onCaller(note: (sourceIp: string) => void): void;
  /** A one-time address under the listener's own. */
  openProbe(): OpenProbe;
  /** A mark for one request of ours to the account's address. */
  openTest(accountId: number): OpenTest;
  lastCallbackOf(accountId: number): Instant | undefined;
  lastCallback(): Instant | undefined;
  /** What came of the account's callbacks since the start, and since when our own port is shut. */
  standingOf(accountId: number): CallbackStanding;
  /** After accounts or what is allowed at the door changed: the listener learns them. */
  readAccounts(): void;
  listen(place: Place): Promise<void>;
  wake(): void;
  /** Before a charge, or a carnê, leaves with our address. */
  expectOne(accountId: number): void;
  close(): Promise<void>;
}

/** Never rejects for a port that cannot be opened: the state tells it, and everything else goes on. */
export async function startCallbackSide(tools: Tools, inbox: Inbox): Promise<CallbackSide> {
  const lastReceived = new Map<number, Instant>();
  const accounts = createCallbackAccounts();
  const failed = new Map<number, NonNullable<CallbackStanding['failed']>>();
  let shutSince: Instant | undefined;
  const probes = createProbes();
  const gate = createGate();
  const tests = createTests();
  let listener: Listener | undefined;
  let listening = Promise.resolve();
  let noteCaller: (sourceIp: string) => void = () => undefined;
  let state: ListenerState = { state: 'off', host: '', port: null, failureCode: null };
  for (const { accountId, lastReceivedAt } of await inbox.counts()) {
    lastReceived.set(accountId, lastReceivedAt);
  }
  const processor = startProcessing({ tools, inbox });

  function readAccounts(): void {
    const all = tools.books.accounts.all();
    const gateways = new Map(all.map(({ id, gateway }) => [id, gateway]));
    gate.follow(readListener(tools), (accountId) => gateways.get(accountId));
    for (const account of all) {
      accounts.put(account.callbackSecretHash, {
        accountId: account.id,
        checkAuth: (request) => tools.gateways.checkCallback(account, request),
      });
    }
  }

  function stored(id: number, accountId: number, sourceIp: string): void {
    noteCaller(sourceIp);
    lastReceived.set(accountId, tools.clock.now());
    if (failed.delete(accountId)) tools.notify('accounts', 'all');
    processor.wake();
    tools.notify('callbacks', [id]);
    tools.notify('status', 'all');
  }

  function noteFailed(accountId: number, at: Instant): void {
    const before = failed.get(accountId);
    const { count = 0, firstAt = at } = before ?? {};
    failed.set(accountId, { count: count + 1, firstAt, lastAt: at });
    tools.notify('accounts', 'all');
  }

  async function relisten(place: Place): Promise<void> {
    await listener?.close();
    listener = undefined;
    try {
      listener = await startListener({
        ...place,
        inbox,
        findAccount: accounts.find,
        probes,
        gate,
        tests,
        clock: tools.clock,
        log: tools.log,
        onStored: stored,
        onFailed: noteFailed,
      });
      shutSince = undefined;
      state = { state: 'listening', host: place.host, port: listener.port, failureCode: null };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      tools.log.error('listener.not-started', error, { port: place.port });
      shutSince ??= tools.clock.now();
      state = { state: 'failed', ...place, failureCode: error.code };
    }
    tools.notify('status', 'all');
  }

  readAccounts();
  return {
    get listener() {
      return state;
    },
    openProbe: () => probes.open(),
    openTest: (accountId) => tests.open(accountId),
    onCaller: (note) => void (noteCaller = note),
    lastCallbackOf: (accountId) => lastReceived.get(accountId),
    standingOf: (accountId) => ({
      lastGoodAt: lastReceived.get(accountId),
      downSince: shutSince,
      failed: failed.get(accountId),
    }),
    lastCallback: () => [...lastReceived.values()].sort().at(-1),
    readAccounts,
    // One after the other: two listeners at once would fight for the port.
    listen(place) {
      const next = listening.then(() => relisten(place));
      listening = next.catch((error: unknown) => tools.log.error('listener.broke', error));
      return next;
    },
    wake: () => processor.wake(),
    expectOne: (accountId) => processor.expectOne(accountId),
    async close() {
      await listening;
      await listener?.close();
      await processor.stop();
      await inbox.close();
    },
  };
}
