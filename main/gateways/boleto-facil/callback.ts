/** A callback brings a token of a payment and no proof; what was really paid is asked with it (juno 2.1, 2.4). */
import type { CallbackReading, CallbackToRead } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { calls } from './calls.ts';
import { eventsOfPayment } from './events.ts';
import { readCivilDate } from './mapping.ts';
import { readList } from './reading.ts';
import { failureText, UNREADABLE, type Session } from './session.ts';
import { payment as paymentSchema, paymentDetails, type WirePayment } from './wire.ts';

/** Opaque; its shape only keeps noise out. */
const TOKEN = /^[\w.:-]{4,512}$/;
const CODE = /^\d{1,18}$/;

export interface ToldPayment {
  readonly paymentToken: string;
  /** What the callback says of the charge: shown, and believed in nothing. */
  readonly chargeCode?: string;
  readonly chargeReference?: string;
}

/** @returns undefined for a request that is no callback of Boleto Fácil */
export function readForm({ path, body }: CallbackToRead): ToldPayment | undefined {
  const form = new URLSearchParams(new TextDecoder().decode(body).trim());
  const query = new URLSearchParams(path.split('?').slice(1).join('?'));
  const field = (name: string): string => (form.get(name) ?? query.get(name) ?? '').trim();
  const paymentToken = field('paymentToken');
  const chargeCode = field('chargeCode');
  const chargeReference = field('chargeReference');
  if (!TOKEN.test(paymentToken)) return undefined;
  return {
    paymentToken,
    ...(CODE.test(chargeCode) && { chargeCode }),
    ...(chargeReference !== '' && { chargeReference: chargeReference.slice(0, 255) }),
  };
}

/** The charge: the gateway may be asked at once about one that we know. */
export function topicOf(callback: CallbackToRead): string | undefined {
  return readForm(callback)?.chargeCode;
}

/** The same token comes again when a payment goes from announced to confirmed, so it is asked each time. */
export async function readCallback(
  session: Session,
  callback: CallbackToRead,
  context: CallContext,
): Promise<CallbackReading> {
  const told = readForm(callback);
  if (!told)
    return { reading: 'unreadable', why: 'O aviso não traz o campo paymentToken do Boleto Fácil.' };
  const { paymentToken, ...parsed } = told;
  const call = calls.fetchPaymentDetails(paymentToken);
  const answer = await session.callOpenly(call, context);
  if (!answer.ok) {
    // The token is all that was sent: a refusal is about it.
    if (answer.outcome.ending === 'rejected') return { reading: 'unknown-token', parsed };
    return { reading: 'unreachable', text: failureText(answer), parsed };
  }
  const raw = paymentDetails.safeParse(answer.data).data?.payment;
  const payment = paymentSchema.safeParse(raw);
  if (!payment.success) return { reading: 'unreachable', text: UNREADABLE, parsed };
  const about = await chargeOf(session, payment.data, context);
  if ('text' in about) return { reading: 'unreachable', text: about.text, parsed };
  const seen = { ...about, payment: payment.data, raw, seenAt: session.clock.now() };
  return { reading: 'events', events: eventsOfPayment(seen), parsed };
}

type PaidCharge =
  { readonly code: string; readonly reference?: string | undefined } | { readonly text: string };

/** Old answers name no charge (juno 1.5): then the list of the day says whose payment it is, never the callback. */
async function chargeOf(
  session: Session,
  { id, date, charge }: WirePayment,
  context: CallContext,
): Promise<PaidCharge> {
  if (charge) return { code: charge.code, reference: charge.reference };
  const paidOn = readCivilDate(date);
  if (paidOn === undefined) return { text: UNREADABLE };
  const span = { from: paidOn, to: paidOn };
  const list = await readList(session, { by: 'PaymentDate', span }, context);
  if (list.found === 'unreachable') return { text: list.text };
  const paid = list.entries.find((entry) => entry.charge.payments.some((one) => one.id === id));
  if (!paid) return { text: NOT_LISTED };
  return { code: paid.charge.code, reference: paid.charge.reference };
}

const NOT_LISTED = 'O Boleto Fácil ainda não diz de qual cobrança é este pagamento.';
