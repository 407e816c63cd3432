/** Cancels a charge at its gateway, or marks it as paid there, and believes it only when the gateway shows it. */
import { addMs } from '../../../domain/instant.ts';
import type { ChargeAtGateway } from '../../gateways/charge.ts';
import type { CallContext } from '../../gateways/gateway.ts';
import type { ActionOutcome, FetchOutcome } from '../../gateways/outcomes.ts';
import type { Charge } from '../../store/charges.ts';
import { applyEvents } from '../events/apply-events.ts';
import { moveCharge } from '../settlement/apply-settlement.ts';
import type { Tools } from '../tools.ts';
import type { OutboxJob } from './outbox-job.ts';
import { DAY, retryMs } from './pacing.ts';
import { putBack } from './put-back.ts';

export async function closeAtGateway(
  tools: Tools,
  job: OutboxJob,
  chargeId: number,
): Promise<void> {
  const charge = tools.books.charges.getById(chargeId);
  const target = chargeAtGateway(tools, charge);
  if (charge.state !== 'closing' || target === undefined) {
    tools.books.outbox.change({ id: job.row.id, state: 'done' });
    return;
  }
  tools.books.outbox.change({ id: job.row.id, state: 'running', tried: true });
  const context = tools.gateways.context(job.account, { chargeId, origin: 'app' });
  const outcome = await askToClose(job, target, context);
  if (outcome.ending === 'not-sent') {
    putBack(tools, job, outcome);
    return;
  }
  const shown = await job.gateway.fetchCharge(target, context);
  if (shown.found === 'charge') {
    applyEvents(tools, { account: job.account, events: shown.snapshot.events, source: 'poll' });
  }
  tools.books.transaction(() => finish(tools, job, { chargeId, outcome, shown }));
}

/** How the gateway knows a charge; undefined before it was registered. */
export function chargeAtGateway(tools: Tools, charge: Charge): ChargeAtGateway | undefined {
  if (charge.gatewayId === null) return undefined;
  const { gatewayId, reference, dueOn } = charge;
  const known = { gatewayId, reference, dueOn };
  if (charge.groupId === null) return known;
  const group = tools.books.chargeGroups.getById(charge.groupId);
  const titulo = tools.books.titulos.getById(charge.tituloId);
  if (group.gatewayGroupId === null || titulo.parcelNo === null) return known;
  return { ...known, group: { groupId: group.gatewayGroupId, parcel: titulo.parcelNo } };
}

/** A gateway that cannot mark as paid cancels instead: either way nobody pays twice. */
function askToClose(
  job: OutboxJob,
  target: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const { gateway, row } = job;
  return row.action === 'mark-settled' && gateway.markSettled !== undefined
    ? gateway.markSettled(target, context)
    : gateway.cancel(target, context);
}

interface Asked {
  readonly chargeId: number;
  readonly outcome: Exclude<ActionOutcome, { ending: 'not-sent' }>;
  readonly shown: FetchOutcome;
}

function finish(tools: Tools, job: OutboxJob, { chargeId, outcome, shown }: Asked): void {
  const { books, clock } = tools;
  const charge = books.charges.getById(chargeId);
  const status = shown.found === 'charge' ? shown.snapshot.status : undefined;
  if (charge.state !== 'closing') {
    books.outbox.change({ id: job.row.id, state: 'done' });
  } else if (status === 'cancelled' || status === 'marked') {
    // Shown before, so that no event of it was new: what the gateway shows now counts.
    moveCharge(tools, charge, status);
    books.outbox.change({ id: job.row.id, state: 'done' });
  } else if (outcome.ending === 'rejected' && status !== undefined) {
    giveUpForToday(tools, job, { charge, refusal: outcome.refusal });
  } else {
    const notBeforeAt = addMs(clock.now(), retryMs(job.row.tries));
    books.outbox.change({ id: job.row.id, state: 'waiting', notBeforeAt });
  }
}

/** The charge stays payable and says so; it is closed again tomorrow unless it is owed again by then. */
function giveUpForToday(
  tools: Tools,
  job: OutboxJob,
  about: {
    readonly charge: Charge;
    readonly refusal: { readonly code: string; readonly text: string };
  },
): void {
  const { books, clock } = tools;
  const { id } = about.charge;
  const { code, text } = about.refusal;
  const at = clock.now();
  books.charges.changeState({ id, from: 'closing', to: 'registered', at });
  books.charges.noteFailure(id, code, text);
  books.charges.closeAgainAt(id, addMs(at, DAY));
  books.outbox.change({ id: job.row.id, state: 'failed', code, text });
}
