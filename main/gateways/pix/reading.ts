/** Reading charges and Pix back from the bank. */
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { CallContext } from '../gateway.ts';
import type { ChargeSnapshot, FetchOutcome, NotSent } from '../outcomes.ts';
import { calls, type ChargeKind } from './calls.ts';
import { eventsOfCharge, type SeenPix } from './events.ts';
import { dueOnOf, issuedCharge, kindOf } from './mapping.ts';
import { failureText, isNothing, notAsked, type CallFailure, type Session } from './session.ts';
import { charge, pix, type WireCharge } from './wire.ts';

export const UNREADABLE = 'A resposta do banco veio em uma forma desconhecida.';

/** A question without a usable answer; `failure` where the call itself failed. */
export interface Unread {
  readonly found: 'unreachable';
  readonly text: string;
  readonly failure?: CallFailure;
}

export interface ReadCharge {
  readonly kind: ChargeKind;
  readonly charge: WireCharge;
  readonly raw: unknown;
  readonly pix: readonly SeenPix[];
}

export type ChargeReading =
  | { readonly found: 'charge'; readonly read: ReadCharge }
  | { readonly found: 'nothing'; readonly failure: CallFailure }
  | Unread;

/** A txid does not say which kind it is of: nearly all are `cobv`, so that is asked first. */
export async function readCharge(
  session: Session,
  txid: string,
  context: CallContext,
): Promise<ChargeReading> {
  const reading = await readKind(session, { txid, kind: 'cobv' }, context);
  if (reading.found !== 'nothing') return reading;
  return readKind(session, { txid, kind: 'cob' }, context);
}

async function readKind(
  session: Session,
  { txid, kind }: { readonly txid: string; readonly kind: ChargeKind },
  context: CallContext,
): Promise<ChargeReading> {
  const answer = await session.call(calls.get(txid, kind), context);
  if (!answer.ok)
    return isNothing(answer)
      ? { found: 'nothing', failure: answer }
      : { found: 'unreachable', text: failureText(answer), failure: answer };
  const read = parseCharge(session, kind, answer.body);
  return read ? { found: 'charge', read } : { found: 'unreachable', text: UNREADABLE };
}

/** Undefined when the charge or one of its Pix cannot be read: money is never dropped. */
export function parseCharge(
  session: Session,
  kind: ChargeKind,
  raw: unknown,
): ReadCharge | undefined {
  const parsed = charge.safeParse(raw);
  if (!parsed.success) return undefined;
  const seen = parsePix(session, parsed.data.pix ?? []);
  return seen && { kind, charge: parsed.data, raw, pix: seen };
}

/** All of a list, or undefined. */
export function parsePix(
  { clock }: Pick<Session, 'clock'>,
  list: readonly unknown[],
): readonly SeenPix[] | undefined {
  const seenAt = clock.now();
  const seen = list.flatMap((raw) => {
    const parsed = pix.safeParse(raw);
    return parsed.success ? [{ pix: parsed.data, raw, seenAt }] : [];
  });
  return seen.length === list.length ? seen : undefined;
}

export type PixReading =
  { readonly found: 'pix'; readonly seen: SeenPix } | { readonly found: 'nothing' } | Unread;

export async function readPix(
  session: Session,
  endToEndId: string,
  context: CallContext,
): Promise<PixReading> {
  const answer = await session.call(calls.getPix(endToEndId), context);
  if (!answer.ok)
    return isNothing(answer)
      ? { found: 'nothing' }
      : { found: 'unreachable', text: failureText(answer), failure: answer };
  const [seen] = parsePix(session, [answer.body]) ?? [];
  return seen ? { found: 'pix', seen } : { found: 'unreachable', text: UNREADABLE };
}

/** How a call ends that had to read first and could not: what it was for was not sent. */
export function notRead({ text, failure }: Unread): NotSent {
  if (failure) return notAsked(failure);
  return { ending: 'not-sent', reason: 'refused-before-processing', text };
}

/** A charge as the bank shows it now. */
export async function fetchCharge(
  session: Session,
  txid: string,
  context: CallContext,
): Promise<FetchOutcome> {
  const reading = await readCharge(session, txid, context);
  if (reading.found === 'nothing') return { found: 'nothing' };
  if (reading.found === 'unreachable') return { found: 'unreachable', text: reading.text };
  return { found: 'charge', snapshot: snapshotOf(session, reading.read) };
}

function snapshotOf({ clock }: Session, read: ReadCharge): ChargeSnapshot {
  const issued = issuedCharge(read.charge);
  return {
    status: statusOf(read, clock),
    rawStatus: read.charge.status,
    ...(issued && { issued }),
    events: eventsOfCharge(read),
  };
}

/** Overdue is no status of the standard, and a removed charge may have been paid in the last moment (pix 1.5, 7.9). */
function statusOf(read: ReadCharge, clock: Session['clock']): ChargeSnapshot['status'] {
  const kind = kindOf(read.charge);
  if (kind === 'cancelled' && read.pix.length > 0) return 'paid';
  const dueOn = read.kind === 'cobv' ? dueOnOf(read.charge) : undefined;
  const isLate = dueOn !== undefined && dueOn < civilDateOf(clock.now());
  return kind === 'registered' && isLate ? 'overdue' : kind;
}
