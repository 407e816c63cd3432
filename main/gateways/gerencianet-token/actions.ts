/** What can be done to a charge that exists: it can be cancelled (efi 5.3). */
import type { ChargeAtGateway } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome } from '../outcomes.ts';
import { calls } from './calls.ts';
import { kindOf } from './mapping.ts';
import { readDetail } from './reading.ts';
import type { Session } from './session.ts';

/** Cancelling what is cancelled already is done, not refused. */
export async function cancel(
  session: Session,
  { gatewayId }: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.cancel(gatewayId), context);
  if (answer.ok) return { ending: 'done' };
  if (answer.outcome.ending !== 'rejected') return answer.outcome;
  const reading = await readDetail(session, gatewayId, context);
  const isDone = reading.found === 'charge' && kindOf(reading.detail.Status ?? '') === 'cancelled';
  return isDone ? { ending: 'done' } : answer.outcome;
}
