/** Does one row of the outbox. The edge of its errors: a row that breaks is written down and never stops the others. */
import { assertNever } from '../../../domain/assert-never.ts';
import { addMs } from '../../../domain/instant.ts';
import type { OutboxRow } from '../../store/outbox.ts';
import type { Tools } from '../tools.ts';
import { changeDueAtGateway } from './change-due-at-gateway.ts';
import { closeAtGateway } from './close-at-gateway.ts';
import { issueCharge } from './issue-charge.ts';
import { issueGroup, moveAll } from './issue-group.ts';
import type { OutboxJob } from './outbox-job.ts';
import { retryMs } from './pacing.ts';
import { resolveUnknown } from './resolve-unknown.ts';
import { setCallbackUrl } from './set-callback-url.ts';

/** Never rejects. False when not even the failure could be written down, on a full disk for one. */
export async function carryOut(tools: Tools, job: OutboxJob): Promise<boolean> {
  try {
    await act(tools, job);
    return true;
  } catch (error) {
    const { id: outboxId, action } = job.row;
    tools.log.error('outbox.row-broke', error, { outboxId, action });
    return leaveRow(tools, job.row);
  }
}

/** Writes down that a row broke. @returns false when that failed as well: then it is to be tried again */
export function leaveRow(tools: Tools, row: OutboxRow): boolean {
  try {
    tools.books.transaction(() => leave(tools, row));
    return true;
  } catch (error) {
    tools.log.error('outbox.row-not-left', error, { outboxId: row.id });
    return false;
  }
}

function act(tools: Tools, job: OutboxJob): Promise<void> {
  const { subject, state } = job.row;
  if (state === 'unknown') return resolveUnknown(tools, job);
  return 'chargeId' in subject
    ? actOnCharge(tools, job, subject.chargeId)
    : issueGroup(tools, job, subject.groupId);
}

function actOnCharge(tools: Tools, job: OutboxJob, chargeId: number): Promise<void> {
  const { action } = job.row;
  switch (action) {
    case 'issue':
      return issueCharge(tools, job, chargeId);
    case 'cancel':
    case 'mark-settled':
      return closeAtGateway(tools, job, chargeId);
    case 'change-due':
      return changeDueAtGateway(tools, job, chargeId);
    case 'set-callback-url':
      return setCallbackUrl(tools, job, chargeId);
    default:
      return assertNever(action);
  }
}

/** What may have reached the gateway is looked up; what surely did not waits for another try. */
function leave(tools: Tools, row: OutboxRow): void {
  const isUnknown = row.action === 'issue' && mayHaveReached(tools, row);
  tools.books.outbox.change({
    id: row.id,
    state: isUnknown ? 'unknown' : 'waiting',
    notBeforeAt: addMs(tools.clock.now(), retryMs(row.tries)),
  });
}

function mayHaveReached(tools: Tools, { subject }: OutboxRow): boolean {
  const { charges, chargeGroups } = tools.books;
  if ('groupId' in subject) {
    const group = chargeGroups.getById(subject.groupId);
    if (group.state === 'sending') moveAll(tools, group, 'unknown');
    return group.state !== 'prepared';
  }
  const { id, state } = charges.getById(subject.chargeId);
  if (state === 'sending') {
    charges.changeState({ id, from: 'sending', to: 'unknown', at: tools.clock.now() });
  }
  return state !== 'prepared';
}
