/** Reading charges and their lists back from Juno. */
import type { IssuedCharge } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ChargeSnapshot, FetchOutcome, NotSent } from '../outcomes.ts';
import { calls, marksOf, type ChargeFilter, type PageMarks } from './calls.ts';
import { eventsOfSeen } from './events.ts';
import { isPayable, issuedCharge, kindOf } from './mapping.ts';
import {
  beforeCreating,
  failureText,
  isNotFound,
  type CallFailure,
  type Session,
} from './session.ts';
import { charge, chargeList, type WireCharge } from './wire.ts';

export const UNREADABLE = 'A resposta do Juno veio em uma forma desconhecida.';
const NOT_PAYABLE_YET = 'O Juno tem a cobrança, mas ainda sem linha digitável e sem Pix.';

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

export type ChargeReading =
  | { readonly found: 'charge'; readonly read: ReadCharge }
  | { readonly found: 'nothing'; readonly failure: CallFailure }
  | Unread;

/** GET /charges/{id}, with its payments. */
export async function readCharge(
  session: Session,
  id: string,
  context: CallContext,
): Promise<ChargeReading> {
  const answer = await session.call(calls.getCharge(id), context);
  if (!answer.ok)
    return isNotFound(answer)
      ? { found: 'nothing', failure: answer }
      : { found: 'unreachable', text: failureText(answer), failure: answer };
  const parsed = charge.safeParse(answer.body);
  if (!parsed.success) return { found: 'unreachable', text: UNREADABLE };
  return { found: 'charge', read: { charge: parsed.data, raw: answer.body } };
}

/**
 * The charges of an answer, each with its raw JSON. One that cannot be read makes the whole answer unreadable: nothing
 * is dropped.
 */
export function readCharges(body: unknown): readonly ReadCharge[] | undefined {
  const page = chargeList.safeParse(body);
  if (!page.success) return undefined;
  const entries = page.data._embedded?.charges ?? [];
  const read = entries.flatMap((raw) => {
    const parsed = charge.safeParse(raw);
    return parsed.success ? [{ charge: parsed.data, raw }] : [];
  });
  return read.length === entries.length ? read : undefined;
}

export type PageReading =
  | {
      readonly found: 'page';
      readonly entries: readonly ReadCharge[];
      /** Absent after the last page. */
      readonly next?: PageMarks;
    }
  | Unread;

/** One page of GET /charges. */
export async function readPage(
  session: Session,
  { filter, after }: { readonly filter: ChargeFilter; readonly after: PageMarks },
  context: CallContext,
): Promise<PageReading> {
  const answer = await session.call(calls.listCharges(filter, after), context);
  if (!answer.ok) return { found: 'unreachable', text: failureText(answer), failure: answer };
  const entries = readCharges(answer.body);
  if (!entries) return { found: 'unreachable', text: UNREADABLE };
  const href = chargeList.safeParse(answer.body).data?._links?.next?.href;
  const next = href === undefined ? {} : marksOf(href);
  // A link back to the same page, or one after an empty page, would be followed for ever.
  const isLast = entries.length === 0 || Object.keys(next).length === 0 || isSame(next, after);
  return { found: 'page', entries, ...(!isLast && { next }) };
}

function isSame(one: PageMarks, other: PageMarks): boolean {
  const print = (marks: PageMarks) => JSON.stringify(Object.entries(marks).sort());
  return print(one) === print(other);
}

export type ListReading =
  { readonly found: 'list'; readonly charges: readonly WireCharge[] } | Unread;

/** All pages of a window. */
export async function readAll(
  session: Session,
  filter: ChargeFilter,
  context: CallContext,
): Promise<ListReading> {
  const charges: WireCharge[] = [];
  let after: PageMarks | undefined = {};
  while (after) {
    const page: PageReading = await readPage(session, { filter, after }, context);
    if (page.found === 'unreachable') return page;
    charges.push(...page.entries.map((entry) => entry.charge));
    after = page.next;
  }
  return { found: 'list', charges };
}

/** How a call ends that had to read first and could not: what it was for was not sent. */
export function notRead({ text, failure }: Unread): NotSent {
  const outcome = failure && beforeCreating(failure);
  if (outcome?.ending === 'not-sent') return outcome;
  return { ending: 'not-sent', reason: 'refused-before-processing', text };
}

export type Completion =
  | { readonly found: 'issued'; readonly charge: IssuedCharge }
  | { readonly found: 'not-yet'; readonly text: string };

/** A charge with what it is paid with; where a list or the first answer lacks it, the charge is asked for. */
export async function complete(
  session: Session,
  known: WireCharge,
  context: CallContext,
): Promise<Completion> {
  const issued = issuedCharge(known);
  if (issued && isPayable(issued)) return { found: 'issued', charge: issued };
  const reading = await readCharge(session, known.id, context);
  if (reading.found === 'nothing') return { found: 'not-yet', text: NOT_PAYABLE_YET };
  if (reading.found === 'unreachable') return { found: 'not-yet', text: reading.text };
  return completed(reading.read.charge);
}

/** One that is over needs no codes to be known as registered. */
function completed(known: WireCharge): Completion {
  const issued = issuedCharge(known);
  if (!issued) return { found: 'not-yet', text: UNREADABLE };
  const isReady = isPayable(issued) || kindOf(known) !== 'registered';
  return isReady
    ? { found: 'issued', charge: issued }
    : { found: 'not-yet', text: NOT_PAYABLE_YET };
}

/** A charge as Juno shows it now. */
export async function fetchCharge(
  session: Session,
  gatewayId: string,
  context: CallContext,
): Promise<FetchOutcome> {
  const reading = await readCharge(session, gatewayId, context);
  if (reading.found === 'nothing') return { found: 'nothing' };
  if (reading.found === 'unreachable') return { found: 'unreachable', text: reading.text };
  return { found: 'charge', snapshot: snapshotOf(session, reading.read) };
}

function snapshotOf(session: Session, read: ReadCharge): ChargeSnapshot {
  const issued = issuedCharge(read.charge);
  return {
    status: kindOf(read.charge),
    rawStatus: read.charge.status ?? '',
    ...(issued && isPayable(issued) && { issued }),
    events: eventsOfSeen({ ...read, seenAt: session.clock.now() }),
  };
}
