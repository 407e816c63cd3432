/** Works through the inbox: reads each stored callback, asks the gateway, and brings the events into the books. */
import { Failure } from '../../../domain/failure.ts';
import { addMs } from '../../../domain/instant.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { CallbackReading } from '../../gateways/gateway.ts';
import { applyEvents } from '../../services/events/apply-events.ts';
import type { Tools } from '../../services/tools.ts';
import type { Inbox, InboxRow } from '../inbox/inbox.ts';
import { retryDelayMs, UNKNOWN_TOKEN_TRIES } from './retry-plan.ts';

/** Rows worked on together: the gateway is asked for each of them. */
const ROWS_AT_ONCE = 8;
const TICK_MS = 1_000;

export interface CallbackProcessor {
  /** Something was stored. */
  wake(): void;
  /** Finishes the rows at hand. */
  stop(): Promise<void>;
}

export interface ProcessorOptions {
  readonly tools: Tools;
  readonly inbox: Inbox;
}

export function startProcessing({ tools, inbox }: ProcessorOptions): CallbackProcessor {
  const underWay = new Map<number, Promise<void>>();
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
    const end = processRow(tools, inbox, row).finally(() => {
      underWay.delete(row.id);
      tools.notify('callbacks', [row.id]);
      look();
    });
    underWay.set(row.id, end);
  }

  const timer = setInterval(look, TICK_MS);
  look();
  return {
    wake: look,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await turn;
      await Promise.allSettled(underWay.values());
    },
  };
}

/** The edge of processing: a row that cannot be worked on now gets its own next try, and others go on. */
async function processRow(tools: Tools, inbox: Inbox, row: InboxRow): Promise<void> {
  try {
    await workOn(tools, inbox, row);
  } catch (error) {
    tools.log.error('callbacks.row-broke', error, { inboxId: row.id, accountId: row.accountId });
    const failure = error instanceof Failure ? error.code : 'unexpected';
    await putOff(tools, inbox, { row, failure });
  }
}

async function workOn(tools: Tools, inbox: Inbox, row: InboxRow): Promise<void> {
  const account = tools.books.accounts.byId(row.accountId);
  if (account === undefined || row.body === null) {
    return inbox.park(row.id, account === undefined ? 'account-unknown' : 'body-dropped');
  }
  if (row.auth === 'wrong') return inbox.park(row.id, 'secret-wrong');
  const gateway = tools.gateways.of(account);
  const reading = await gateway.readCallback(
    { method: row.method, path: row.path, headers: row.headers, body: row.body },
    tools.gateways.context(account, { origin: 'app' }),
  );
  await write(tools, inbox, { row, reading });
}

interface ReadRow {
  readonly row: InboxRow;
  readonly reading: CallbackReading;
}

async function write(tools: Tools, inbox: Inbox, { row, reading }: ReadRow): Promise<void> {
  switch (reading.reading) {
    case 'events': {
      const account = tools.books.accounts.getById(row.accountId);
      const counts = applyEvents(tools, {
        account,
        events: reading.events,
        source: 'callback',
        inboxId: row.id,
      });
      const result = JSON.stringify({ ...counts, parsed: reading.parsed });
      return inbox.finish(row.id, { state: 'done', result });
    }
    case 'unknown-token':
      // A gateway may announce what its own query does not show yet.
      if (row.tries + 1 < UNKNOWN_TOKEN_TRIES) {
        return putOff(tools, inbox, { row, failure: 'unknown-token' });
      }
      return inbox.park(row.id, 'unknown-token');
    case 'unreadable':
      return inbox.park(row.id, 'unreadable');
    case 'unreachable':
      return putOff(tools, inbox, { row, failure: 'gateway-unavailable' });
    default:
      return assertNever(reading);
  }
}

function putOff(
  tools: Tools,
  inbox: Inbox,
  about: { readonly row: InboxRow; readonly failure: string },
): Promise<void> {
  const at = addMs(tools.clock.now(), retryDelayMs(about.row.tries));
  return inbox.retryLater(about.row.id, { at, failure: about.failure });
}
