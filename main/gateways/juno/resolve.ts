/** Finds out what became of a call without an ending: the window of its dates is listed and our reference looked for. */
import { addDays, civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { UnknownCharge, UnknownGroup } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { GroupResolveOutcome, ResolveOutcome } from '../outcomes.ts';
import type { ChargeFilter } from './calls.ts';
import { registeredGroup } from './group.ts';
import { isDead, targetOfReference } from './mapping.ts';
import { complete, readAll, readCharge, type ListReading } from './reading.ts';
import type { Session } from './session.ts';
import type { WireCharge } from './wire.ts';

/** Half a month each way forgives a wrong clock on either side. */
const DAYS_AROUND_SENDING = 15;
/** Juno is not known to move a due date; a few days forgive one moved to a bank day. */
const DAYS_AROUND_DUE = 3;

export async function resolveCharge(
  session: Session,
  charge: UnknownCharge,
  context: CallContext,
): Promise<ResolveOutcome> {
  if (charge.gatewayId !== undefined) {
    const reading = await readCharge(session, charge.gatewayId, context);
    if (reading.found === 'unreachable') return { found: 'unreachable', text: reading.text };
    if (reading.found === 'charge' && !isDead(reading.read.charge))
      return outcomeOf(session, reading.read.charge, context);
  }
  const listed = await listWindow(session, { ...charge, lastDueOn: charge.dueOn }, context);
  if (listed.found === 'unreachable') return { found: 'unreachable', text: listed.text };
  const best = bestOf(listed.charges.filter(({ reference }) => reference === charge.reference));
  return best ? outcomeOf(session, best, context) : { found: 'nothing' };
}

/** What exists but cannot be paid yet is asked for again: it must never be made again. */
async function outcomeOf(
  session: Session,
  found: WireCharge,
  context: CallContext,
): Promise<ResolveOutcome> {
  const completion = await complete(session, found, context);
  if (completion.found === 'issued') return { found: 'registered', charge: completion.charge };
  return { found: 'unreachable', text: completion.text };
}

/** Several charges may carry one reference after a restored backup: one with money first, then the oldest that lives. */
function bestOf(charges: readonly WireCharge[]): WireCharge | undefined {
  const alive = charges.filter((charge) => !isDead(charge));
  return alive.find(({ payments }) => (payments ?? []).length > 0) ?? alive[0];
}

/** A carnê of which anything lives exists; a parcel that was cancelled meanwhile belongs to it all the same. */
export async function resolveGroup(
  session: Session,
  group: UnknownGroup,
  context: CallContext,
): Promise<GroupResolveOutcome> {
  const [first] = group.parcels;
  const last = group.parcels.at(-1);
  if (!first || !last) return { found: 'nothing' };
  const window = { sentAt: group.sentAt, dueOn: first.dueOn, lastDueOn: last.dueOn };
  const listed = await listWindow(session, window, context);
  if (listed.found === 'unreachable') return { found: 'unreachable', text: listed.text };
  const ours = listed.charges.filter(
    (charge) => targetOfReference(charge.reference).groupId === group.reference,
  );
  if (ours.every(isDead)) return { found: 'nothing' };
  const alive = ours.toSorted((one, other) => Number(isDead(one)) - Number(isDead(other)));
  const registered = await registeredGroup(session, alive, { group, context });
  if (registered.parcels.length === 0) return { found: 'unreachable', text: NO_PARCELS_YET };
  return { found: 'registered', group: registered };
}

const NO_PARCELS_YET = 'O Juno tem o carnê, mas suas parcelas ainda não puderam ser lidas.';

interface SearchWindow {
  readonly sentAt: Instant;
  readonly dueOn: CivilDate;
  readonly lastDueOn: CivilDate;
}

/** There is no filter by reference (juno 3.3). */
function listWindow(
  session: Session,
  { sentAt, dueOn, lastDueOn }: SearchWindow,
  context: CallContext,
): Promise<ListReading> {
  const sentOn = civilDateOf(sentAt);
  const filter: ChargeFilter = {
    createdOnStart: addDays(sentOn, -DAYS_AROUND_SENDING),
    createdOnEnd: addDays(sentOn, DAYS_AROUND_SENDING),
    dueDateStart: addDays(dueOn, -DAYS_AROUND_DUE),
    dueDateEnd: addDays(lastDueOn, DAYS_AROUND_DUE),
  };
  return readAll(session, filter, context);
}
