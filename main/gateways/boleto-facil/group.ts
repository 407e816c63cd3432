/** Issues a carnê in one call and reads its parcels back (juno 1.3, 1.4). */
import { addMonths, civilDateOf, daysBetween } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type {
  GroupToIssue,
  IssuedCharge,
  IssuedParcel,
  ParcelToIssue,
  RegisteredGroup,
} from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { GroupOutcome, Refusal } from '../outcomes.ts';
import { presentLinks } from '../links.ts';
import { groupForm } from './bodies.ts';
import { calls } from './calls.ts';
import { issuedCharge } from './mapping.ts';
import { readEntries } from './reading.ts';
import { UNREADABLE, type Session } from './session.ts';
import type { WireCharge } from './wire.ts';

/** juno 1.3: 1 to 24 for boletos. */
export const MOST_PARCELS = 24;

export async function issueGroup(
  session: Session,
  group: GroupToIssue,
  context: CallContext,
): Promise<GroupOutcome> {
  const [first] = group.parcels;
  const refusal = refusalOf(group.parcels);
  if (refusal || !first) return { ending: 'rejected', refusal: refusal ?? TOO_FEW };
  const form = groupForm(group, first, civilDateOf(session.clock.now()));
  const answer = await session.call(calls.issueCharge(form), context);
  if (!answer.ok) return answer.outcome;
  const charges = (readEntries(answer.data) ?? []).map(({ charge }) => charge);
  const registered = registeredGroup(group, charges);
  if (registered.parcels.length === 0) return { ending: 'unknown', text: UNREADABLE };
  return { ending: 'registered', group: registered };
}

const TOO_FEW: Refusal = {
  level: 'data',
  code: 'too-few-parcels',
  text: 'Um carnê do Boleto Fácil precisa de pelo menos duas parcelas.',
};

const TOO_MANY: Refusal = {
  level: 'data',
  code: 'too-many-parcels',
  text: `Um carnê do Boleto Fácil tem no máximo ${MOST_PARCELS} parcelas.`,
};

const VALUES_DIFFER: Refusal = {
  level: 'data',
  code: 'values-differ',
  text: 'As parcelas de um carnê do Boleto Fácil têm todas o mesmo valor.',
};

const DATES_DIFFER: Refusal = {
  level: 'data',
  code: 'dates-differ',
  text: 'As parcelas de um carnê do Boleto Fácil vencem todo mês no mesmo dia, e o vencimento não pode ser mudado depois.',
};

function refusalOf(parcels: readonly ParcelToIssue[]): Refusal | undefined {
  const [first] = parcels;
  if (!first || parcels.length < 2) return TOO_FEW;
  if (parcels.length > MOST_PARCELS) return TOO_MANY;
  if (parcels.some(({ amountCents }) => amountCents !== first.amountCents)) return VALUES_DIFFER;
  const isMonthly = parcels.every(({ dueOn }, index) => dueOn === addMonths(first.dueOn, index));
  return isMonthly ? undefined : DATES_DIFFER;
}

/** What was asked for, as far as parcels are matched by it. */
export interface AskedGroup {
  readonly reference: string;
  readonly parcels: readonly ParcelToIssue[];
}

/** A carnê has no number of its own: our reference, which all of its parcels carry, names it. */
export function registeredGroup(
  { reference, parcels }: AskedGroup,
  charges: readonly WireCharge[],
): RegisteredGroup {
  const cover = charges.find(({ installmentLink }) => installmentLink !== undefined);
  return {
    groupId: reference,
    links: presentLinks({ cover: cover?.installmentLink }),
    parcels: matchParcels(parcels, charges),
  };
}

/** Half a month: parcels are a month apart, whatever days the gateway put them on. */
const WIDEST_SHIFT_DAYS = 14;

/**
 * The answer numbers no parcel. As many as were asked for are taken in the order of their dates; of fewer, each is the
 * parcel of its month. A date other than the one that was asked is given back as it is.
 */
function matchParcels(
  asked: readonly ParcelToIssue[],
  charges: readonly WireCharge[],
): readonly IssuedParcel[] {
  const dated = inOrder(charges, asked[0]?.amountCents);
  const isWhole = dated.length === asked.length;
  return asked.flatMap(({ number, dueOn }, index) => {
    const charge = isWhole
      ? dated[index]
      : dated.find((one) => Math.abs(daysBetween(one.dueOn, dueOn)) <= WIDEST_SHIFT_DAYS);
    return charge ? [{ number, charge }] : [];
  });
}

/** All parcels have one amount. */
function inOrder(
  charges: readonly WireCharge[],
  amountCents: Cents | undefined,
): readonly IssuedCharge[] {
  return charges
    .flatMap(
      (charge) => issuedCharge(charge, amountCents === undefined ? {} : { amountCents }) ?? [],
    )
    .sort((a, b) => daysBetween(b.dueOn, a.dueOn) || Number(a.gatewayId) - Number(b.gatewayId));
}
