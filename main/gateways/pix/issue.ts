/** Issues a charge under a txid of ours: the same request again can never make a second one (pix 7.6). */
import type { ChargeToIssue } from '../charge.ts';
import type { IssueContext } from '../gateway.ts';
import type { IssueOutcome, Refusal } from '../outcomes.ts';
import { chargeBody } from './bodies.ts';
import { calls } from './calls.ts';
import { issuedCharge, kindOf, txidFor } from './mapping.ts';
import { parseCharge, readCharge, UNREADABLE, type ReadCharge } from './reading.ts';
import type { CallFailure, Session } from './session.ts';

/** @throws RangeError for a charge whose reference is not one of ours */
export async function issue(
  session: Session,
  charge: ChargeToIssue,
  context: IssueContext,
): Promise<IssueOutcome> {
  const txid = charge.gatewayId ?? txidFor(charge.reference);
  if (charge.gatewayId !== undefined) {
    const known = await readKnown(session, txid, context);
    if (known) return known;
  }
  const made = chargeBody(charge, session.pixKey, session.clock.now());
  const answer = await session.call(calls.create(txid, made), context);
  if (!answer.ok) return refusedOrThere(session, { txid, failed: answer }, context);
  const read = parseCharge(session, made.kind, answer.body);
  return read ? finish(read, context) : { ending: 'unknown', text: UNREADABLE };
}

/** An earlier try has made the charge. Undefined when the bank does not know it. */
async function readKnown(
  session: Session,
  txid: string,
  context: IssueContext,
): Promise<IssueOutcome | undefined> {
  const reading = await readCharge(session, txid, context);
  if (reading.found === 'nothing') return undefined;
  if (reading.found === 'unreachable') return { ending: 'unknown', text: reading.text };
  return finish(reading.read, context);
}

const REMOVED: Refusal = {
  level: 'data',
  code: 'removed-at-gateway',
  text: 'Esta cobrança foi removida no banco, e o seu identificador (txid) não pode ser usado outra vez.',
};

/** Without its code the charge is taken and looked up again, never made again. */
function finish({ charge }: ReadCharge, context: IssueContext): IssueOutcome {
  if (kindOf(charge) === 'cancelled') return { ending: 'rejected', refusal: REMOVED };
  context.created(charge.txid);
  const issued = issuedCharge(charge);
  if (issued?.pixPayload === undefined) return { ending: 'accepted', gatewayId: charge.txid };
  return { ending: 'registered', charge: issued };
}

interface Refused {
  readonly txid: string;
  readonly failed: CallFailure;
}

/** Banks refuse a txid that they have already in many ways (pix 3.5, efi 6.3): what they have tells whether it is ours. */
async function refusedOrThere(
  session: Session,
  { txid, failed }: Refused,
  context: IssueContext,
): Promise<IssueOutcome> {
  const { outcome } = failed;
  if (outcome.ending !== 'rejected' || outcome.refusal.level === 'account') return outcome;
  const reading = await readCharge(session, txid, context);
  if (reading.found === 'charge') return finish(reading.read, context);
  if (reading.found === 'nothing') return outcome;
  return { ending: 'unknown', text: reading.text };
}

/** What `issueGroup` and its look-up say: the standard has no carnê. */
export const NO_CARNE: Refusal = {
  level: 'data',
  code: 'no-carne',
  text: 'O Pix não tem carnê em uma chamada só: as parcelas vão como cobranças separadas.',
};
