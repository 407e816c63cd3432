/** Reading charges and their lists back from Asaas. */
import type { IssuedCharge } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ChargeSnapshot, FetchOutcome, NotSent } from '../outcomes.ts';
import { calls, type PaymentFilter } from './calls.ts';
import { eventsOfSeen } from './events.ts';
import { isOpen, isPayable, issuedCharge, kindOf, rawStatusOf } from './mapping.ts';
import { failureText, isNotFound, notAsked, type CallFailure, type Session } from './session.ts';
import { billingInfo, list, payment, type WirePayment } from './wire.ts';

export const UNREADABLE = 'A resposta da Asaas veio em uma forma desconhecida.';
const NOT_PAYABLE_YET = 'A Asaas tem a cobrança, mas ainda sem linha digitável e sem Pix.';

/** A question without a usable answer; `failure` where the call itself failed. */
export interface Unread {
  readonly found: 'unreachable';
  readonly text: string;
  readonly failure?: CallFailure;
}

export interface ReadPayment {
  readonly payment: WirePayment;
  readonly raw: unknown;
}

export type PaymentReading =
  | { readonly found: 'payment'; readonly read: ReadPayment }
  | { readonly found: 'nothing'; readonly failure: CallFailure }
  | Unread;

/** GET /payments/{id}: a removed charge still comes, with its flag. */
export async function readPayment(
  session: Session,
  id: string,
  context: CallContext,
): Promise<PaymentReading> {
  const answer = await session.call(calls.getPayment(id), context);
  if (!answer.ok)
    return isNotFound(answer)
      ? { found: 'nothing', failure: answer }
      : { found: 'unreachable', text: failureText(answer), failure: answer };
  const parsed = payment.safeParse(answer.body);
  if (!parsed.success) return { found: 'unreachable', text: UNREADABLE };
  return { found: 'payment', read: { payment: parsed.data, raw: answer.body } };
}

export type PageReading =
  | { readonly found: 'page'; readonly entries: readonly ReadPayment[]; readonly hasMore: boolean }
  | Unread;

/** One page of GET /payments. An entry that cannot be read makes the whole page unreadable: nothing is dropped. */
export async function readPage(
  session: Session,
  { filter, offset }: { readonly filter: PaymentFilter; readonly offset: number },
  context: CallContext,
): Promise<PageReading> {
  const answer = await session.call(calls.listPayments(filter, offset), context);
  if (!answer.ok) return { found: 'unreachable', text: failureText(answer), failure: answer };
  const page = list.safeParse(answer.body);
  if (!page.success) return { found: 'unreachable', text: UNREADABLE };
  const read = page.data.data.map((raw) => ({ parsed: payment.safeParse(raw), raw }));
  const entries = read.flatMap(({ parsed, raw }) =>
    parsed.success ? [{ payment: parsed.data, raw }] : [],
  );
  if (entries.length < read.length) return { found: 'unreachable', text: UNREADABLE };
  // An empty page that promises more would be asked for for ever.
  return { found: 'page', entries, hasMore: page.data.hasMore === true && entries.length > 0 };
}

export type ListReading =
  { readonly found: 'list'; readonly payments: readonly WirePayment[] } | Unread;

/** All pages of a list that is known to be short: one reference, one carnê. */
export async function readAll(
  session: Session,
  filter: PaymentFilter,
  context: CallContext,
): Promise<ListReading> {
  const payments: WirePayment[] = [];
  for (;;) {
    const page = await readPage(session, { filter, offset: payments.length }, context);
    if (page.found === 'unreachable') return page;
    payments.push(...page.entries.map((entry) => entry.payment));
    if (!page.hasMore) return { found: 'list', payments };
  }
}

/** The charges that carry our reference and were not removed. */
export async function findByReference(
  session: Session,
  reference: string,
  context: CallContext,
): Promise<ListReading> {
  const listed = await readAll(session, { externalReference: reference }, context);
  if (listed.found === 'unreachable') return listed;
  // The filter is the gateway's; that it was heeded is checked here.
  const payments = listed.payments.filter(
    ({ externalReference, deleted }) => externalReference === reference && deleted !== true,
  );
  return { found: 'list', payments };
}

/** How a call ends that had to read first and could not: what it was for was not sent. */
export function notRead({ text, failure }: Unread): NotSent {
  if (failure) return notAsked(failure);
  return { ending: 'not-sent', reason: 'refused-before-processing', text };
}

export type Completion =
  | { readonly found: 'issued'; readonly charge: IssuedCharge }
  | { readonly found: 'not-yet'; readonly text: string };

/** A charge with its slip and QR. One that is not open any more needs neither to be known as registered. */
export async function complete(
  session: Session,
  wanted: WirePayment,
  context: CallContext,
): Promise<Completion> {
  const charge = isOpen(wanted) ? await withCodes(session, wanted, context) : issuedCharge(wanted);
  if (charge === undefined) return { found: 'not-yet', text: UNREADABLE };
  if ('text' in charge) return { found: 'not-yet', text: charge.text };
  if (isOpen(wanted) && !isPayable(charge)) return { found: 'not-yet', text: NOT_PAYABLE_YET };
  return { found: 'issued', charge };
}

async function withCodes(
  session: Session,
  wanted: WirePayment,
  context: CallContext,
): Promise<IssuedCharge | { readonly text: string } | undefined> {
  const answer = await session.call(calls.billingInfo(wanted.id), context);
  if (!answer.ok) return { text: failureText(answer) };
  const info = billingInfo.safeParse(answer.body);
  return info.success ? issuedCharge(wanted, info.data) : { text: UNREADABLE };
}

/** A charge as Asaas shows it now. */
export async function fetchCharge(
  session: Session,
  gatewayId: string,
  context: CallContext,
): Promise<FetchOutcome> {
  const reading = await readPayment(session, gatewayId, context);
  if (reading.found === 'nothing') return { found: 'nothing' };
  if (reading.found === 'unreachable') return { found: 'unreachable', text: reading.text };
  return { found: 'charge', snapshot: await snapshotOf(session, reading.read, context) };
}

/** The codes are left out where they could not be read: the state is known all the same. */
async function snapshotOf(
  session: Session,
  read: ReadPayment,
  context: CallContext,
): Promise<ChargeSnapshot> {
  const seen = { ...read, seenAt: session.clock.now() };
  const completion = isOpen(read.payment)
    ? await complete(session, read.payment, context)
    : undefined;
  return {
    status: kindOf(read.payment),
    rawStatus: rawStatusOf(read.payment),
    ...(completion?.found === 'issued' && { issued: completion.charge }),
    events: eventsOfSeen(seen),
  };
}
