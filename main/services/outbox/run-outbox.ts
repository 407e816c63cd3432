/** Carries the outbox to the gateways: a few calls at a time for each account, woken by work and by the clock. */
import { Failure } from '../../../domain/failure.ts';
import { addMs } from '../../../domain/instant.ts';
import type { Gateway } from '../../gateways/gateway.ts';
import type { Account } from '../../store/accounts.ts';
import type { Issuing, OutboxRow } from '../../store/outbox.ts';
import { endWithin } from '../bounded-end.ts';
import type { Tools } from '../tools.ts';
import { carryOut, leaveRow } from './carry-out.ts';
import type { OutboxJob } from './outbox-job.ts';
import { recoverInterrupted } from './recover.ts';

/** Calls under way at one account: quick enough for a carnê run, far below what a gateway minds. */
const CALLS_AT_ONCE = 4;
const TICK_MS = 1_000;
/** Rest of an account whose secrets, or whose simulator, are not there yet. */
const NOT_READY_MS = 10_000;

export interface OutboxRunner {
  /** Looks for work now instead of at the next tick. */
  wake(): void;
  /** Starts nothing more and waits for the calls under way, for some seconds. */
  stop(): Promise<void>;
}

export interface OutboxRunnerOptions {
  readonly tools: Tools;
  readonly callbackUrlOf: (account: Account) => string | undefined;
  /** Told before a charge or a carnê leaves with an address to call back. */
  readonly leaving: (accountId: number) => void;
}

export function startOutbox({ tools, callbackUrlOf, leaving }: OutboxRunnerOptions): OutboxRunner {
  const underWay = new Map<number, { readonly accountId: number; readonly end: Promise<void> }>();
  /** Rows whose end could not be written: nothing else is done with them before it is. */
  const unwritten = new Map<number, OutboxRow>();
  let isStopped = false;
  recoverInterrupted(tools);

  /** The edge of the clock: a look that fails, on a full disk for one, is followed by the next. */
  function look(): void {
    if (isStopped) return;
    try {
      for (const row of unwritten.values()) if (leaveRow(tools, row)) unwritten.delete(row.id);
      for (const account of tools.books.accounts.all()) lookAt(account);
    } catch (error) {
      tools.log.error('outbox.look-broke', error);
    }
  }

  function lookAt(account: Account): void {
    const now = tools.clock.now();
    if (account.pausedUntilAt !== null && account.pausedUntilAt > now) return;
    const busy = [...underWay.values()].filter(({ accountId }) => accountId === account.id).length;
    const free = CALLS_AT_ONCE - busy;
    if (free <= 0) return;
    const rows = tools.books.outbox
      .due({ accountId: account.id, now, limit: free + busy, issuing: issuingOf(account) })
      .filter(({ id }) => !underWay.has(id))
      .slice(0, free);
    if (rows.length === 0) return;
    const gateway = openOrPause(tools, account);
    if (gateway === undefined) return;
    const callbackUrl = callbackUrlOf(account);
    for (const row of rows) begin({ row, account, gateway, callbackUrl });
  }

  function begin(job: OutboxJob): void {
    if (sendsAddress(job)) leaving(job.account.id);
    const end = carryOut(tools, job).then((isWritten) => {
      underWay.delete(job.row.id);
      if (!isWritten) unwritten.set(job.row.id, job.row);
      tools.notify('titulos', 'all');
      tools.notify('status', 'all');
      if (isWritten) look();
    });
    underWay.set(job.row.id, { accountId: job.account.id, end });
  }

  const timer = setInterval(look, TICK_MS);
  look();
  return {
    wake: () => void setImmediate(look),
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await endWithin([...underWay.values()].map(({ end }) => end));
    },
  };
}

/** "situação" inativa issues nothing; "remessa on-line" = Não leaves it to the operator. */
function issuingOf({ isActive, sendsOnline }: Account): Issuing {
  if (!isActive) return 'none';
  return sendsOnline ? 'all' : 'explicit';
}

function sendsAddress({ row, callbackUrl }: OutboxJob): boolean {
  return isFirstIssue(row) && callbackUrl !== undefined;
}

function isFirstIssue({ action, state }: OutboxRow): boolean {
  return action === 'issue' && state === 'waiting';
}

function openOrPause(tools: Tools, account: Account): Gateway | undefined {
  try {
    return tools.gateways.of(account);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tools.log.warn('outbox.account-not-ready', { accountId: account.id, code: error.code });
    tools.books.accounts.pauseUntil(account.id, addMs(tools.clock.now(), NOT_READY_MS));
    return undefined;
  }
}
