/** Works on one stored callback: asks the gateway what happened and brings the events into the books. */
import { assertNever } from '../../../domain/assert-never.ts';
import { Failure } from '../../../domain/failure.ts';
import { aliasPathOf } from '../../../domain/listener-settings.ts';
import { addMs } from '../../../domain/instant.ts';
import type { CallbackReading, CallbackToRead } from '../../gateways/events.ts';
import type { Gateway } from '../../gateways/gateway.ts';
import type { AppliedCounts } from '../../services/events/apply-events.ts';
import { applyEvents } from '../../services/events/apply-events.ts';
import type { Tools } from '../../services/tools.ts';
import type { Inbox, InboxRow } from '../inbox/inbox.ts';
import { NOT_READY_MS, retryDelayMs } from './retry-plan.ts';
import type { TokenBudget } from './token-budget.ts';

export interface ProcessingTools {
  readonly tools: Tools;
  readonly inbox: Inbox;
  readonly budget: TokenBudget;
}

type Account = ReturnType<Tools['books']['accounts']['getById']>;

/** What a row waits for, as its `failure` says it. */
const ITS_TURN = 'token-budget';
const ANOTHER_LOOK = 'unknown-token';

/**
 * The edge of processing: a row that cannot be worked on now gets its own next try, and others go on.
 * Never rejects.
 * @returns false when the row could not even be put off, and is due still
 */
export async function processRow(desk: ProcessingTools, row: InboxRow): Promise<boolean> {
  const about = { inboxId: row.id, accountId: row.accountId };
  try {
    await workOn(desk, row);
    return true;
  } catch (error) {
    desk.tools.log.error('callbacks.row-broke', error, about);
    const failure = error instanceof Failure ? error.code : 'unexpected';
    return putOff(desk, row, failure).then(
      () => true,
      (second: unknown) => {
        desk.tools.log.error('callbacks.row-not-put-off', second, about);
        return false;
      },
    );
  }
}

async function workOn(desk: ProcessingTools, row: InboxRow): Promise<void> {
  const { tools, inbox } = desk;
  const account = tools.books.accounts.byId(row.accountId);
  const { body } = row;
  if (account === undefined) return inbox.park(row.id, 'account-unknown');
  if (body === null) return inbox.park(row.id, 'body-dropped');
  if (row.auth === 'wrong') return inbox.park(row.id, 'secret-wrong');
  const gateway = openGateway(tools, account);
  if (gateway instanceof Failure)
    return retryIn(desk, row, { waitMs: NOT_READY_MS, failure: gateway.code });
  const { method, path, headers } = row;
  // Anybody can call a borrowed path.
  const isHint = aliasPathOf(path) !== undefined;
  const callback = { method, path, headers, body, isHint };
  const now = tools.clock.now();
  const mayAskAt = isKnown(tools, { account, gateway, row, callback })
    ? now
    : desk.budget.reserve(account.id, now);
  if (mayAskAt > now) return inbox.retryLater(row.id, { at: mayAskAt, failure: ITS_TURN });
  const context = tools.gateways.context(account, { origin: 'app' });
  const reading = await gateway.readCallback(callback, context);
  await write(desk, { row, account, reading });
}

/** While the account is not ready nothing is wrong with the callback: it waits the same short time again and again. */
function openGateway(tools: Tools, account: Account): Gateway | Failure {
  try {
    return tools.gateways.of(account);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

/** What has waited for its turn, or was asked for once, does not wait again. */
function isKnown(
  { books }: Tools,
  about: {
    readonly account: Account;
    readonly gateway: Gateway;
    readonly row: InboxRow;
    readonly callback: CallbackToRead;
  },
): boolean {
  const { account, gateway, row, callback } = about;
  if (row.failure === ITS_TURN || row.failure === ANOTHER_LOOK) return true;
  const topic = gateway.topicOf?.(callback);
  return topic === undefined || books.events.knowsTopic(account.id, account.environment, topic);
}

interface ReadRow {
  readonly row: InboxRow;
  readonly account: Account;
  readonly reading: CallbackReading;
}

function write(desk: ProcessingTools, { row, account, reading }: ReadRow): Promise<void> {
  const { tools, inbox } = desk;
  switch (reading.reading) {
    case 'events': {
      const { events, parsed } = reading;
      const counts = applyEvents(tools, { account, events, source: 'callback', inboxId: row.id });
      return inbox.finish(row.id, { state: 'done', result: resultOf(counts, parsed) });
    }
    case 'unknown-token':
      // A gateway may announce what its own query does not show yet: it is asked twice.
      return row.failure === ANOTHER_LOOK
        ? inbox.park(row.id, ANOTHER_LOOK)
        : putOff(desk, row, ANOTHER_LOOK);
    case 'unreadable':
      return inbox.park(row.id, 'unreadable');
    case 'unreachable':
      return putOff(desk, row, 'gateway-unavailable');
    default:
      return assertNever(reading);
  }
}

function resultOf(counts: AppliedCounts, parsed: Readonly<Record<string, string>>): string {
  return JSON.stringify({ ...counts, parsed });
}

function putOff(desk: ProcessingTools, row: InboxRow, failure: string): Promise<void> {
  return retryIn(desk, row, { waitMs: retryDelayMs(row.tries), failure });
}

function retryIn(
  { tools, inbox }: ProcessingTools,
  row: InboxRow,
  about: { readonly waitMs: number; readonly failure: string },
): Promise<void> {
  const at = addMs(tools.clock.now(), about.waitMs);
  return inbox.retryLater(row.id, { at, failure: about.failure });
}
