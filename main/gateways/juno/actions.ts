/** Actions on a charge that exists, a parcel of a carnê alike. */
import type { ChargeAtGateway } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome } from '../outcomes.ts';
import type { HttpCall } from '../http.ts';
import { calls } from './calls.ts';
import { kindOf } from './mapping.ts';
import { readCharge } from './reading.ts';
import type { Session } from './session.ts';

export async function act(
  session: Session,
  call: HttpCall,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(call, context);
  return answer.ok ? { ending: 'done' } : answer.outcome;
}

/** Juno refuses what is not open; cancelling what is cancelled already is done, not refused. */
export async function cancel(
  session: Session,
  charge: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const outcome = await act(session, calls.cancelCharge(charge.gatewayId), context);
  if (outcome.ending !== 'rejected') return outcome;
  const reading = await readCharge(session, charge.gatewayId, context);
  const isDone = reading.found === 'charge' && kindOf(reading.read.charge) === 'cancelled';
  return isDone ? { ending: 'done' } : outcome;
}
