/** Actions on a charge that exists: they answer `{"code":200}` and no state (efi 1.3). */
import type { EventKind } from '../../../domain/gateway-event.ts';
import type { ChargeAtGateway } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome } from '../outcomes.ts';
import type { HttpCall } from '../http.ts';
import { calls } from './calls.ts';
import { kindOf } from './mapping.ts';
import { readDetail } from './reading.ts';
import { NOT_CANCELLABLE, NOT_SETTLEABLE } from './refusals.ts';
import type { CallFailure, Session } from './session.ts';

export async function act(
  session: Session,
  call: HttpCall,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(call, context);
  return answer.ok ? { ending: 'done' } : answer.outcome;
}

/** Cancelling what is cancelled already is done, not refused. */
export async function cancel(
  session: Session,
  charge: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.cancel(charge), context);
  if (answer.ok) return { ending: 'done' };
  return isDoneAlready(session, answer, {
    charge,
    context,
    code: NOT_CANCELLABLE,
    kind: 'cancelled',
  });
}

/** Marking what is marked already is done, not refused. */
export async function markSettled(
  session: Session,
  charge: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.settle(charge), context);
  if (answer.ok) return { ending: 'done' };
  return isDoneAlready(session, answer, { charge, context, code: NOT_SETTLEABLE, kind: 'marked' });
}

interface Aim {
  readonly charge: ChargeAtGateway;
  readonly context: CallContext;
  /** Efí's refusal that may mean "it is so already". */
  readonly code: number;
  readonly kind: EventKind;
}

async function isDoneAlready(
  session: Session,
  failure: CallFailure,
  aim: Aim,
): Promise<ActionOutcome> {
  if (failure.code !== aim.code) return failure.outcome;
  const reading = await readDetail(session, aim.charge.gatewayId, aim.context);
  if (reading.found === 'charge' && kindOf(reading.detail.status) === aim.kind)
    return { ending: 'done' };
  return failure.outcome;
}
