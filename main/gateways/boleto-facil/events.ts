/** Charges and payments of Boleto Fácil, by whatever road they came -> events that are told once. */
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ChargeAtGateway } from '../charge.ts';
import type { EventTarget, GatewayEvent } from '../events.ts';
import { maskedRecord } from '../masking.ts';
import {
  kindOf,
  kindOfCharge,
  RAW,
  rawStatusOf,
  readCivilDate,
  reportedPayment,
} from './mapping.ts';
import type { WireCharge, WirePayment } from './wire.ts';

export interface SeenCharge {
  readonly charge: WireCharge;
  readonly raw: unknown;
  /** Its day stands for the day of payment where the gateway gives none at all. */
  readonly seenAt: Instant;
}

/** A payment of a charge that is known by its code. */
export interface SeenPayment {
  readonly code: string;
  readonly reference?: string | undefined;
  readonly payment: WirePayment;
  readonly raw: unknown;
  readonly seenAt: Instant;
}

/** In these the payment itself goes with the event: to be kept, or to be given back. */
const ABOUT_MONEY: ReadonlySet<EventKind> = new Set(['announced', 'paid', 'refunded']);

/** Each payment of the charge, and the charge itself where no payment tells its state. */
export function eventsOfCharge({ charge, raw, seenAt }: SeenCharge): readonly GatewayEvent[] {
  const { code, reference, payments } = charge;
  const kind = kindOfCharge(charge);
  const told = payments.flatMap((payment) =>
    eventsOfPayment({ code, reference, payment, raw: payment, seenAt }),
  );
  if (kind !== 'registered' && kind !== 'cancelled') return told;
  const state: GatewayEvent = {
    eventKey: `${code}:${kind}`,
    kind,
    target: targetOf(code, reference),
    rawStatus: rawStatusOf(charge),
    raw: maskedRecord(raw),
  };
  return [state, ...told];
}

/** A charge that the list does not show any more: v1 tells a cancelled one by nothing else. */
export function eventOfGone({ gatewayId, reference }: ChargeAtGateway): GatewayEvent {
  return {
    eventKey: `${gatewayId}:cancelled`,
    kind: 'cancelled',
    target: targetOf(gatewayId, reference),
    rawStatus: RAW.gone,
    raw: '{}',
  };
}

const CONFIRMED = 'CONFIRMED';

/** Of what was given back in part the whole had come in: the books must know of it first. */
export function eventsOfPayment(seen: SeenPayment): readonly GatewayEvent[] {
  const told = eventOfPayment(seen);
  if (told.kind !== 'partly-refunded') return [told];
  return [eventOfPayment({ ...seen, payment: { ...seen.payment, status: CONFIRMED } }), told];
}

/** One payment goes through several statuses under one id: each is told once. */
function eventOfPayment(seen: SeenPayment): GatewayEvent {
  const { code, reference, payment, raw, seenAt } = seen;
  const kind = kindOf(payment);
  const happenedOn =
    kind === 'announced' || kind === 'paid' ? readCivilDate(payment.date) : undefined;
  return {
    eventKey: `${code}:${payment.id}:${payment.status}`,
    kind,
    target: targetOf(code, reference),
    ...(ABOUT_MONEY.has(kind) && { payment: reportedPayment(payment, civilDateOf(seenAt)) }),
    ...(happenedOn && { happenedOn }),
    rawStatus: payment.status,
    raw: maskedRecord(raw),
  };
}

/** The parcels of a carnê share its reference: which one a payment is for is told by the code. */
function targetOf(gatewayId: string, reference: string | undefined): EventTarget {
  return { gatewayId, ...(reference !== undefined && { reference }) };
}
