/** Entries of a notification, of the list and of a single charge -> events that are told once. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { EventTarget, GatewayEvent, ReportedPayment } from '../events.ts';
import { maskedRecord } from '../masking.ts';
import { kindOf, readAmount, readCivilDate, readInstant } from './mapping.ts';
import {
  notificationEntry,
  type WireDetail,
  type WireListEntry,
  type WireNotification,
} from './wire.ts';

/** Whose history it is, and when it was read: the day that stands for a payment that carries none. */
export interface NotificationSource {
  readonly token: string;
  readonly readAt: Instant;
}

interface ReadEntry {
  readonly entry: WireNotification;
  readonly raw: unknown;
}

/**
 * The history of one token as events, in the order of its ids. Entries about the carnê as a whole say nothing
 * about a charge and are left out.
 * @returns undefined when an entry cannot be read: then nothing of the answer may be dropped
 */
export function eventsOfNotification(
  { token, readAt }: NotificationSource,
  entries: readonly unknown[],
): readonly GatewayEvent[] | undefined {
  const read = entries.map((raw) => ({ parsed: notificationEntry.safeParse(raw), raw }));
  if (read.some(({ parsed }) => !parsed.success)) return undefined;
  const ordered = read
    .flatMap(({ parsed, raw }) => (parsed.success ? [{ entry: parsed.data, raw }] : []))
    .filter(({ entry }) => entry.identifiers.charge_id !== undefined)
    .sort((a, b) => a.entry.id - b.entry.id);
  return ordered.map((item, index) =>
    eventOfEntry({ token, readAt }, item, ordered.slice(0, index + 1)),
  );
}

/** `history` ends with the entry itself: its paid entries of the same charge number the payment. */
function eventOfEntry(
  { token, readAt }: NotificationSource,
  { entry, raw }: ReadEntry,
  history: readonly ReadEntry[],
): GatewayEvent {
  const happenedAt = readInstant(entry.created_at);
  const happenedOn =
    readCivilDate(entry.received_by_bank_at) ?? (happenedAt && civilDateOf(happenedAt));
  const payment = paymentOfEntry(entry, happenedOn ?? civilDateOf(readAt), history);
  return {
    eventKey: `${token}:${entry.id}`,
    kind: kindOf(entry.status.current),
    target: targetOfEntry(entry),
    ...(payment && { payment }),
    ...(happenedAt && { happenedAt }),
    ...(happenedOn && { happenedOn }),
    rawStatus: entry.status.current,
    raw: maskedRecord(raw),
  };
}

function paymentOfEntry(
  entry: WireNotification,
  paidOn: CivilDate,
  history: readonly ReadEntry[],
): ReportedPayment | undefined {
  const chargeId = entry.identifiers.charge_id ?? '';
  if (kindOf(entry.status.current) !== 'paid') return undefined;
  const count = history.filter(
    ({ entry: earlier }) =>
      earlier.identifiers.charge_id === chargeId && kindOf(earlier.status.current) === 'paid',
  ).length;
  return paymentOf(`${chargeId}:paid:${count}`, paidOn, entry.value);
}

function targetOfEntry(entry: WireNotification): EventTarget {
  const { charge_id: gatewayId, carnet_id: groupId } = entry.identifiers;
  return {
    ...(gatewayId !== undefined && { gatewayId }),
    ...(entry.custom_id !== undefined && { reference: entry.custom_id }),
    ...(groupId !== undefined && { groupId }),
  };
}

/** A charge as a poll or a single question shows it; the list calls its id `id`, the detail `charge_id`. */
export interface SeenCharge {
  readonly gatewayId: string;
  readonly charge: Omit<WireDetail, 'charge_id'> | Omit<WireListEntry, 'id'>;
  readonly raw: unknown;
  /** Stands for the day of payment where the gateway gives none at all. */
  readonly seenAt: Instant;
}

/**
 * The present state as one event. A poll sees states, not payments, so it may only ever tell of the first payment
 * (`paid:1`); further ones come by notification.
 */
export function eventOfSeen(seen: SeenCharge): GatewayEvent {
  const { gatewayId, charge } = seen;
  const kind = kindOf(charge.status);
  const happenedAt = kind === 'registered' ? readInstant(charge.created_at) : paidAtOf(seen);
  const payment = kind === 'paid' ? seenPayment(seen) : undefined;
  const happenedOn = payment?.paidOn ?? (happenedAt && civilDateOf(happenedAt));
  return {
    eventKey: `poll:${gatewayId}:${stateKey(charge)}`,
    kind,
    target: targetOfSeen(seen),
    ...(payment && { payment }),
    ...(happenedAt && { happenedAt }),
    ...(happenedOn && { happenedOn }),
    rawStatus: charge.status,
    raw: maskedRecord(seen.raw),
  };
}

/** Whether the entry itself says how much was paid and when; the list often does not (efi 1.9). */
export function saysWhatWasPaid({ charge }: SeenCharge): boolean {
  return receivedOn(charge) !== undefined && paidValue(charge) !== undefined;
}

/** A charge may fall overdue again after its due date was moved, so the date is part of that state. */
function stateKey(charge: SeenCharge['charge']): string {
  const billet = charge.payment?.banking_billet ?? charge.payment?.carnet;
  const dueOn = kindOf(charge.status) === 'overdue' ? readCivilDate(billet?.expire_at) : undefined;
  return dueOn ? `${charge.status}:${dueOn}` : charge.status;
}

function seenPayment(seen: SeenCharge): ReportedPayment {
  const { charge, gatewayId } = seen;
  const paidAt = paidAtOf(seen);
  const paidOn = receivedOn(charge) ?? civilDateOf(paidAt ?? seen.seenAt);
  return paymentOf(`${gatewayId}:paid:1`, paidOn, paidValue(charge));
}

function paymentOf(
  paymentKey: string,
  paidOn: CivilDate,
  value: number | undefined,
): ReportedPayment {
  const amountCents = readAmount(value);
  return {
    paymentKey,
    ...(amountCents !== undefined && { amountCents }),
    paidOn,
    // `paid` is "confirmed and credited": what is only on its way is `identified` (efi 2.1).
    creditedOn: paidOn,
    // Efí does not say whether a bolix was paid by its bar code or its QR.
    method: 'boleto',
  };
}

function targetOfSeen({ gatewayId, charge }: SeenCharge): EventTarget {
  const parcel = charge.payment?.carnet?.parcel;
  const groupId = charge.payment?.carnet?.carnet_id;
  return {
    gatewayId,
    ...(charge.custom_id !== undefined && { reference: charge.custom_id }),
    ...(groupId !== undefined && { groupId }),
    ...(parcel !== undefined && { parcel }),
  };
}

/** `paid_at` where there is one, else the newest entry of the history (efi 1.6). */
function paidAtOf({ charge }: SeenCharge): Instant | undefined {
  const stated = readInstant(charge.paid_at ?? charge.payment?.paid_at);
  const history = (charge.history ?? []).flatMap((entry) => readInstant(entry.created_at) ?? []);
  return stated ?? history.sort().at(-1);
}

function paidValue(charge: SeenCharge['charge']): number | undefined {
  return charge.paid_value ?? charge.payment?.paid_value;
}

function receivedOn(charge: SeenCharge['charge']): CivilDate | undefined {
  return readCivilDate(charge.received_by_bank_at ?? charge.payment?.received_by_bank_at);
}
