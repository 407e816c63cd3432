/** Sends a selection of títulos and reports until every one of them has an end, or waits for another day. */
import { addMs } from '../../../domain/instant.ts';
import { Failure } from '../../../domain/failure.ts';
import type { JobReporter } from '../desk/jobs.ts';
import { nextTurn, type Tools } from '../tools.ts';
import { sendTitulo } from './send-titulos.ts';

/** How often the progress of the outbox is looked at. */
const LOOK_MS = 500;
/** Títulos queued in one go before the event loop is let go. */
const QUEUED_AT_ONCE = 50;
/** What waits longer than this is not waited for: a payer's limit, a gateway that does not answer. */
const LONGEST_WAIT_MS = 60_000;

export async function sendTitulos(
  tools: Tools,
  order: { readonly ids: readonly number[]; readonly wake: () => void },
  job: JobReporter,
): Promise<undefined> {
  const queued: number[] = [];
  let refused = 0;
  for (const [index, id] of order.ids.entries()) {
    if (sendTitulo(tools, id).result === 'queued') queued.push(id);
    else refused += 1;
    if (index % QUEUED_AT_ONCE === QUEUED_AT_ONCE - 1) await nextTurn();
  }
  order.wake();
  await follow(tools, { queued, refused, total: order.ids.length }, job);
  return undefined;
}

/** Cancelling stops the watching; what is queued stays queued and goes its way. */
async function follow(
  tools: Tools,
  about: { readonly queued: readonly number[]; readonly refused: number; readonly total: number },
  job: JobReporter,
): Promise<void> {
  for (;;) {
    const by = addMs(tools.clock.now(), LONGEST_WAIT_MS);
    const { open, failed } = tools.books.charges.countIssues(about.queued, by);
    job.progress(about.total - open, about.total, about.refused + failed);
    if (open === 0) return;
    if (job.signal.aborted) throw new Failure('job-cancelled', 'Nobody watches any more');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
