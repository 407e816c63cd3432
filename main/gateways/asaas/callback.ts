/** A callback names an event and a charge; what really happened is asked at Asaas (asaas 5.2). */
import type { CallbackReading, CallbackToRead } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { jsonOrUndefined } from '../json.ts';
import { eventsOfCallback } from './events.ts';
import { readPayment } from './reading.ts';
import type { Session } from './session.ts';
import { callbackBody } from './wire.ts';

/** Opaque, but it becomes part of an address of ours and of our keys: nothing else is let through. */
const PAYMENT_ID = /^[\w-]{1,64}$/;
/** `evt_` with an ampersand in it (asaas 1.8). */
const EVENT_ID = /^[\w&-]{1,128}$/;
const EVENT_NAME = /^[A-Z_]{1,80}$/;

export interface ToldEvent {
  readonly event: string;
  readonly eventId: string;
  /** Absent in events of other families, such as keys and transfers. */
  readonly paymentId?: string;
}

/** @returns undefined for a body that is no callback of Asaas */
export function readBody(callback: CallbackToRead): ToldEvent | undefined {
  const parsed = callbackBody.safeParse(jsonOrUndefined(new TextDecoder().decode(callback.body)));
  if (!parsed.success) return undefined;
  const { event, payment } = parsed.data;
  // Before March 2024 events had no id of their own.
  const eventId = parsed.data.id ?? event;
  if (!EVENT_NAME.test(event) || !EVENT_ID.test(eventId)) return undefined;
  if (!payment) return { event, eventId };
  return PAYMENT_ID.test(payment.id) ? { event, eventId, paymentId: payment.id } : undefined;
}

/** The charge: the gateway may be asked at once about one that we know. */
export function topicOf(callback: CallbackToRead): string | undefined {
  return readBody(callback)?.paymentId;
}

export async function readCallback(
  session: Session,
  callback: CallbackToRead,
  context: CallContext,
): Promise<CallbackReading> {
  const told = readBody(callback);
  if (!told)
    return { reading: 'unreadable', why: 'O aviso não tem a forma de um evento da Asaas.' };
  const { event, eventId, paymentId } = told;
  const parsed = { event, id: eventId, ...(paymentId !== undefined && { payment: paymentId }) };
  if (paymentId === undefined) return { reading: 'events', events: [], parsed };
  const reading = await readPayment(session, paymentId, context);
  if (reading.found === 'nothing') return { reading: 'unknown-token', parsed };
  if (reading.found === 'unreachable')
    return { reading: 'unreachable', text: reading.text, parsed };
  const seen = { ...reading.read, seenAt: session.clock.now() };
  return { reading: 'events', events: eventsOfCallback(seen, told), parsed };
}
