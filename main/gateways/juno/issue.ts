/** Issues a single charge. Juno has no idempotency key for it, so a call without an ending is never repeated (juno 7.3). */
import type { ChargeToIssue } from '../charge.ts';
import type { CallContext, IssueContext } from '../gateway.ts';
import type { IssueOutcome, Refusal } from '../outcomes.ts';
import { chargesBody, type Order } from './bodies.ts';
import { calls } from './calls.ts';
import { isDead } from './mapping.ts';
import { pixKeyOf } from './pix-key.ts';
import { complete, notRead, readCharge, readCharges, UNREADABLE } from './reading.ts';
import type { CallFailure, Session } from './session.ts';
import type { WireCharge } from './wire.ts';

export async function issue(
  session: Session,
  charge: ChargeToIssue,
  context: IssueContext,
): Promise<IssueOutcome> {
  if (charge.gatewayId !== undefined) return readKnown(session, charge.gatewayId, context);
  const made = await create(session, orderOf(charge), context);
  if (made.found !== 'charges') return made.outcome;
  const [first] = made.charges;
  return first ? finish(session, first, context) : { ending: 'unknown', text: UNREADABLE };
}

function orderOf(charge: ChargeToIssue): Draft {
  const { reference, instrument, dueOn, ...common } = charge;
  return { ...common, references: [reference], firstDueOn: dueOn, instrument };
}

/** An earlier try has made the charge: it is never made again. */
async function readKnown(
  session: Session,
  gatewayId: string,
  context: IssueContext,
): Promise<IssueOutcome> {
  const reading = await readCharge(session, gatewayId, context);
  if (reading.found === 'nothing') return reading.failure.outcome;
  if (reading.found === 'unreachable') return notRead(reading);
  const { charge } = reading.read;
  return isDead(charge) ? { ending: 'rejected', refusal: OVER } : finish(session, charge, context);
}

const OVER: Refusal = {
  level: 'data',
  code: 'not-open',
  text: 'Esta cobrança foi cancelada no Juno.',
};

/** An order before the account's key is known. */
export type Draft = Omit<Order, 'pixKey'> & Pick<ChargeToIssue, 'instrument'>;

export type Made =
  | { readonly found: 'charges'; readonly charges: readonly WireCharge[] }
  | { readonly found: 'refused'; readonly outcome: CallFailure['outcome'] };

/** One POST, for one charge or for all parcels of a carnê. */
export async function create(
  session: Session,
  { instrument, ...order }: Draft,
  context: CallContext,
): Promise<Made> {
  const key = instrument === 'boleto' ? undefined : await pixKeyOf(session, context);
  if (key && key.ending !== 'key') return { found: 'refused', outcome: key };
  const body = chargesBody({ ...order, ...(key && { pixKey: key.key }) });
  const answer = await session.call(calls.createCharges(body), context);
  if (!answer.ok) return { found: 'refused', outcome: answer.outcome };
  const read = readCharges(answer.body);
  if (!read) return { found: 'refused', outcome: { ending: 'unknown', text: UNREADABLE } };
  return { found: 'charges', charges: read.map(({ charge }) => charge) };
}

/** The charge exists: without linha or QR it is taken and looked up again. */
async function finish(
  session: Session,
  made: WireCharge,
  context: IssueContext,
): Promise<IssueOutcome> {
  context.created(made.id);
  const completion = await complete(session, made, context);
  if (completion.found === 'issued') return { ending: 'registered', charge: completion.charge };
  return { ending: 'accepted', gatewayId: made.id };
}
