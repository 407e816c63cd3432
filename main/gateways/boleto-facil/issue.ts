/**
 * Issues a single boleto. There is no idempotency key: a call without an ending is never repeated before `resolve` has looked
 * for the reference (juno 7.3).
 */
import { assertNever } from '../../../domain/assert-never.ts';
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { ChargeToIssue } from '../charge.ts';
import type { IssueContext } from '../gateway.ts';
import type { IssueOutcome } from '../outcomes.ts';
import { chargeForm } from './bodies.ts';
import { calls } from './calls.ts';
import { issuedCharge } from './mapping.ts';
import { notRead, readCharge, readEntries } from './reading.ts';
import { UNREADABLE, type Session } from './session.ts';
import type { WireCharge } from './wire.ts';

export async function issue(
  session: Session,
  charge: ChargeToIssue,
  context: IssueContext,
): Promise<IssueOutcome> {
  const { gatewayId } = charge;
  if (gatewayId === undefined) return create(session, charge, context);
  const reading = await readCharge(session, { ...charge, gatewayId }, context);
  switch (reading.found) {
    case 'charge':
      return registered(reading.read.charge, charge);
    case 'gone':
      return { ending: 'rejected', refusal: REMOVED };
    case 'nothing':
      // Its code says that it was made: an empty list is no reason to make another one.
      return { ending: 'unknown', text: NOT_LISTED };
    case 'unreachable':
      return notRead(reading);
    default:
      return assertNever(reading);
  }
}

const NOT_LISTED =
  'O Boleto Fácil criou esta cobrança, mas a lista dele está vazia: ela é procurada de novo antes de qualquer envio.';

const REMOVED = {
  level: 'data',
  code: 'removed-at-gateway',
  text: 'Esta cobrança não está mais na lista do Boleto Fácil: foi cancelada ou arquivada.',
} as const;

async function create(
  session: Session,
  charge: ChargeToIssue,
  context: IssueContext,
): Promise<IssueOutcome> {
  const today = civilDateOf(session.clock.now());
  const answer = await session.call(calls.issueCharge(chargeForm(charge, today)), context);
  if (!answer.ok) return answer.outcome;
  const [entry] = readEntries(answer.data) ?? [];
  if (!entry) return { ending: 'unknown', text: UNREADABLE };
  context.created(entry.charge.code);
  return registered(entry.charge, charge);
}

function registered(made: WireCharge, asked: ChargeToIssue): IssueOutcome {
  const charge = issuedCharge(made, asked);
  return charge ? { ending: 'registered', charge } : { ending: 'unknown', text: UNREADABLE };
}
