/** Moves the due date of a registered charge; the books follow when the gateway shows the new date. */
import { civilDate } from '../../../domain/civil-date.ts';
import { addMs } from '../../../domain/instant.ts';
import type { ActionOutcome } from '../../gateways/outcomes.ts';
import type { Tools } from '../tools.ts';
import { chargeAtGateway } from './close-at-gateway.ts';
import type { OutboxJob } from './outbox-job.ts';
import { MOST_TRIES, retryMs } from './pacing.ts';
import { putBack } from './put-back.ts';
import { takeOver } from './register-charge.ts';

export async function changeDueAtGateway(
  tools: Tools,
  job: OutboxJob,
  chargeId: number,
): Promise<void> {
  const { books } = tools;
  const charge = books.charges.getById(chargeId);
  const target = chargeAtGateway(tools, charge);
  const dueOn = civilDate(job.row.payload['dueOn'] ?? '');
  if (charge.state !== 'registered' || target === undefined) {
    books.outbox.change({ id: job.row.id, state: 'done' });
    return;
  }
  if (job.gateway.changeDueDate === undefined) {
    giveUp(tools, job, { chargeId, refusal: CANNOT_CHANGE });
    return;
  }
  books.outbox.change({ id: job.row.id, state: 'running', tried: true });
  const context = tools.gateways.context(job.account, { chargeId, origin: 'app' });
  const outcome = await job.gateway.changeDueDate({ charge: target, dueOn }, context);
  if (outcome.ending === 'not-sent') {
    putBack(tools, job, outcome);
    return;
  }
  // The bar code carries the date: only what the gateway shows afterwards may be printed.
  const shown = await job.gateway.fetchCharge(target, context);
  const issued = shown.found === 'charge' ? shown.snapshot.issued : undefined;
  books.transaction(() => {
    if (issued?.dueOn !== dueOn) {
      noteTrouble(tools, job, { chargeId, outcome });
      return;
    }
    takeOver(tools, books.charges.getById(chargeId), issued);
    books.outbox.change({ id: job.row.id, state: 'done' });
  });
}

interface Words {
  readonly code: string;
  readonly text: string;
}

const CANNOT_CHANGE: Words = {
  code: 'capability-missing',
  text: 'Este gateway não muda o vencimento de uma cobrança registrada.',
};

const NOT_SHOWN: Words = {
  code: 'due-date-not-shown',
  text: 'O gateway aceitou o novo vencimento, mas continua mostrando o antigo.',
};

function noteTrouble(
  tools: Tools,
  job: OutboxJob,
  about: {
    readonly chargeId: number;
    readonly outcome: Exclude<ActionOutcome, { ending: 'not-sent' }>;
  },
): void {
  const { chargeId, outcome } = about;
  if (outcome.ending === 'rejected') {
    giveUp(tools, job, { chargeId, refusal: outcome.refusal });
  } else if (job.row.tries + 1 >= MOST_TRIES) {
    giveUp(tools, job, { chargeId, refusal: NOT_SHOWN });
  } else {
    const notBeforeAt = addMs(tools.clock.now(), retryMs(job.row.tries));
    tools.books.outbox.change({ id: job.row.id, state: 'waiting', notBeforeAt });
  }
}

function giveUp(
  tools: Tools,
  job: OutboxJob,
  about: { readonly chargeId: number; readonly refusal: Words },
): void {
  const { code, text } = about.refusal;
  tools.books.charges.noteFailure(about.chargeId, code, text);
  tools.books.outbox.change({ id: job.row.id, state: 'failed', code, text });
}
