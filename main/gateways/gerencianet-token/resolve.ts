/**
 * What can be found out about a call without an ending, without issuing: a charge whose key is known is asked for.
 * For a reference alone there is no question; sending the same request again is the look-up, and issuing does it.
 */
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { UnknownCharge } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome, ResolveOutcome } from '../outcomes.ts';
import { calls } from './calls.ts';
import { lockedText, type Desk } from './issue.ts';
import { issuedOfDetail, kindOfDetail } from './mapping.ts';
import { readDetail } from './reading.ts';
import { isNotFound } from './refusals.ts';
import { failureText, type Session, type TokenAnswer } from './session.ts';

/** A key that no charge has: asking for it proves address and token. */
const NO_KEY = '0';

/**
 * `nothing` says that the gateway can be reached and that the same request may be sent again: if the first one
 * arrived, it is answered with what that one made.
 */
export async function resolveCharge(
  { session, memory }: Desk,
  charge: UnknownCharge,
  context: CallContext,
): Promise<ResolveOutcome> {
  const { gatewayId, reference } = charge;
  if (gatewayId !== undefined) return resolveByKey(session, gatewayId, context);
  if (memory.isLocked(reference)) return { found: 'unreachable', text: lockedText(reference) };
  const answer = await session.call(calls.keyStatus(NO_KEY), context);
  if (answer.ok || answer.outcome.ending === 'rejected') return { found: 'nothing' };
  return { found: 'unreachable', text: failureText(answer) };
}

/** An open charge is issued again with its reference: only that answer has its link. */
async function resolveByKey(
  session: Session,
  gatewayId: string,
  context: CallContext,
): Promise<ResolveOutcome> {
  const reading = await readDetail(session, gatewayId, context);
  if (reading.found !== 'charge') return reading;
  const { detail } = reading;
  const kind = kindOfDetail(detail, civilDateOf(session.clock.now()));
  const isOver = kind === 'paid' || kind === 'cancelled';
  const issued = isOver ? issuedOfDetail(gatewayId, detail) : undefined;
  return issued ? { found: 'registered', charge: issued } : { found: 'created', gatewayId };
}

/** Asks both hosts for a charge that does not exist: what counts is that the token is not what they refuse. */
export async function testCredentials(
  session: Session,
  context: CallContext,
): Promise<ActionOutcome> {
  const issuing = proof(await session.call(calls.keyStatus(NO_KEY), context));
  if (issuing.ending !== 'done') return issuing;
  return proof(await session.call(calls.detail(NO_KEY), context));
}

function proof(answer: TokenAnswer): ActionOutcome {
  if (answer.ok) return { ending: 'done' };
  const { outcome, body } = answer;
  return outcome.ending === 'rejected' && isNotFound(body) ? { ending: 'done' } : outcome;
}
