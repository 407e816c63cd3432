/** Works through the inbox: a few rows at a time, woken by what arrives and by the clock. */
import { endWithin } from '../../services/bounded-end.ts';
import type { Tools } from '../../services/tools.ts';
import type { Inbox, InboxRow } from '../inbox/inbox.ts';
import { processRow } from './process-row.ts';
import { createTokenBudget } from './token-budget.ts';

/** Rows worked on together: the gateway is asked for each of them. */
const ROWS_AT_ONCE = 8;
const TICK_MS = 1_000;

export interface CallbackProcessor {
  /** Something was stored. */
  wake(): void;
  /** A charge, or a carnê, leaves with our address: its first callback is no surprise. */
  expectOne(accountId: number): void;
  /** Finishes the rows at hand, as far as that takes some seconds. */
  stop(): Promise<void>;
}

export interface ProcessorOptions {
  readonly tools: Tools;
  readonly inbox: Inbox;
}

export function startProcessing({ tools, inbox }: ProcessorOptions): CallbackProcessor {
  const underWay = new Map<number, Promise<void>>();
  const budget = createTokenBudget();
  let isStopped = false;
  let isQueued = false;
  let turn = Promise.resolve();

  /** Looks one after the other: calls that come while one waits are the same look. */
  function look(): void {
    if (isQueued) return;
    isQueued = true;
    turn = turn
      .then(() => {
        isQueued = false;
        return takeDue();
      })
      .catch((error: unknown) => tools.log.error('callbacks.inbox-unreadable', error));
  }

  async function takeDue(): Promise<void> {
    const free = ROWS_AT_ONCE - underWay.size;
    if (isStopped || free <= 0) return;
    const rows = await inbox.due(tools.clock.now(), free + underWay.size);
    const fresh = rows.filter(({ id }) => !underWay.has(id)).slice(0, free);
    for (const row of fresh) begin(row);
  }

  function begin(row: InboxRow): void {
    const end = processRow({ tools, inbox, budget }, row).then((isWritten) => {
      underWay.delete(row.id);
      tools.notify('callbacks', [row.id]);
      if (isWritten) look();
    });
    underWay.set(row.id, end);
  }

  const timer = setInterval(look, TICK_MS);
  look();
  return {
    wake: look,
    expectOne: (accountId) => budget.expectOne(accountId),
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await turn;
      await endWithin(underWay.values());
    },
  };
}
