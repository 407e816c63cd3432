/** Sends a selection of títulos and reports until every one of them has an end. */
import { Failure } from '../../../domain/failure.ts';
import type { JobReporter } from '../desk/jobs.ts';
import type { Tools } from '../tools.ts';
import { sendTitulo } from './send-titulos.ts';

/** How often the progress of the outbox is looked at. */
const LOOK_MS = 250;
/** Títulos queued in one go before the event loop is let go. */
const QUEUED_AT_ONCE = 50;

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
  let open = about.queued;
  let failed = about.refused;
  for (;;) {
    const states = open.map((id) => ({
      id,
      state: tools.books.charges.ofTitulo(id).at(-1)?.state,
    }));
    failed += states.filter(({ state }) => state === 'rejected' || state === 'unknown').length;
    open = states
      .filter(({ state }) => state === 'prepared' || state === 'sending')
      .map(({ id }) => id);
    job.progress(about.total - open.length, about.total, failed);
    if (open.length === 0) return;
    if (job.signal.aborted) throw new Failure('job-cancelled', 'Nobody watches any more');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
