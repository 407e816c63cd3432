/** A callback is signed and names charges or payments; what really happened is asked at Juno (juno 3.4). */
import type { CallbackReading, CallbackToRead, GatewayEvent } from '../events.ts';
import type { CallContext } from '../gateway.ts';
import { jsonOrUndefined } from '../json.ts';
import { eventsOfSeen } from './events.ts';
import { readCharge, type ReadCharge } from './reading.ts';
import type { Session } from './session.ts';
import { isSignedWith, SIGNATURE_HEADER } from './signature.ts';
import { callbackBody, type WireCallback } from './wire.ts';

/** Opaque, but they become part of an address of ours and of our keys: nothing else is let through. */
const ID = /^[\w-]{1,64}$/;
const EVENT_NAME = /^[A-Z_]{1,80}$/;
/** Each charge is a question to Juno. */
const MOST_CHARGES = 100;

const PAYMENT = 'PAYMENT_NOTIFICATION';
const CHARGE = 'CHARGE_STATUS_CHANGED';

/** The events that Baixa asks for; others tell nothing of money. */
export const EVENT_TYPES: readonly string[] = [PAYMENT, CHARGE];

/** What a callback names: a charge, and the payment that it announces of it. */
interface Named {
  readonly chargeId: string;
  readonly paymentId?: string;
}

interface Told {
  readonly event: string;
  readonly eventId?: string;
  readonly named: readonly Named[];
}

/** @returns undefined for a body that is no callback of Juno */
function readBody({ body }: CallbackToRead): Told | undefined {
  const parsed = callbackBody.safeParse(jsonOrUndefined(new TextDecoder().decode(body)));
  if (!parsed.success || !EVENT_NAME.test(parsed.data.eventType)) return undefined;
  const { eventType: event, eventId } = parsed.data;
  const about = { event, ...(eventId !== undefined && ID.test(eventId) && { eventId }) };
  if (!EVENT_TYPES.includes(event)) return { ...about, named: [] };
  const named = parsed.data.data.map((entry) => namedBy(event, entry));
  const known = named.filter((one) => one !== undefined);
  const isWhole = known.length === named.length && known.length > 0;
  return isWhole && known.length <= MOST_CHARGES ? { ...about, named: known } : undefined;
}

function namedBy(event: string, entry: WireCallback['data'][number]): Named | undefined {
  const chargeId = event === PAYMENT ? entry.attributes?.charge?.id : entry.entityId;
  if (chargeId === undefined || !ID.test(chargeId)) return undefined;
  return event === PAYMENT ? { chargeId, paymentId: entry.entityId } : { chargeId };
}

/** The charge: the gateway may be asked at once about one that we know. */
export function topicOf(callback: CallbackToRead): string | undefined {
  return readBody(callback)?.named[0]?.chargeId;
}

/** Without a secret the callback is a hint like any other: the charge is asked all the same. */
export async function readCallback(
  session: Session,
  callback: CallbackToRead,
  context: CallContext,
): Promise<CallbackReading> {
  const why = whyNotSigned(session, callback);
  if (why !== undefined) return { reading: 'unreadable', why };
  const told = readBody(callback);
  if (!told) return { reading: 'unreadable', why: 'O aviso não tem a forma de um evento do Juno.' };
  return ask(session, told, context);
}

function whyNotSigned({ settings }: Session, callback: CallbackToRead): string | undefined {
  const secret = settings.callbackSecret();
  if (secret === undefined) return undefined;
  const signature = callback.headers[SIGNATURE_HEADER];
  if (signature === undefined) return 'O aviso veio sem a assinatura do Juno (X-Signature).';
  if (isSignedWith(secret, callback.body, signature)) return undefined;
  return 'A assinatura do aviso não confere com a chave dos avisos desta conta.';
}

async function ask(session: Session, told: Told, context: CallContext): Promise<CallbackReading> {
  const parsed = parsedOf(told);
  const events: GatewayEvent[] = [];
  let isUnknown = false;
  for (const chargeId of new Set(told.named.map((one) => one.chargeId))) {
    const reading = await readCharge(session, chargeId, context);
    if (reading.found === 'unreachable')
      return { reading: 'unreachable', text: reading.text, parsed };
    // What was announced and is not shown yet is asked for once more.
    if (reading.found === 'nothing' || !showsAll(reading.read, told)) isUnknown = true;
    else events.push(...eventsOfSeen({ ...reading.read, seenAt: session.clock.now() }));
  }
  if (isUnknown && events.length === 0) return { reading: 'unknown-token', parsed };
  return { reading: 'events', events, parsed };
}

function showsAll({ charge }: ReadCharge, { named }: Told): boolean {
  const shown = new Set((charge.payments ?? []).map(({ id }) => id));
  return named
    .filter(({ chargeId }) => chargeId === charge.id)
    .every(({ paymentId }) => paymentId === undefined || shown.has(paymentId));
}

function parsedOf({ event, eventId, named }: Told): Readonly<Record<string, string>> {
  const [first] = named;
  return {
    event,
    ...(eventId !== undefined && { id: eventId }),
    ...(first && { charge: first.chargeId }),
    ...(first?.paymentId !== undefined && { payment: first.paymentId }),
  };
}
