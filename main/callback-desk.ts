/** The listener with its inbox and its processing, as one thing that starts, restarts and ends. */
import { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import type { Inbox } from './callbacks/inbox/inbox.ts';
import { startListener, type Listener } from './callbacks/listener.ts';
import { startProcessing } from './callbacks/processing/process-callbacks.ts';
import { hashOfSecret } from './services/accounts/save-account.ts';
import type { Tools } from './services/tools.ts';

export interface ListenerState {
  readonly state: 'listening' | 'failed' | 'off';
  readonly host: string;
  readonly port: number | null;
  readonly failureCode: string | null;
}

export interface CallbackSide {
  readonly listener: ListenerState;
  lastCallbackOf(accountId: number): Instant | undefined;
  lastCallback(): Instant | undefined;
  /** After accounts changed: the listener learns their paths. */
  readAccounts(): void;
  listen(place: { readonly host: string; readonly port: number }): Promise<void>;
  wake(): void;
  close(): Promise<void>;
}

/** Never rejects for a port that cannot be opened: the state tells it, and everything else goes on. */
export async function startCallbackSide(tools: Tools, inbox: Inbox): Promise<CallbackSide> {
  const lastReceived = new Map<number, Instant>();
  let accountsByHash = new Map<string, number>();
  let listener: Listener | undefined;
  let state: ListenerState = { state: 'off', host: '', port: null, failureCode: null };
  for (const { accountId, lastReceivedAt } of await inbox.counts()) {
    lastReceived.set(accountId, lastReceivedAt);
  }
  const processor = startProcessing({ tools, inbox });

  function readAccounts(): void {
    accountsByHash = new Map(
      tools.books.accounts.all().map(({ id, callbackSecretHash }) => [callbackSecretHash, id]),
    );
  }

  function stored(id: number, accountId: number): void {
    lastReceived.set(accountId, tools.clock.now());
    processor.wake();
    tools.notify('callbacks', [id]);
    tools.notify('status', 'all');
  }

  async function listen(place: { readonly host: string; readonly port: number }): Promise<void> {
    await listener?.close();
    listener = undefined;
    try {
      listener = await startListener({
        ...place,
        inbox,
        findAccount: (secret) => {
          const accountId = accountsByHash.get(hashOfSecret(secret));
          return accountId === undefined ? undefined : { accountId };
        },
        clock: tools.clock,
        log: tools.log,
        onStored: stored,
      });
      state = { state: 'listening', host: place.host, port: listener.port, failureCode: null };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      tools.log.error('listener.not-started', error, { port: place.port });
      state = { state: 'failed', ...place, failureCode: error.code };
    }
    tools.notify('status', 'all');
  }

  readAccounts();
  return {
    get listener() {
      return state;
    },
    lastCallbackOf: (accountId) => lastReceived.get(accountId),
    lastCallback: () => [...lastReceived.values()].sort().at(-1),
    readAccounts,
    listen,
    wake: () => processor.wake(),
    async close() {
      await listener?.close();
      await processor.stop();
      await inbox.close();
    },
  };
}
