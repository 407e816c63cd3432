/** Finds out what became of a call without an ending, by our reference (externalReference); never issues. */
import type { UnknownCharge, UnknownGroup } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { GroupResolveOutcome, ResolveOutcome } from '../outcomes.ts';
import { carneOf, registeredGroup } from './group.ts';
import { bestOf } from './issue.ts';
import { complete, findByReference, readPayment } from './reading.ts';
import type { Session } from './session.ts';
import type { WirePayment } from './wire.ts';

export async function resolveCharge(
  session: Session,
  charge: UnknownCharge,
  context: CallContext,
): Promise<ResolveOutcome> {
  if (charge.gatewayId !== undefined) {
    const reading = await readPayment(session, charge.gatewayId, context);
    if (reading.found === 'unreachable') return { found: 'unreachable', text: reading.text };
    if (reading.found === 'payment' && reading.read.payment.deleted !== true)
      return outcomeOf(session, reading.read.payment, context);
  }
  const listed = await findByReference(session, charge.reference, context);
  if (listed.found === 'unreachable') return { found: 'unreachable', text: listed.text };
  const found = bestOf(listed.payments);
  return found ? outcomeOf(session, found, context) : { found: 'nothing' };
}

/** What exists but cannot be paid yet is asked for again: it must never be made again. */
async function outcomeOf(
  session: Session,
  found: WirePayment,
  context: CallContext,
): Promise<ResolveOutcome> {
  const completion = await complete(session, found, context);
  if (completion.found === 'issued') return { found: 'registered', charge: completion.charge };
  return { found: 'unreachable', text: completion.text };
}

export async function resolveGroup(
  session: Session,
  group: UnknownGroup,
  context: CallContext,
): Promise<GroupResolveOutcome> {
  const listed = await findByReference(session, group.reference, context);
  if (listed.found === 'unreachable') return { found: 'unreachable', text: listed.text };
  const carne = carneOf(listed.payments);
  if (!carne) return { found: 'nothing' };
  const registered = await registeredGroup(session, carne, { group, context });
  if (registered.parcels.length === 0) return { found: 'unreachable', text: NO_PARCELS_YET };
  return { found: 'registered', group: registered };
}

const NO_PARCELS_YET = 'A Asaas tem o carnê, mas suas parcelas ainda não puderam ser lidas.';
