/** Finds out what became of a call without an ending, by our reference (custom_id); never issues. */
import { addDays, civilDateOf } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { IssuedParcel, UnknownCharge, UnknownGroup } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { GroupResolveOutcome, ResolveOutcome } from '../outcomes.ts';
import type { ListQuery } from './calls.ts';
import { readGroup } from './group.ts';
import { issuedCharge, issuedOfDetail } from './mapping.ts';
import { readDetail, readListPage, type ReadListEntry } from './reading.ts';
import type { Session } from './session.ts';
import type { WireDetail, WireListEntry } from './wire.ts';
import { cents } from '../../../domain/money.ts';

/** Widest window in use in the field is 31 days (efi 1.9); half of it each way forgives a wrong clock on either side. */
const DAYS_EACH_WAY = 15;

export async function resolveCharge(
  session: Session,
  charge: UnknownCharge,
  context: CallContext,
): Promise<ResolveOutcome> {
  if (charge.gatewayId !== undefined) {
    const known = await resolveById(session, charge.gatewayId, context);
    if (known.found !== 'nothing') return known;
  }
  const listed = await findByReference(session, { ...charge, chargeType: 'billet' }, context);
  if (listed.found === 'unreachable') return listed;
  const best = bestOf(listed.entries);
  return best ? resolveById(session, best.id, context) : { found: 'nothing' };
}

async function resolveById(
  session: Session,
  gatewayId: string,
  context: CallContext,
): Promise<ResolveOutcome> {
  const reading = await readDetail(session, gatewayId, context);
  return reading.found === 'charge' ? outcomeOfDetail(reading.detail) : reading;
}

function outcomeOfDetail(detail: WireDetail): ResolveOutcome {
  const issued = issuedOfDetail(detail);
  if (issued) return { found: 'registered', charge: issued };
  if (detail.status === 'canceled') return { found: 'nothing' };
  return { found: 'created', gatewayId: detail.charge_id };
}

/** Several charges may carry one reference after a crash: a live boleto first, then an empty charge, never a cancelled one first. */
function bestOf(entries: readonly ReadListEntry[]): WireListEntry | undefined {
  const rank = ({ status }: WireListEntry): number =>
    status === 'canceled' ? 2 : status === 'new' ? 1 : 0;
  return entries.map(({ entry }) => entry).sort((a, b) => rank(a) - rank(b))[0];
}

/**
 * The list shows parcels but, as documented, not the number of their carnê; without it the group is still registered
 * and payable, and `groupId` stays out until a notification tells it.
 */
export async function resolveGroup(
  session: Session,
  group: UnknownGroup,
  context: CallContext,
): Promise<GroupResolveOutcome> {
  const listed = await findByReference(session, { ...group, chargeType: 'carnet' }, context);
  if (listed.found === 'unreachable') return listed;
  if (listed.entries.length === 0) return { found: 'nothing' };
  const groupId = listed.entries.flatMap(({ entry }) => entry.payment?.carnet?.carnet_id ?? [])[0];
  const whole = groupId && (await readGroup(session, groupId, { group, context }));
  if (whole) return { found: 'registered', group: whole };
  const parcels = listed.entries.flatMap(({ entry }) => parcelOf(entry, group));
  if (parcels.length === 0) return { found: 'unreachable', text: NO_BOLETO_YET };
  return {
    found: 'registered',
    group: {
      ...(groupId !== undefined && { groupId }),
      links: {},
      parcels: parcels.sort((a, b) => a.number - b.number),
    },
  };
}

const NO_BOLETO_YET = 'A Efí tem o carnê, mas ainda sem boletos.';

function parcelOf(entry: WireListEntry, group: UnknownGroup): readonly IssuedParcel[] {
  const billet = entry.payment?.carnet;
  const asked = group.parcels.find(({ number }) => number === billet?.parcel);
  if (!billet || !asked) return [];
  const charge = issuedCharge(billet, {
    gatewayId: entry.id,
    dueOn: asked.dueOn,
    amountCents: entry.total === undefined ? asked.amountCents : cents(entry.total),
  });
  return charge ? [{ number: asked.number, charge }] : [];
}

interface Sought {
  readonly reference: string;
  readonly sentAt: Instant;
  readonly chargeType: ListQuery['charge_type'];
}

type Listed =
  | { readonly found: 'list'; readonly entries: readonly ReadListEntry[] }
  | { readonly found: 'unreachable'; readonly text: string };

/** All pages, until one is short or repeats the page before it. */
async function findByReference(
  session: Session,
  sought: Sought,
  context: CallContext,
): Promise<Listed> {
  const sentOn = civilDateOf(sought.sentAt);
  const query = {
    chargeType: sought.chargeType,
    dateOf: 'creation',
    from: addDays(sentOn, -DAYS_EACH_WAY),
    to: addDays(sentOn, DAYS_EACH_WAY),
    reference: sought.reference,
  } as const;
  const matching: ReadListEntry[] = [];
  let lastPrint: string | undefined;
  for (let page = 1; ; page += 1) {
    const reading = await readListPage(session, { ...query, page }, context);
    if (reading.found === 'unreachable') return reading;
    if (reading.print === lastPrint) return { found: 'list', entries: matching };
    // The filter is the gateway's; that it was heeded is checked here.
    matching.push(...reading.entries.filter(({ entry }) => entry.custom_id === sought.reference));
    if (!reading.isFull) return { found: 'list', entries: matching };
    lastPrint = reading.print;
  }
}
