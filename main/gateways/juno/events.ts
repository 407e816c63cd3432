/** A charge of Juno with its payments, by whatever road it came -> events that are told once. */
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { GatewayEvent, ReportedPayment } from '../events.ts';
import { maskedRecord } from '../masking.ts';
import { kindOfPayment, kindOfStatus, paymentOf, targetOfReference } from './mapping.ts';
import type { WireCharge, WirePayment } from './wire.ts';

/** A charge as Juno showed it when it was asked. */
export interface SeenCharge {
  readonly charge: WireCharge;
  readonly raw: unknown;
  /** Its day stands for the day of payment where Juno gives none at all. */
  readonly seenAt: Instant;
}

/**
 * Everything that the charge shows, each state under a key of its own, so that a question, a poll and a callback tell the
 * same. Money first: a mark that stands beside a payment is then no second one.
 */
export function eventsOfSeen(seen: SeenCharge): readonly GatewayEvent[] {
  const payments = seen.charge.payments ?? [];
  return [...payments.flatMap((payment) => eventsOfPayment(seen, payment)), ...statusOf(seen)];
}

/** PAID is told by the payments; alone it is no fact yet, since it says neither how much nor when. */
function statusOf(seen: SeenCharge): readonly GatewayEvent[] {
  const { status = '', payments } = seen.charge;
  if (status === 'PAID' && (payments ?? []).length > 0) return [];
  return [eventOf(seen, { key: status, kind: kindOfStatus(status), rawStatus: status })];
}

function eventsOfPayment(seen: SeenCharge, wire: WirePayment): readonly GatewayEvent[] {
  const kind = kindOfPayment(wire);
  const payment = paymentOf(wire, civilDateOf(seen.seenAt));
  const key = `${wire.id}:${wire.status}`;
  const told = { key, kind, rawStatus: wire.status };
  if (kind === 'paid') return confirmed(seen, payment);
  // Of what was given back in part the whole had come in: the books must know of it first.
  if (kind === 'partly-refunded') return [...confirmed(seen, payment), eventOf(seen, told)];
  return [eventOf(seen, kind === 'failed' || kind === 'other' ? told : { ...told, payment })];
}

/** The payment, and its credit beside it: the day of it may be told later than the payment. */
function confirmed(seen: SeenCharge, payment: ReportedPayment): readonly GatewayEvent[] {
  const { paymentKey, creditedOn } = payment;
  const rawStatus = 'CONFIRMED';
  const paid = eventOf(seen, {
    key: `${paymentKey}:${rawStatus}`,
    kind: 'paid',
    rawStatus,
    payment,
  });
  if (creditedOn === undefined) return [paid];
  const about = { key: `${paymentKey}:credited`, kind: 'credited', rawStatus, payment } as const;
  return [paid, { ...eventOf(seen, about), happenedOn: creditedOn }];
}

interface Told {
  /** What follows the id of the charge. */
  readonly key: string;
  readonly kind: EventKind;
  readonly rawStatus: string;
  readonly payment?: ReportedPayment;
}

function eventOf(
  { charge, raw }: SeenCharge,
  { key, kind, rawStatus, payment }: Told,
): GatewayEvent {
  return {
    eventKey: `${charge.id}:${key}`,
    kind,
    target: { gatewayId: charge.id, ...targetOfReference(charge.reference) },
    ...(payment && { payment }),
    ...(payment && (kind === 'paid' || kind === 'announced') && { happenedOn: payment.paidOn }),
    rawStatus,
    raw: maskedRecord(raw),
  };
}
