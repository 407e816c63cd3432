/** Cancels a charge at its gateway, or marks it as paid there, and believes it only when the gateway shows it. */
import { addMs } from '../../../domain/instant.ts';
import type {
  ActionOutcome,
  CallContext,
  ChargeAtGateway,
  FetchOutcome,
} from '../../gateways/gateway.ts';
import type { Charge } from '../../store/charges.ts';
import { applyEvents } from '../events/apply-events.ts';
import type { Tools } from '../tools.ts';
import type { OutboxJob } from './outbox-job.ts';
import { ACTION_RETRY_MS } from './pacing.ts';
import { putBack } from './put-back.ts';

export async function closeAtGateway(tools: Tools, job: OutboxJob): Promise<void> {
  const charge = tools.books.charges.getById(job.row.chargeId ?? 0);
  const target = chargeAtGateway(tools, charge);
  if (charge.state !== 'closing' || target === undefined) {
    tools.books.outbox.change({ id: job.row.id, state: 'done' });
    return;
  }
  tools.books.outbox.change({ id: job.row.id, state: 'running', tried: true });
  const context = tools.gateways.context(job.account, { chargeId: charge.id, origin: 'app' });
  const outcome = await askToClose(job, target, context);
  if (outcome.ending === 'not-sent') {
    putBack(tools, job, outcome);
    return;
  }
  const shown = await job.gateway.fetchCharge(target, context);
  if (shown.found === 'charge') {
    applyEvents(tools, { account: job.account, events: shown.snapshot.events, source: 'poll' });
  }
  tools.books.transaction(() => finish(tools, job, { chargeId: charge.id, outcome, shown }));
}

/** How the gateway knows a charge; undefined before it was registered. */
export function chargeAtGateway(tools: Tools, charge: Charge): ChargeAtGateway | undefined {
  if (charge.gatewayId === null) return undefined;
  const known = { gatewayId: charge.gatewayId, reference: charge.reference };
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

function finish(
  tools: Tools,
  job: OutboxJob,
  about: {
    readonly chargeId: number;
    readonly outcome: Exclude<ActionOutcome, { ending: 'not-sent' }>;
    readonly shown: FetchOutcome;
  },
): void {
  const { books, clock } = tools;
  const charge = books.charges.getById(about.chargeId);
  if (charge.state !== 'closing') {
    return books.outbox.change({ id: job.row.id, state: 'done' });
  }
  // Without a look at the charge a refusal proves nothing: it may be closed already.
  if (about.outcome.ending !== 'rejected' || about.shown.found !== 'charge') {
    return books.outbox.change({
      id: job.row.id,
      state: 'waiting',
      notBeforeAt: addMs(clock.now(), ACTION_RETRY_MS),
    });
  }
  const { code, text } = about.outcome.refusal;
  books.charges.changeState({ id: charge.id, from: 'closing', to: 'registered', at: clock.now() });
  books.charges.noteFailure(charge.id, code, text);
  books.outbox.change({ id: job.row.id, state: 'failed', code, text });
}
