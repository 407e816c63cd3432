/** Issues a carnê in one call: as many installments as parcels, a reference of its own for each (juno 3.2). */
import { addMonths } from '../../../domain/civil-date.ts';
import type { GroupToIssue, IssuedParcel, ParcelToIssue, RegisteredGroup } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { GroupOutcome, Refusal } from '../outcomes.ts';
import { presentLinks } from '../links.ts';
import { create } from './issue.ts';
import { readCivilDate, referenceOfParcel, targetOfReference } from './mapping.ts';
import { complete } from './reading.ts';
import type { Session } from './session.ts';
import type { WireCharge } from './wire.ts';

/** 24 for a boleto; for a bolix one in 2021, 24 in 2022 (juno 3.2). */
export const MOST_PARCELS = 24;

export async function issueGroup(
  session: Session,
  group: GroupToIssue,
  context: CallContext,
): Promise<GroupOutcome> {
  const [first] = group.parcels;
  const refusal = refusalOf(group.parcels);
  if (!first || refusal) return { ending: 'rejected', refusal: refusal ?? TOO_FEW };
  const { reference, parcels, instrument = 'boleto', ...common } = group;
  const order = {
    ...common,
    instrument,
    references: parcels.map(({ number }) => referenceOfParcel(reference, number)),
    amountCents: first.amountCents,
    firstDueOn: first.dueOn,
  };
  const made = await create(session, order, context);
  if (made.found !== 'charges') return made.outcome;
  const registered = await registeredGroup(session, made.charges, { group, context });
  return { ending: 'registered', group: registered };
}

const TOO_FEW: Refusal = {
  level: 'data',
  code: 'too-few-parcels',
  text: 'Um carnê do Juno precisa de pelo menos duas parcelas.',
};

const VALUES_DIFFER: Refusal = {
  level: 'data',
  code: 'values-differ',
  text: 'As parcelas de um carnê do Juno têm todas o mesmo valor.',
};

const DATES_DIFFER: Refusal = {
  level: 'data',
  code: 'dates-differ',
  text: 'As parcelas de um carnê do Juno vencem todo mês no mesmo dia, e o Juno não muda vencimentos.',
};

/** Juno sets the dates itself and cannot move them: what it would not set is refused here. */
function refusalOf(parcels: readonly ParcelToIssue[]): Refusal | undefined {
  const [first] = parcels;
  if (!first || parcels.length < 2) return TOO_FEW;
  if (parcels.some(({ amountCents }) => amountCents !== first.amountCents)) return VALUES_DIFFER;
  const isMonthly = parcels.every(({ dueOn }, index) => dueOn === addMonths(first.dueOn, index));
  return isMonthly ? undefined : DATES_DIFFER;
}

/** What is asked for, and whom to tell of the calls. */
export interface Wanted {
  readonly group: Pick<GroupToIssue, 'reference' | 'parcels'>;
  readonly context: CallContext;
}

/**
 * Parcels in the order of their numbers. One whose codes could not be read now is left out: the carnê is looked up
 * until it is whole. Juno has no number for a carnê: our reference is its name.
 */
export async function registeredGroup(
  session: Session,
  charges: readonly WireCharge[],
  { group, context }: Wanted,
): Promise<RegisteredGroup> {
  const parcels: IssuedParcel[] = [];
  for (const { number, dueOn } of group.parcels) {
    const charge = parcelAmong(charges, { reference: group.reference, number, dueOn });
    const completion = charge && (await complete(session, charge, context));
    if (completion?.found === 'issued') parcels.push({ number, charge: completion.charge });
  }
  const [first] = charges;
  return {
    groupId: group.reference,
    links: presentLinks({ pdf: first?.installmentLink }),
    parcels,
  };
}

/** By its reference; by its date where Juno gave the reference back of none. */
function parcelAmong(
  charges: readonly WireCharge[],
  wanted: Pick<ParcelToIssue, 'number' | 'dueOn'> & { readonly reference: string },
): WireCharge | undefined {
  const byReference = charges.find((charge) => {
    const { reference, parcel } = targetOfReference(charge.reference);
    return reference === wanted.reference && parcel === wanted.number;
  });
  return (
    byReference ??
    charges.find(
      ({ reference, dueDate }) =>
        reference === undefined && readCivilDate(dueDate) === wanted.dueOn,
    )
  );
}
