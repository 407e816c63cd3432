/** Moves the due date of a registered charge; the books follow when the gateway has said yes. */
import { nextBankDay } from '../../../domain/bank-days.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { addMs } from '../../../domain/instant.ts';
import type { ActionOutcome } from '../../gateways/gateway.ts';
import { SYSTEM, type Tools } from '../tools.ts';
import { chargeAtGateway } from './close-at-gateway.ts';
import type { OutboxJob } from './outbox-job.ts';
import { ACTION_RETRY_MS } from './pacing.ts';
import { putBack } from './put-back.ts';

export async function changeDueAtGateway(tools: Tools, job: OutboxJob): Promise<void> {
  const charge = tools.books.charges.getById(job.row.chargeId ?? 0);
  const target = chargeAtGateway(tools, charge);
  const dueOn = civilDate(job.row.payload['dueOn'] ?? '');
  if (
    charge.state !== 'registered' ||
    target === undefined ||
    job.gateway.changeDueDate === undefined
  ) {
    tools.books.outbox.change({ id: job.row.id, state: 'done' });
    return;
  }
  tools.books.outbox.change({ id: job.row.id, state: 'running', tried: true });
  const context = tools.gateways.context(job.account, { chargeId: charge.id, origin: 'app' });
  const outcome = await job.gateway.changeDueDate({ charge: target, dueOn }, context);
  if (outcome.ending === 'not-sent') {
    putBack(tools, job, outcome);
    return;
  }
  // The bar code carries the date: only what the gateway shows afterwards may be printed.
  const shown = await job.gateway.fetchCharge(target, context);
  const issued = shown.found === 'charge' ? shown.snapshot.issued : undefined;
  tools.books.transaction(() => {
    if (issued?.dueOn === dueOn) return write(tools, job, { chargeId: charge.id, issued });
    noteTrouble(tools, job, { chargeId: charge.id, outcome });
  });
}

type Issued = Parameters<Tools['books']['charges']['register']>[0]['registration'] & {
  readonly dueOn: ReturnType<typeof civilDate>;
};

function write(
  tools: Tools,
  job: OutboxJob,
  about: { readonly chargeId: number; readonly issued: Issued },
): void {
  const { books, clock } = tools;
  const { issued } = about;
  const charge = books.charges.getById(about.chargeId);
  books.charges.register({
    id: charge.id,
    from: charge.state,
    to: charge.state,
    dueOn: issued.dueOn,
    at: clock.now(),
    registration: issued,
  });
  books.titulos.changeDue({
    id: charge.tituloId,
    dueOn: issued.dueOn,
    effectiveDueOn: nextBankDay(issued.dueOn),
  });
  books.outbox.change({ id: job.row.id, state: 'done' });
  books.audit.write({
    at: clock.now(),
    actor: SYSTEM,
    action: 'due-date-changed',
    entity: 'titulo',
    entityId: charge.tituloId,
    detail: { chargeId: charge.id, dueOn: issued.dueOn },
  });
}

function noteTrouble(
  tools: Tools,
  job: OutboxJob,
  about: {
    readonly chargeId: number;
    readonly outcome: Exclude<ActionOutcome, { ending: 'not-sent' }>;
  },
): void {
  const { books, clock } = tools;
  if (about.outcome.ending !== 'rejected') {
    return books.outbox.change({
      id: job.row.id,
      state: 'waiting',
      notBeforeAt: addMs(clock.now(), ACTION_RETRY_MS),
    });
  }
  const { code, text } = about.outcome.refusal;
  books.charges.noteFailure(about.chargeId, code, text);
  books.outbox.change({ id: job.row.id, state: 'failed', code, text });
}
