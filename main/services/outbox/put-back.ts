import { addMs } from '../../../domain/instant.ts';
import type { NotSent } from '../../gateways/gateway.ts';
import type { Tools } from '../tools.ts';
import type { OutboxJob } from './outbox-job.ts';
import { pauseAfter } from './pacing.ts';

/** Surely nothing happened: the row waits again, and the account rests for a while. */
export function putBack(tools: Tools, job: OutboxJob, ending: NotSent): void {
  const { books, clock } = tools;
  const until = addMs(clock.now(), pauseAfter(ending, job.row.tries));
  books.outbox.change({
    id: job.row.id,
    state: 'waiting',
    notBeforeAt: until,
    code: ending.reason,
    text: ending.text,
  });
  books.accounts.pauseUntil(job.account.id, until);
}
