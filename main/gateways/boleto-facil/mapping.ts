/** What Boleto Fácil says -> our words: statuses, amounts, boletos. Pure. */
import { isBarcode, readBarcode, type Barcode } from '../../../domain/barcode.ts';
import { parseBrazilianDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import { barcodeOf, isLinha, linhaOf, type Linha } from '../../../domain/linha-digitavel.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { IssuedCharge } from '../charge.ts';
import type { ReportedPayment } from '../events.ts';
import { presentLinks } from '../links.ts';
import { centsOf } from '../reais.ts';
import type { WireCharge, WirePayment } from './wire.ts';

/** Statuses of a payment (juno 2.3, data model 5). AUTHORIZED is not money yet. */
const STATUSES: ReadonlyMap<string, EventKind> = new Map([
  ['AUTHORIZED', 'announced'],
  ['AWAITING_PROCESSING', 'announced'],
  ['PRECONFIRMED', 'announced'],
  ['CONFIRMED', 'paid'],
  ['CUSTOMER_PAID_BACK', 'refunded'],
  ['BANK_PAID_BACK', 'refunded'],
  ['PARTIALLY_REFUNDED', 'partly-refunded'],
  ['DECLINED', 'failed'],
  ['FAILED', 'failed'],
  ['NOT_AUTHORIZED', 'failed'],
]);

/** A charge itself has no status in v1: its payments tell, the strongest of them first. */
const STRONGEST_FIRST: readonly EventKind[] = ['paid', 'partly-refunded', 'announced', 'refunded'];

/** Our words for what v1 has none for. */
export const RAW = { unpaid: 'sem pagamento', gone: 'fora da lista' } as const;

const CANCELLED = 'CANCELLED';

/** Any status that the table lacks is `other`: new words of the gateway must never stop a reading. */
export function kindOf({ status }: Pick<WirePayment, 'status'>): EventKind {
  return STATUSES.get(status) ?? 'other';
}

export function kindOfCharge(charge: WireCharge): EventKind {
  const kinds = new Set(charge.payments.map(kindOf));
  const told = STRONGEST_FIRST.find((kind) => kinds.has(kind));
  if (told) return told;
  return charge.status === CANCELLED ? 'cancelled' : 'registered';
}

/** The gateway's own word, or ours where it has none. */
export function rawStatusOf(charge: WireCharge): string {
  const kind = kindOfCharge(charge);
  const payment = charge.payments.find((one) => kindOf(one) === kind);
  return payment?.status ?? charge.status ?? RAW.unpaid;
}

/** `19/02/2026`. */
export function readCivilDate(text: string | undefined): CivilDate | undefined {
  return text === undefined ? undefined : parseBrazilianDate(text);
}

/** What was asked for, for what an answer of v1 leaves out. */
export interface Asked {
  readonly amountCents?: Cents;
  readonly dueOn?: CivilDate;
}

/**
 * A charge as it was registered. The amount is in no field: it is the bar code's, else the one that was asked.
 * @returns undefined when neither says the amount, or nothing says the due date
 */
export function issuedCharge(charge: WireCharge, asked: Asked = {}): IssuedCharge | undefined {
  const { linha, barcode } = codesOf(charge);
  const amountCents = amountOf(barcode) ?? asked.amountCents;
  const dueOn = readCivilDate(charge.dueDate) ?? asked.dueOn;
  if (amountCents === undefined || dueOn === undefined) return undefined;
  const nossoNumero = charge.billetDetails?.ourNumber;
  return {
    gatewayId: charge.code,
    dueOn,
    amountCents,
    // The partner bank may change from one charge to the next (M100).
    ...(barcode !== undefined && { bank: barcode.slice(0, 3) }),
    ...(nossoNumero !== undefined && { nossoNumero }),
    ...(linha !== undefined && { linha }),
    // Bars without a linha would be those of the test host, which nobody may pay.
    ...(linha !== undefined && barcode !== undefined && { barcode }),
    links: presentLinks({ page: charge.checkoutUrl, pdf: charge.link }),
  };
}

interface Codes {
  readonly linha?: Linha;
  readonly barcode?: Barcode;
}

/** The test host gives the sentence "BOLETO TESTE" for a linha; the oldest answers give none at all (juno 1.4). */
function codesOf({ payNumber, billetDetails }: WireCharge): Codes {
  const digits = (payNumber ?? '').replace(/\D/g, '');
  if (isLinha(digits)) return { linha: digits, barcode: barcodeOf(digits) };
  const barcode = (billetDetails?.barcodeNumber ?? '').replace(/\D/g, '');
  if (!isBarcode(barcode)) return {};
  return payNumber === undefined ? { linha: linhaOf(barcode), barcode } : { barcode };
}

function amountOf(barcode: Barcode | undefined): Cents | undefined {
  const amount = barcode === undefined ? 0 : readBarcode(barcode).amountCents;
  return amount > 0 ? cents(amount) : undefined;
}

/** @param seenOn stands for the day of payment where Boleto Fácil gives none */
export function reportedPayment(payment: WirePayment, seenOn: CivilDate): ReportedPayment {
  const { id, amount = 0, fee } = payment;
  return {
    paymentKey: id,
    ...(amount > 0 && { amountCents: centsOf(amount) }),
    ...(fee !== undefined && fee >= 0 && fee <= amount && { feeCents: centsOf(fee) }),
    paidOn: readCivilDate(payment.date) ?? seenOn,
    method: methodOf(payment),
  };
}

function methodOf({ type }: WirePayment): ReportedPayment['method'] {
  if (type === 'BOLETO' || type === undefined) return 'boleto';
  return type === 'CREDIT_CARD' || type === 'INSTALLMENT_CREDIT_CARD' ? 'card' : 'other';
}
