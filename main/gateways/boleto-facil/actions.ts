/** Actions on a charge that exists, a parcel of a carnê alike (juno 1.7). */
import type { ChargeAtGateway } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome } from '../outcomes.ts';
import { calls } from './calls.ts';
import { readCharge } from './reading.ts';
import type { Session } from './session.ts';

/** The cheapest call that needs the token. */
export async function testCredentials(
  session: Session,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.fetchBalance(), context);
  return answer.ok ? { ending: 'done' } : answer.outcome;
}

/** One sentence refuses the unknown, the paid and the cancelled alike: the list tells which. Gone already is done. */
export async function cancel(
  session: Session,
  charge: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.cancelCharge(charge.gatewayId), context);
  if (!answer.ok) {
    if (answer.outcome.ending !== 'rejected') return answer.outcome;
    const reading = await readCharge(session, charge, context);
    if (reading.found !== 'gone') return answer.outcome;
  }
  session.cancelled.add(charge.gatewayId);
  return { ending: 'done' };
}
