/** Tells the gateway where to call back for a charge that it knows already. Telling it twice does no harm. */
import { addMs } from '../../../domain/instant.ts';
import type { Charge } from '../../store/charges.ts';
import type { Tools } from '../tools.ts';
import { chargeAtGateway } from './close-at-gateway.ts';
import type { OutboxJob } from './outbox-job.ts';
import { retryMs } from './pacing.ts';
import { putBack } from './put-back.ts';

/** The address is the one of now, not the one of the day on which it was asked for. */
export async function setCallbackUrl(
  tools: Tools,
  job: OutboxJob,
  chargeId: number,
): Promise<void> {
  const { outbox, charges } = tools.books;
  const charge = charges.getById(chargeId);
  const target = chargeAtGateway(tools, charge);
  const { callbackUrl: url, gateway, row } = job;
  const isOver = charge.state !== 'registered' || charge.callbackUrl === url;
  if (isOver || !target || url === undefined || gateway.setCallbackUrl === undefined) {
    outbox.change({ id: row.id, state: 'done' });
    return;
  }
  outbox.change({ id: row.id, state: 'running', tried: true });
  const context = tools.gateways.context(job.account, { chargeId, origin: 'routine' });
  const outcome = await gateway.setCallbackUrl({ charge: target, url }, context);
  if (outcome.ending === 'not-sent') {
    putBack(tools, job, outcome);
  } else if (outcome.ending === 'unknown') {
    const notBeforeAt = addMs(tools.clock.now(), retryMs(row.tries));
    outbox.change({ id: row.id, state: 'waiting', notBeforeAt, text: outcome.text });
  } else if (outcome.ending === 'rejected') {
    const { code, text } = outcome.refusal;
    outbox.change({ id: row.id, state: 'failed', code, text });
  } else {
    tools.books.transaction(() => {
      for (const { id } of told(tools, charge)) charges.noteCallbackUrl(id, url);
      outbox.change({ id: row.id, state: 'done' });
    });
  }
}

/** A carnê that was sent as a whole has one address for all of its parcels. */
function told(tools: Tools, charge: Charge): readonly Charge[] {
  return charge.groupId === null ? [charge] : tools.books.charges.ofGroup(charge.groupId);
}
