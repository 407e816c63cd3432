/** Issues a single boleto in two steps, so that a call without an ending leaves at worst an empty charge (efi 4.4). */
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { ChargeToIssue } from '../charge.ts';
import type { IssueContext } from '../gateway.ts';
import type { IssueOutcome } from '../outcomes.ts';
import { chargeBody, payBody } from './bodies.ts';
import { calls } from './calls.ts';
import { issuedOfDetail, issuedOfPay, kindOf } from './mapping.ts';
import { readDetail, UNREADABLE } from './reading.ts';
import { ALREADY_PAYABLE, LINK_NOT_MADE, NOT_PAYABLE } from './refusals.ts';
import type { CallFailure, Session } from './session.ts';
import { createdAnswer, issuedAnswer } from './wire.ts';

/** createCharge, then the id is stored, then /pay; with a known id only /pay. */
export async function issue(
  session: Session,
  charge: ChargeToIssue,
  context: IssueContext,
): Promise<IssueOutcome> {
  if (charge.gatewayId !== undefined)
    return pay(session, charge, { id: charge.gatewayId, context });
  const answer = await session.call(calls.createCharge(chargeBody(charge)), context);
  if (!answer.ok) return answer.outcome;
  const parsed = createdAnswer.safeParse(answer.body);
  if (!parsed.success) return { ending: 'unknown', text: UNREADABLE };
  const id = parsed.data.data.charge_id;
  context.created(id);
  return pay(session, charge, { id, context });
}

interface Created {
  readonly id: string;
  readonly context: IssueContext;
}

async function pay(
  session: Session,
  charge: ChargeToIssue,
  { id, context }: Created,
): Promise<IssueOutcome> {
  const today = civilDateOf(session.clock.now());
  const answer = await session.call(calls.definePayMethod(id, payBody(charge, today)), context);
  if (!answer.ok)
    return mayBePayable(answer) ? readBack(session, answer, { id, context }) : answer.outcome;
  const parsed = issuedAnswer.safeParse(answer.body);
  if (!parsed.success) return { ending: 'unknown', text: UNREADABLE };
  const issued = issuedOfPay(parsed.data.data, charge.dueOn);
  return issued ? { ending: 'registered', charge: issued } : { ending: 'accepted', gatewayId: id };
}

function mayBePayable({ code }: CallFailure): boolean {
  return code === ALREADY_PAYABLE || code === LINK_NOT_MADE || code === NOT_PAYABLE;
}

/** An earlier /pay had worked, or its link was late: the charge itself has the boleto. */
async function readBack(
  session: Session,
  failure: CallFailure,
  { id, context }: Created,
): Promise<IssueOutcome> {
  const reading = await readDetail(session, id, context);
  if (reading.found === 'unreachable') return { ending: 'unknown', text: reading.text };
  if (reading.found === 'nothing' || kindOf(reading.detail.status) === 'cancelled')
    return failure.outcome;
  const issued = issuedOfDetail(reading.detail);
  if (issued) return { ending: 'registered', charge: issued };
  return { ending: 'accepted', gatewayId: id };
}
