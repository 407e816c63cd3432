/** Looks at every account at its gateway's own cadence, one account after the other. */
import { Failure } from '../../../domain/failure.ts';
import { addMs, type Instant } from '../../../domain/instant.ts';
import type { Account } from '../../store/accounts.ts';
import { endWithin } from '../bounded-end.ts';
import type { Tools } from '../tools.ts';
import { pollAccount, type PollOrder, type PollResult } from './poll-account.ts';
import { pollingOf } from './polling-plan.ts';

/** Nothing of this is urgent while the app starts. */
const START_MS = 10_000;
const TICK_MS = 15_000;
/** After a look that did not end. */
const RETRY_MS = 2 * 60_000;

export interface Polling {
  /** Looks at one account now, after the look that is under way. */
  now(accountId: number): Promise<PollResult>;
  /** Looks at every account before its time: after a sleep in which nobody asked. */
  allNow(): Promise<void>;
  /** Ends after the page under way, as far as that takes some seconds. */
  stop(): Promise<void>;
}

export function startPolling(tools: Tools, startMs = START_MS): Polling {
  const stop = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();
  let isLooking = false;

  function enqueue(accountId: number, order: PollOrder): Promise<PollResult> {
    const result = queue.then(() =>
      pollAccount(tools, tools.books.accounts.getById(accountId), {
        ...order,
        signal: stop.signal,
      }),
    );
    // The next look goes on whatever became of this one; whoever asked for it is told.
    queue = result.catch(() => undefined);
    return result;
  }

  async function lookAtAll(isEarly = false): Promise<void> {
    for (const account of tools.books.accounts.all()) {
      const kind = dueLook(tools, account, isEarly);
      if (kind === undefined || stop.signal.aborted) continue;
      await enqueue(account.id, { kind, origin: 'routine' }).catch((error: unknown) =>
        noteBroken(tools, account, error),
      );
    }
  }

  /** The edge of the clock: a tick that fails is followed by the next. */
  function tick(): void {
    if (isLooking || stop.signal.aborted) return;
    isLooking = true;
    void lookAtAll()
      .catch((error: unknown) => tools.log.error('polling.look-broke', error))
      .finally(() => (isLooking = false));
  }

  const start = setTimeout(tick, startMs);
  const timer = setInterval(tick, TICK_MS);
  return {
    allNow: () => lookAtAll(true),
    now: (accountId) => enqueue(accountId, { kind: 'sweep', origin: 'operator' }),
    async stop() {
      stop.abort();
      clearTimeout(start);
      clearInterval(timer);
      await endWithin([queue.then(() => undefined)]);
    },
  };
}

/** Accounts that never had a charge at the gateway are left alone; inactive ones are looked at like all others. */
function dueLook(tools: Tools, account: Account, isEarly: boolean): PollOrder['kind'] | undefined {
  if (!tools.books.charges.hasBeenAtGateway(account.id)) return undefined;
  const now = tools.clock.now();
  const plan = pollingOf(tools.gateways.definitionOf(account.gateway));
  const everyMs = account.pollFailure === null ? plan.everyMs : Math.min(RETRY_MS, plan.everyMs);
  if (!isEarly && !isPast(account.polledAt, everyMs, now)) return undefined;
  return isPast(account.sweptAt, plan.sweepEveryMs, now) ? 'sweep' : 'poll';
}

function isPast(at: Instant | null, everyMs: number, now: Instant): boolean {
  return at === null || addMs(at, everyMs) <= now;
}

/** An account that cannot be opened now, its secrets locked for one, is tried again. */
function noteBroken(tools: Tools, { id }: Account, error: unknown): void {
  if (error instanceof Failure) {
    tools.log.warn('polling.account-not-ready', { accountId: id, code: error.code });
    return;
  }
  tools.log.error('polling.account-broke', error, { accountId: id });
}
