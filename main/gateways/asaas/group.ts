/** Issues a carnê in one call and reads its parcels back (asaas 3.6). */
import type { GroupToIssue, IssuedParcel, ParcelToIssue, RegisteredGroup } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { GroupOutcome, Refusal } from '../outcomes.ts';
import { dueDateBody, installmentBody, parcelValues, type ParcelValues } from './bodies.ts';
import { calls } from './calls.ts';
import { callFor } from './customers.ts';
import type { Desk } from './issue.ts';
import { complete, findByReference, notRead, readAll, UNREADABLE } from './reading.ts';
import type { Session } from './session.ts';
import { installment, payment, type WirePayment } from './wire.ts';

export async function issueGroup(
  desk: Desk,
  group: GroupToIssue,
  context: CallContext,
): Promise<GroupOutcome> {
  const values = parcelValues(group.parcels);
  // For one parcel the fields of a carnê are refused or misread (asaas 9.11).
  if (group.parcels.length < 2) return { ending: 'rejected', refusal: TOO_FEW };
  if (!values) return { ending: 'rejected', refusal: VALUES_DIFFER };
  const listed = await findByReference(desk.session, group.reference, context);
  if (listed.found === 'unreachable') return notRead(listed);
  const known = carneOf(listed.payments);
  return known
    ? register(desk.session, known, { group, context })
    : create(desk, values, { group, context });
}

const TOO_FEW: Refusal = {
  level: 'data',
  code: 'too-few-parcels',
  text: 'Um carnê da Asaas precisa de pelo menos duas parcelas.',
};

const VALUES_DIFFER: Refusal = {
  level: 'data',
  code: 'values-differ',
  text: 'As parcelas de um carnê da Asaas têm todas o mesmo valor; só a última pode levar a sobra da divisão.',
};

/** What is asked for, and whom to tell of the calls. */
export interface Wanted {
  readonly group: { readonly parcels: readonly ParcelToIssue[] };
  readonly context: CallContext;
}

interface Ordered extends Wanted {
  readonly group: GroupToIssue;
}

async function create(
  desk: Desk,
  values: ParcelValues,
  { group, context }: Ordered,
): Promise<GroupOutcome> {
  const { session, customers } = desk;
  const [first] = group.parcels;
  if (!first) return { ending: 'rejected', refusal: TOO_FEW };
  const answer = await callFor(customers, { payer: group.payer, context }, (customer) => {
    const body = installmentBody(group, { customer, values, firstDueOn: first.dueOn });
    return session.call(calls.createInstallment(body), context);
  });
  if (!answer.ok) return answer.outcome;
  const made = installment.safeParse(answer.body);
  if (!made.success) return { ending: 'unknown', text: UNREADABLE };
  const listed = await readAll(session, { installment: made.data.id }, context);
  if (listed.found === 'unreachable') return { ending: 'unknown', text: listed.text };
  const parcels = parcelsOf(listed.payments, made.data.id);
  return register(session, { groupId: made.data.id, parcels }, { group, context });
}

/** A carnê and its parcels as Asaas lists them. */
export interface ListedCarne {
  readonly groupId: string;
  readonly parcels: readonly WirePayment[];
}

/** The carnê among charges of one reference: the one with most parcels, should there be several. */
export function carneOf(payments: readonly WirePayment[]): ListedCarne | undefined {
  const ids = [...new Set(payments.flatMap(({ installment: id }) => id ?? []))];
  return ids
    .map((groupId) => ({ groupId, parcels: parcelsOf(payments, groupId) }))
    .sort((a, b) => b.parcels.length - a.parcels.length)[0];
}

function parcelsOf(payments: readonly WirePayment[], groupId: string): readonly WirePayment[] {
  return payments.filter((one) => one.installment === groupId && one.deleted !== true);
}

async function register(
  session: Session,
  carne: ListedCarne,
  wanted: Wanted,
): Promise<GroupOutcome> {
  return { ending: 'registered', group: await registeredGroup(session, carne, wanted) };
}

/**
 * Parcels in the order of their numbers, on the dates that were asked. One that was not asked for, or whose codes could not
 * be read now, is left out: the carnê is looked up until it is whole.
 */
export async function registeredGroup(
  session: Session,
  { groupId, parcels }: ListedCarne,
  wanted: Wanted,
): Promise<RegisteredGroup> {
  const issued: IssuedParcel[] = [];
  for (const parcel of parcels) {
    const asked = wanted.group.parcels.find(({ number }) => number === parcel.installmentNumber);
    if (!asked) continue;
    const dated = await onItsDate(session, { parcel, asked }, wanted.context);
    const completion = await complete(session, dated, wanted.context);
    if (completion.found === 'issued')
      issued.push({ number: asked.number, charge: completion.charge });
  }
  return { groupId, links: {}, parcels: issued.sort((a, b) => a.number - b.number) };
}

/** A parcel that Asaas put on another day is moved; one that cannot be is given back as it is. */
async function onItsDate(
  session: Session,
  { parcel, asked }: { readonly parcel: WirePayment; readonly asked: ParcelToIssue },
  context: CallContext,
): Promise<WirePayment> {
  if (parcel.dueDate === asked.dueOn || parcel.status !== 'PENDING') return parcel;
  const body = dueDateBody(parcel, asked.dueOn);
  const answer = await session.call(calls.updatePayment(parcel.id, body), context);
  const moved = answer.ok ? payment.safeParse(answer.body) : undefined;
  return moved?.success ? moved.data : parcel;
}
