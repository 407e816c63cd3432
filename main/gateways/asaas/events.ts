/** A payment object of Asaas, by whatever road it came -> events that are told once. */
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { EventTarget, GatewayEvent } from '../events.ts';
import { maskedRecord } from '../masking.ts';
import {
  creditedOnOf,
  kindOf,
  paidOnOf,
  paymentOf,
  rawStatusOf,
  readCivilDate,
} from './mapping.ts';
import type { WirePayment } from './wire.ts';

/** A charge as Asaas showed it when it was asked. */
export interface SeenPayment {
  readonly payment: WirePayment;
  readonly raw: unknown;
  /** Its day stands for the day of payment where Asaas gives none at all. */
  readonly seenAt: Instant;
}

/** What a callback said beside the id of the charge. */
export interface Announcement {
  /** The gateway's id of the event: the same on every repeat (asaas 5.2). */
  readonly eventId: string;
  readonly event: string;
}

/** The present state, as a poll or a question sees it: each state is told once. */
export function eventsOfSeen(seen: SeenPayment): readonly GatewayEvent[] {
  return eventsUnder(`${seen.payment.id}:seen:${stateKey(seen.payment)}`, seen);
}

/**
 * What a callback tells, after the charge was asked. A state that its payment object cannot show is taken from the
 * event's name, where what the charge shows agrees with it.
 */
export function eventsOfCallback(
  seen: SeenPayment,
  { eventId, event }: Announcement,
): readonly GatewayEvent[] {
  const key = `${seen.payment.id}:${eventId}`;
  const told = eventsUnder(key, seen);
  const said = SAID_ALONE.get(event);
  if (!said?.whileIn.has(kindOf(seen.payment))) return told;
  return [...told, { ...baseEvent(`${key}:said`, seen), kind: said.kind, rawStatus: event }];
}

/** Events whose state is in no status: the slip's registration is over while the debt stays; a part was given back. */
const SAID_ALONE: ReadonlyMap<
  string,
  { readonly kind: EventKind; readonly whileIn: ReadonlySet<EventKind> }
> = new Map([
  ['PAYMENT_BANK_SLIP_CANCELLED', { kind: 'expired', whileIn: new Set<EventKind>(['overdue']) }],
  [
    'PAYMENT_PARTIALLY_REFUNDED',
    { kind: 'partly-refunded', whileIn: new Set<EventKind>(['paid']) },
  ],
]);

/** The state itself, and the credit beside it: a charge may be seen first when it is paid and credited at once. */
function eventsUnder(key: string, seen: SeenPayment): readonly GatewayEvent[] {
  const event = baseEvent(key, seen);
  const creditedOn = creditedOnOf(seen.payment);
  if (event.kind !== 'paid' || creditedOn === undefined) return [event];
  const credit = { ...event, eventKey: `${key}:credited`, kind: 'credited' } as const;
  return [event, { ...credit, happenedOn: creditedOn }];
}

function baseEvent(eventKey: string, seen: SeenPayment): GatewayEvent {
  const { payment, raw, seenAt } = seen;
  const kind = kindOf(payment);
  const happenedOn = happenedOnOf(payment, kind);
  return {
    eventKey,
    kind,
    target: targetOf(payment),
    ...(kind === 'paid' && { payment: paymentOf(payment, civilDateOf(seenAt)) }),
    ...(happenedOn && { happenedOn }),
    rawStatus: rawStatusOf(payment),
    raw: maskedRecord(raw),
  };
}

function happenedOnOf(payment: WirePayment, kind: EventKind): CivilDate | undefined {
  if (kind === 'registered') return readCivilDate(payment.dateCreated);
  return kind === 'paid' || kind === 'marked' ? paidOnOf(payment) : undefined;
}

/** Money that arrived by itself has no reference of ours (asaas 5.3). */
function targetOf(payment: WirePayment): EventTarget {
  const { id, externalReference, installment, installmentNumber } = payment;
  return {
    gatewayId: id,
    ...(externalReference !== undefined && { reference: externalReference }),
    ...(installment !== undefined && { groupId: installment }),
    ...(installmentNumber !== undefined && { parcel: installmentNumber }),
  };
}

/** A charge may fall overdue again after its due date was moved, so the date is part of that state. */
function stateKey(payment: WirePayment): string {
  const status = payment.deleted === true ? `${payment.status}:deleted` : payment.status;
  return kindOf(payment) === 'overdue' ? `${status}:${payment.dueDate}` : status;
}
