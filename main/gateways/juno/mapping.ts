/** What Juno says -> our words: statuses, amounts, boletos, references. Pure. */
import { isBarcode } from '../../../domain/barcode.ts';
import { civilDate, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import { barcodeOf, isLinha, linhaOf } from '../../../domain/linha-digitavel.ts';
import { isReference } from '../../../domain/reference.ts';
import type { IssuedCharge } from '../charge.ts';
import type { EventTarget, ReportedPayment } from '../events.ts';
import { presentLinks } from '../links.ts';
import { centsOf } from '../reais.ts';
import type { WireCharge, WirePayment } from './wire.ts';

/** Statuses of a charge (juno 3.2, data model 5). PAID says nothing that its payments do not say. */
const CHARGE_STATUSES: ReadonlyMap<string, EventKind> = new Map([
  ['ACTIVE', 'registered'],
  ['CANCELLED', 'cancelled'],
  ['MANUAL_RECONCILIATION', 'marked'],
  ['FAILED', 'failed'],
]);

/** Statuses of a payment (juno 2.3). */
const PAYMENT_STATUSES: ReadonlyMap<string, EventKind> = new Map([
  ['AUTHORIZED', 'announced'],
  ['AWAITING_PROCESSING', 'announced'],
  ['PRECONFIRMED', 'announced'],
  ['CONFIRMED', 'paid'],
  ['DECLINED', 'failed'],
  ['FAILED', 'failed'],
  ['NOT_AUTHORIZED', 'failed'],
  ['CUSTOMER_PAID_BACK', 'refunded'],
  ['BANK_PAID_BACK', 'refunded'],
  ['PARTIALLY_REFUNDED', 'partly-refunded'],
]);

/** Whether the money was bar code, QR or card (juno 2.3); a bolix does not say by which of its two. */
const METHODS: ReadonlyMap<string, ReportedPayment['method']> = new Map([
  ['BOLETO', 'boleto'],
  ['BOLETO_PIX', 'boleto'],
  ['CREDIT_CARD', 'card'],
  ['INSTALLMENT_CREDIT_CARD', 'card'],
]);

/** Any status that a table lacks is `other`: new words of the gateway must never stop a reading. */
export function kindOfStatus(status: string | undefined): EventKind {
  return CHARGE_STATUSES.get(status ?? '') ?? 'other';
}

export function kindOfPayment({ status }: Pick<WirePayment, 'status'>): EventKind {
  return PAYMENT_STATUSES.get(status) ?? 'other';
}

/** What a payment says about the state of its charge, the strongest first. */
const BY_PAYMENT: readonly (readonly [EventKind, EventKind])[] = [
  ['paid', 'paid'],
  ['partly-refunded', 'paid'],
  ['announced', 'announced'],
  ['refunded', 'refunded'],
];

/** The state of a charge: money that came in counts first, then its own end, then money that is on its way or went back. */
export function kindOf(charge: WireCharge): EventKind {
  const kinds = (charge.payments ?? []).map(kindOfPayment);
  const [, byPayment] = BY_PAYMENT.find(([kind]) => kinds.includes(kind)) ?? [];
  const own = kindOfStatus(charge.status);
  if (byPayment === 'paid' || own === 'registered' || own === 'other') return byPayment ?? own;
  return own;
}

/** Cancelled, or never registered: nobody can pay it. */
export function isDead({ status, payments }: WireCharge): boolean {
  const kind = kindOfStatus(status);
  return (kind === 'cancelled' || kind === 'failed') && (payments ?? []).length === 0;
}

/** The day of `2026-12-12` or `2026-12-12 10:20:30`, Brasília time. */
export function readCivilDate(text: string | undefined): CivilDate | undefined {
  const day = text?.slice(0, 10) ?? '';
  return isCivilDate(day) ? civilDate(day) : undefined;
}

/** Each parcel of a carnê has a reference of its own, which Juno gives back: ours and its number. */
export function referenceOfParcel(reference: string, parcel: number): string {
  return `${reference}-${String(parcel).padStart(2, '0')}`;
}

/** Whom a reference is about. Juno has no number for a carnê: our reference stands for it. */
export function targetOfReference(text: string | undefined): Omit<EventTarget, 'gatewayId'> {
  const [, reference = '', parcel = ''] = /^(.{20})-(\d{2})$/.exec(text ?? '') ?? [];
  if (isReference(reference)) return { reference, groupId: reference, parcel: Number(parcel) };
  return text === undefined ? {} : { reference: text };
}

/** @returns undefined when Juno gave no readable due date or amount */
export function issuedCharge(charge: WireCharge): IssuedCharge | undefined {
  const { id, amount, billetDetails, pix } = charge;
  const dueOn = readCivilDate(charge.dueDate);
  if (!dueOn || amount === undefined) return undefined;
  const nossoNumero = billetDetails?.ourNumber;
  const [qr] = pix ?? [];
  const pixPayload = payloadOf(qr?.payloadInBase64 ?? qr?.qrcodeInBase64);
  return {
    gatewayId: id,
    dueOn,
    amountCents: centsOf(amount),
    ...(nossoNumero !== undefined && { nossoNumero }),
    ...slipCodes(charge),
    ...(pixPayload !== undefined && { pixPayload }),
    links: presentLinks({ page: charge.checkoutUrl, pdf: charge.link }),
  };
}

/** Whether there is something to pay with. */
export function isPayable({ linha, pixPayload }: IssuedCharge): boolean {
  return linha !== undefined || pixPayload !== undefined;
}

/** In the sandbox `payNumber` is a sentence: there the bar code alone tells the digits (juno 1.4). */
function slipCodes({
  payNumber,
  billetDetails,
}: WireCharge): Pick<IssuedCharge, 'bank' | 'linha' | 'barcode'> {
  const told = (billetDetails?.barcodeNumber ?? '').replace(/\D/g, '');
  const typed = (payNumber ?? '').replace(/\D/g, '');
  const linha = isLinha(typed) ? typed : isBarcode(told) ? linhaOf(told) : undefined;
  if (linha === undefined) return typed.length === 47 ? { linha: typed } : {};
  return { linha, barcode: barcodeOf(linha), bank: linha.slice(0, 3) };
}

/** The copia e cola inside its base 64; some clients saw it bare. */
function payloadOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  return [text, decoded].find((candidate) => candidate.startsWith('000201'))?.trim();
}

/**
 * One payment of a charge; a charge may have several, each with an id of its own.
 * @param seenOn stands for the day of payment where Juno gives none
 */
export function paymentOf(payment: WirePayment, seenOn: CivilDate): ReportedPayment {
  const { id, amount, fee, type } = payment;
  const creditedOn = readCivilDate(payment.releaseDate);
  return {
    paymentKey: id,
    ...(amount !== undefined && amount > 0 && { amountCents: centsOf(amount) }),
    ...(fee !== undefined && fee >= 0 && fee <= (amount ?? 0) && { feeCents: centsOf(fee) }),
    paidOn: readCivilDate(payment.date) ?? seenOn,
    ...(creditedOn && { creditedOn }),
    method: METHODS.get(type ?? '') ?? 'other',
  };
}
