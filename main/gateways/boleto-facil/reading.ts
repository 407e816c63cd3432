/** Reading charges back. There is no call for one charge: it is looked for in the list of its due date (juno 1.6). */
import { addDays, civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { isReference, referenceMadeAt } from '../../../domain/reference.ts';
import type { ChargeAtGateway } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ChargeSnapshot, FetchOutcome, NotSent } from '../outcomes.ts';
import { calls, type ListedBy, type Span } from './calls.ts';
import { eventOfGone, eventsOfCharge } from './events.ts';
import { issuedCharge, kindOfCharge, RAW, rawStatusOf } from './mapping.ts';
import { failureText, UNREADABLE, type CallFailure, type Session } from './session.ts';
import { charge as chargeSchema, chargeList, type WireCharge } from './wire.ts';

/** A question without a usable answer; `failure` where the call itself failed. */
export interface Unread {
  readonly found: 'unreachable';
  readonly text: string;
  readonly failure?: CallFailure;
}

export interface ReadCharge {
  readonly charge: WireCharge;
  readonly raw: unknown;
}

export type ListReading =
  { readonly found: 'list'; readonly entries: readonly ReadCharge[] } | Unread;

/** One list-charges. An entry that cannot be read makes the whole list unreadable: nothing is dropped. */
export async function readList(
  session: Session,
  { by, span }: { readonly by: ListedBy; readonly span: Span },
  context: CallContext,
): Promise<ListReading> {
  const answer = await session.call(calls.listCharges(by, span), context);
  if (!answer.ok) return { found: 'unreachable', text: failureText(answer), failure: answer };
  const entries = readEntries(answer.data);
  return entries ? { found: 'list', entries } : { found: 'unreachable', text: UNREADABLE };
}

/** @returns undefined when an entry cannot be read */
export function readEntries(data: unknown): readonly ReadCharge[] | undefined {
  const list = chargeList.safeParse(data);
  if (!list.success) return undefined;
  const read = list.data.charges.map((raw) => ({ parsed: chargeSchema.safeParse(raw), raw }));
  const entries = read.flatMap(({ parsed, raw }) =>
    parsed.success ? [{ charge: parsed.data, raw }] : [],
  );
  return entries.length === read.length ? entries : undefined;
}

/** Forgives a date that the gateway moved off a day without banks. */
const NEAR_DAYS = 3;
/** A date moved in the panel is still found; wider, the answer of a large account would grow beyond reason. */
const FAR_DAYS = 20;
/** How far ahead a charge is issued at most: a carnê of 24 parcels. */
const FARTHEST_DUE_DAYS = 760;

/** The days on which a charge is looked for first. */
export function near(dueOn: CivilDate, days = NEAR_DAYS): Span {
  return { from: addDays(dueOn, -days), to: addDays(dueOn, days) };
}

export type ChargeReading =
  | { readonly found: 'charge'; readonly read: ReadCharge }
  /** The list shows others, and not this one: it was cancelled. */
  | { readonly found: 'gone' }
  /** An empty list proves nothing: it may be another account's. */
  | { readonly found: 'nothing' }
  | Unread;

export async function readCharge(
  session: Session,
  wanted: ChargeAtGateway,
  context: CallContext,
): Promise<ChargeReading> {
  const spans = spansOf(wanted);
  if (spans.length === 0) return { found: 'unreachable', text: NO_DATE };
  let hasOthers = false;
  for (const span of spans) {
    const list = await readList(session, { by: 'DueDate', span }, context);
    if (list.found === 'unreachable') return list;
    const read = list.entries.find(({ charge }) => charge.code === wanted.gatewayId);
    const isCancelled = session.cancelled.has(wanted.gatewayId);
    if (read && !(isCancelled && kindOfCharge(read.charge) === 'registered'))
      return { found: 'charge', read };
    // The gateway has said so: it counts where the list still shows the charge, and where it shows none.
    if (isCancelled) return { found: 'gone' };
    hasOthers ||= list.entries.length > 0;
  }
  return { found: hasOthers ? 'gone' : 'nothing' };
}

const NO_DATE = 'Sem o vencimento a cobrança não pode ser procurada no Boleto Fácil.';

/** Without a due date the reference tells when the charge was made: it is due after that. */
function spansOf({ dueOn, reference }: ChargeAtGateway): readonly Span[] {
  if (dueOn !== undefined) return [near(dueOn), near(dueOn, FAR_DAYS)];
  if (!isReference(reference)) return [];
  const madeOn = civilDateOf(referenceMadeAt(reference));
  return [{ from: addDays(madeOn, -1), to: addDays(madeOn, FARTHEST_DUE_DAYS) }];
}

/** A charge as Boleto Fácil shows it now. */
export async function fetchCharge(
  session: Session,
  wanted: ChargeAtGateway,
  context: CallContext,
): Promise<FetchOutcome> {
  const reading = await readCharge(session, wanted, context);
  switch (reading.found) {
    case 'charge':
      return { found: 'charge', snapshot: snapshotOf(session, reading.read) };
    case 'gone':
      return { found: 'charge', snapshot: goneSnapshot(wanted) };
    case 'nothing':
      return { found: 'nothing' };
    case 'unreachable':
      return { found: 'unreachable', text: reading.text };
    default:
      return assertNever(reading);
  }
}

function snapshotOf(session: Session, { charge, raw }: ReadCharge): ChargeSnapshot {
  const issued = issuedCharge(charge);
  return {
    status: kindOfCharge(charge),
    rawStatus: rawStatusOf(charge),
    ...(issued && { issued }),
    events: eventsOfCharge({ charge, raw, seenAt: session.clock.now() }),
  };
}

function goneSnapshot(wanted: ChargeAtGateway): ChargeSnapshot {
  return { status: 'cancelled', rawStatus: RAW.gone, events: [eventOfGone(wanted)] };
}

/** How a call ends that had to read first and could not: what it was for was not sent. */
export function notRead({ text, failure }: Unread): NotSent {
  if (failure?.outcome.ending === 'not-sent') return failure.outcome;
  return { ending: 'not-sent', reason: 'refused-before-processing', text };
}
