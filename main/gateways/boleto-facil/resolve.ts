/** Finds out what became of a call without an ending, by our reference in the list of its due date; never issues (juno 7.3). */
import type { UnknownCharge, UnknownGroup } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { GroupResolveOutcome, ResolveOutcome } from '../outcomes.ts';
import { registeredGroup } from './group.ts';
import { issuedCharge, kindOfCharge } from './mapping.ts';
import { near, readList, type Unread } from './reading.ts';
import { UNREADABLE, type Session } from './session.ts';
import type { WireCharge } from './wire.ts';

export async function resolveCharge(
  session: Session,
  wanted: UnknownCharge,
  context: CallContext,
): Promise<ResolveOutcome> {
  const listed = await findByReference(session, wanted, context);
  if (listed.found === 'unreachable') return { found: 'unreachable', text: listed.text };
  const found = bestOf(listed.charges);
  if (!found) return { found: 'nothing' };
  const charge = issuedCharge(found, wanted);
  return charge ? { found: 'registered', charge } : { found: 'unreachable', text: UNREADABLE };
}

/** Should two charges carry one reference, the one with money comes first, then the oldest. */
function bestOf(charges: readonly WireCharge[]): WireCharge | undefined {
  const oldestFirst = charges.toSorted((a, b) => Number(a.code) - Number(b.code));
  return oldestFirst.find(({ payments }) => payments.length > 0) ?? oldestFirst[0];
}

/** Each parcel in the list of its own date: one list over all months would hold every charge of the account. */
export async function resolveGroup(
  session: Session,
  wanted: UnknownGroup,
  context: CallContext,
): Promise<GroupResolveOutcome> {
  const { reference } = wanted;
  const charges = new Map<string, WireCharge>();
  for (const { dueOn } of wanted.parcels) {
    const listed = await findByReference(session, { reference, dueOn }, context);
    if (listed.found === 'unreachable') return { found: 'unreachable', text: listed.text };
    for (const charge of listed.charges) charges.set(charge.code, charge);
  }
  if (charges.size === 0) return { found: 'nothing' };
  const group = registeredGroup(wanted, [...charges.values()]);
  return group.parcels.length > 0
    ? { found: 'registered', group }
    : { found: 'unreachable', text: UNREADABLE };
}

type Found = { readonly found: 'list'; readonly charges: readonly WireCharge[] } | Unread;

async function findByReference(
  session: Session,
  wanted: Pick<UnknownCharge, 'reference' | 'dueOn' | 'gatewayId'>,
  context: CallContext,
): Promise<Found> {
  const list = await readList(session, { by: 'DueDate', span: near(wanted.dueOn) }, context);
  if (list.found === 'unreachable') return list;
  const charges = list.entries
    .map(({ charge }) => charge)
    .filter((charge) => kindOfCharge(charge) !== 'cancelled')
    .filter(({ code, reference }) => reference === wanted.reference || code === wanted.gatewayId);
  return { found: 'list', charges };
}
