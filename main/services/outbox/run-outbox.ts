/** Carries the outbox to the gateways: a few calls at a time for each account, woken by work and by the clock. */
import { assertNever } from '../../../domain/assert-never.ts';
import { Failure } from '../../../domain/failure.ts';
import { addMs } from '../../../domain/instant.ts';
import type { Gateway } from '../../gateways/gateway.ts';
import type { Account } from '../../store/accounts.ts';
import type { OutboxRow } from '../../store/outbox.ts';
import type { Tools } from '../tools.ts';
import { changeDueAtGateway } from './change-due-at-gateway.ts';
import { closeAtGateway } from './close-at-gateway.ts';
import { issueCharge } from './issue-charge.ts';
import { issueGroup } from './issue-group.ts';
import type { OutboxJob } from './outbox-job.ts';
import { ACTION_RETRY_MS } from './pacing.ts';
import { recoverInterrupted } from './recover.ts';
import { resolveUnknown } from './resolve-unknown.ts';

/** Calls under way at one account: quick enough for a carnê run, far below what a gateway minds. */
const CALLS_AT_ONCE = 4;
const TICK_MS = 1_000;

export interface OutboxRunner {
  /** Looks for work now instead of at the next tick. */
  wake(): void;
  /** Starts nothing more and waits for the calls under way. */
  stop(): Promise<void>;
}

export interface OutboxRunnerOptions {
  readonly tools: Tools;
  readonly callbackUrlOf: (account: Account) => string | undefined;
}

export function startOutbox({ tools, callbackUrlOf }: OutboxRunnerOptions): OutboxRunner {
  const underWay = new Map<number, { readonly accountId: number; readonly end: Promise<void> }>();
  let isStopped = false;
  recoverInterrupted(tools);

  function look(): void {
    if (isStopped) return;
    for (const account of tools.books.accounts.all()) lookAt(account);
  }

  function lookAt(account: Account): void {
    const now = tools.clock.now();
    if (account.pausedUntilAt !== null && account.pausedUntilAt > now) return;
    const free =
      CALLS_AT_ONCE - [...underWay.values()].filter((call) => call.accountId === account.id).length;
    if (free <= 0) return;
    const rows = tools.books.outbox
      .due({
        accountId: account.id,
        now,
        limit: free + underWay.size,
        issues: account.isActive && account.sendsOnline,
      })
      .filter(({ id }) => !underWay.has(id))
      .slice(0, free);
    if (rows.length === 0) return;
    const gateway = openOrPause(tools, account);
    if (gateway === undefined) return;
    for (const row of rows) begin({ row, account, gateway, callbackUrl: callbackUrlOf(account) });
  }

  function begin(job: OutboxJob): void {
    const end = carryOut(tools, job).finally(() => {
      underWay.delete(job.row.id);
      tools.notify('titulos', 'all');
      tools.notify('status', 'all');
      look();
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
      await Promise.allSettled([...underWay.values()].map(({ end }) => end));
    },
  };
}

/** Without its secrets, or without the simulator, an account rests for a moment. */
function openOrPause(tools: Tools, account: Account): Gateway | undefined {
  try {
    return tools.gateways.of(account);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tools.log.warn('outbox.account-not-ready', { accountId: account.id, code: error.code });
    tools.books.accounts.pauseUntil(account.id, addMs(tools.clock.now(), 10_000));
    return undefined;
  }
}

/** The edge of the outbox: a row that breaks is written down as unknown and never stops the others. */
async function carryOut(tools: Tools, job: OutboxJob): Promise<void> {
  try {
    await act(tools, job);
  } catch (error) {
    tools.log.error('outbox.row-broke', error, { outboxId: job.row.id, action: job.row.action });
    tools.books.transaction(() => leaveUnknown(tools, job.row));
  }
}

function act(tools: Tools, job: OutboxJob): Promise<void> {
  const { row } = job;
  if (row.state === 'unknown') return resolveUnknown(tools, job);
  switch (row.action) {
    case 'issue':
      return row.groupId === null ? issueCharge(tools, job) : issueGroup(tools, job);
    case 'cancel':
    case 'mark-settled':
      return closeAtGateway(tools, job);
    case 'change-due':
      return changeDueAtGateway(tools, job);
    default:
      return assertNever(row.action);
  }
}

function leaveUnknown(tools: Tools, row: OutboxRow): void {
  const { books, clock } = tools;
  const at = addMs(clock.now(), ACTION_RETRY_MS);
  const isIssue = row.action === 'issue';
  if (isIssue && row.chargeId !== null) {
    const charge = books.charges.getById(row.chargeId);
    if (charge.state === 'sending') {
      books.charges.changeState({ id: charge.id, from: 'sending', to: 'unknown', at: clock.now() });
    }
  }
  if (isIssue && row.groupId !== null) {
    const group = books.chargeGroups.getById(row.groupId);
    if (group.state === 'sending') moveGroupToUnknown(tools, group.id);
  }
  books.outbox.change({ id: row.id, state: isIssue ? 'unknown' : 'waiting', notBeforeAt: at });
}

function moveGroupToUnknown(tools: Tools, groupId: number): void {
  const { books, clock } = tools;
  books.chargeGroups.changeState({ id: groupId, from: 'sending', to: 'unknown' });
  for (const charge of books.charges.ofGroup(groupId)) {
    if (charge.state !== 'sending') continue;
    books.charges.changeState({ id: charge.id, from: 'sending', to: 'unknown', at: clock.now() });
  }
}
