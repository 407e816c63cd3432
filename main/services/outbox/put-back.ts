import { addMs } from '../../../domain/instant.ts';
import type { NotSent, Refusal } from '../../gateways/outcomes.ts';
import type { Tools } from '../tools.ts';
import type { OutboxJob } from './outbox-job.ts';
import { ACCOUNT_REFUSED_MS, pauseAfter } from './pacing.ts';

/**
 * Surely nothing happened: the row waits again, and the account rests for a while. The row itself stays due, so that
 * it goes at once when the rest ends early, with the right credentials for one.
 */
export function putBack(tools: Tools, job: OutboxJob, ending: NotSent): void {
  const { books, clock } = tools;
  const until = addMs(clock.now(), pauseAfter(ending, job.row.tries));
  const { reason: code, text } = ending;
  books.outbox.change({ id: job.row.id, state: 'waiting', code, text });
  books.accounts.pauseUntil(job.account.id, until);
}

/** A gateway that refuses the account would refuse all that waits, one charge after the other. */
export function restIfAccountRefused(tools: Tools, job: OutboxJob, { level }: Refusal): void {
  if (level !== 'account') return;
  const until = addMs(tools.clock.now(), ACCOUNT_REFUSED_MS);
  tools.books.accounts.pauseUntil(job.account.id, until);
}
