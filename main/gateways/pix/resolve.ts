/** Finds out what became of a call without an ending, by the txid that we gave it; never issues. */
import type { UnknownCharge } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ResolveOutcome } from '../outcomes.ts';
import { issuedCharge, txidFor } from './mapping.ts';
import { readCharge } from './reading.ts';
import type { Session } from './session.ts';

const NOT_PAYABLE_YET = 'O banco tem a cobrança, mas ainda sem o código do Pix.';

/** @throws RangeError for a charge whose reference is not one of ours */
export async function resolveCharge(
  session: Session,
  { gatewayId, reference }: UnknownCharge,
  context: CallContext,
): Promise<ResolveOutcome> {
  const reading = await readCharge(session, gatewayId ?? txidFor(reference), context);
  if (reading.found === 'nothing') return { found: 'nothing' };
  if (reading.found === 'unreachable') return { found: 'unreachable', text: reading.text };
  const issued = issuedCharge(reading.read.charge);
  // What exists but cannot be paid yet is asked for again.
  if (issued?.pixPayload === undefined) return { found: 'unreachable', text: NOT_PAYABLE_YET };
  return { found: 'registered', charge: issued };
}
