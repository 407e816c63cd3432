/** Issues a carnê in one call and mends the dates that Efí moved (efi 1.4, 1.7). */
import type { GroupToIssue, ParcelToIssue, RegisteredGroup } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { GroupOutcome } from '../outcomes.ts';
import { carnetBody } from './bodies.ts';
import { calls, type ParcelDate } from './calls.ts';
import { registeredGroup } from './mapping.ts';
import { UNREADABLE } from './reading.ts';
import type { Session } from './session.ts';
import { carnetAnswer } from './wire.ts';

export async function issueGroup(
  session: Session,
  group: GroupToIssue,
  context: CallContext,
): Promise<GroupOutcome> {
  const body = carnetBody(group);
  if (!body) return { ending: 'rejected', refusal: NO_PARCELS };
  const answer = await session.call(calls.createCarnet(body), context);
  if (!answer.ok) return answer.outcome;
  const parsed = carnetAnswer.safeParse(answer.body);
  if (!parsed.success) return { ending: 'unknown', text: UNREADABLE };
  const issued = registeredGroup(parsed.data.data, group);
  return { ending: 'registered', group: await mendDates(session, issued, { group, context }) };
}

const NO_PARCELS = {
  level: 'data',
  code: 'too-few-parcels',
  text: 'Um carnê precisa de pelo menos uma parcela.',
} as const;

interface Wanted {
  readonly group: Pick<GroupToIssue, 'parcels'>;
  readonly context: CallContext;
}

/**
 * Efí can put a date later, never earlier (3500101). Whatever happens here the carnê is registered, so a date that
 * could not be mended is simply given back as it is.
 */
async function mendDates(
  session: Session,
  issued: RegisteredGroup,
  { group, context }: Wanted,
): Promise<RegisteredGroup> {
  const late = datesToMove(issued, group.parcels);
  if (late.length === 0 || issued.groupId === undefined) return issued;
  const answer = await session.call(calls.updateCarnetParcels(issued.groupId, late), context);
  if (!answer.ok && answer.outcome.ending !== 'unknown') return issued;
  return (await readGroup(session, issued.groupId, { group, context })) ?? issued;
}

function datesToMove(
  issued: RegisteredGroup,
  wanted: readonly ParcelToIssue[],
): readonly ParcelDate[] {
  return wanted
    .filter(({ number, dueOn }) =>
      issued.parcels.some((parcel) => parcel.number === number && parcel.charge.dueOn < dueOn),
    )
    .map(({ number, dueOn }) => ({ parcel: number, expire_at: dueOn }));
}

/** The carnê as it is now: a moved date changes linha and bar code. Undefined when it cannot be read. */
export async function readGroup(
  session: Session,
  groupId: string,
  { group, context }: Wanted,
): Promise<RegisteredGroup | undefined> {
  const answer = await session.call(calls.detailCarnet(groupId), context);
  const parsed = answer.ok ? carnetAnswer.safeParse(answer.body) : undefined;
  return parsed?.success ? registeredGroup(parsed.data.data, group) : undefined;
}
