/** What Asaas says -> our words: statuses, amounts, boletos. Pure. */
import { civilDate, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import { barcodeOf, isLinha, isZeroed } from '../../../domain/linha-digitavel.ts';
import { subtract, type Cents } from '../../../domain/money.ts';
import type { IssuedCharge } from '../charge.ts';
import type { ReportedPayment } from '../events.ts';
import { presentLinks } from '../links.ts';
import { centsOf } from '../reais.ts';
import type { WireBillingInfo, WirePayment } from './wire.ts';

/** Asaas' statuses (asaas 4, data model 5). CONFIRMED is paid and not yet available, RECEIVED is in the balance. */
const STATUSES: ReadonlyMap<string, EventKind> = new Map([
  ['PENDING', 'registered'],
  ['AWAITING_RISK_ANALYSIS', 'registered'],
  ['AUTHORIZED', 'registered'],
  ['OVERDUE', 'overdue'],
  ['DUNNING_REQUESTED', 'overdue'],
  ['CONFIRMED', 'paid'],
  ['RECEIVED', 'paid'],
  ['DUNNING_RECEIVED', 'paid'],
  ['RECEIVED_IN_CASH', 'marked'],
  ['REFUNDED', 'refunded'],
  ['REFUND_REQUESTED', 'other'],
  ['REFUND_IN_PROGRESS', 'other'],
  ['CHARGEBACK_REQUESTED', 'contested'],
  ['CHARGEBACK_DISPUTE', 'contested'],
  ['AWAITING_CHARGEBACK_REVERSAL', 'contested'],
]);

/** In these the money is in the balance, so that its day of credit is no estimate. */
const CREDITED: ReadonlySet<string> = new Set(['RECEIVED', 'DUNNING_RECEIVED']);

const OPEN: ReadonlySet<EventKind> = new Set(['registered', 'overdue', 'other']);

/** The guide shows a mark by hand as a way of payment, the enumeration as a status (asaas 5.3). */
const BY_HAND = 'RECEIVED_IN_CASH';

/** Any status that the table lacks is `other`: new words of the gateway must never stop a reading. */
export function kindOf({ status, billingType, deleted }: WirePayment): EventKind {
  const kind = STATUSES.get(status) ?? 'other';
  if (kind === 'paid' && billingType === BY_HAND) return 'marked';
  // There is no cancelled status: removal is a flag beside PENDING or OVERDUE (asaas 4).
  return deleted === true && OPEN.has(kind) ? 'cancelled' : kind;
}

/** Whether the charge can still be paid, so that its slip and QR are there. */
export function isOpen(payment: WirePayment): boolean {
  return OPEN.has(kindOf(payment));
}

/** The gateway's own word, with the flag that stands for a status. */
export function rawStatusOf(payment: WirePayment): string {
  return payment.deleted === true ? `${payment.status} deleted` : payment.status;
}

/** The day of `2026-12-10` or `2026-12-10 23:59:59`, Brasília time. */
export function readCivilDate(text: string | undefined): CivilDate | undefined {
  const day = text?.slice(0, 10) ?? '';
  return isCivilDate(day) ? civilDate(day) : undefined;
}

/** What is owed without fine, interest and discount: `value` changes when the charge is paid (asaas 3.2). */
export function faceCents({ originalValue, value }: WirePayment): Cents {
  return centsOf(originalValue ?? value);
}

/**
 * The charge with what billingInfo tells; without it the charge alone.
 * @returns undefined when Asaas gave no readable due date
 */
export function issuedCharge(
  payment: WirePayment,
  info: WireBillingInfo = {},
): IssuedCharge | undefined {
  const dueOn = readCivilDate(payment.dueDate);
  if (!dueOn) return undefined;
  const nossoNumero = info.bankSlip?.nossoNumero ?? payment.nossoNumero;
  const pixPayload = payloadOf(payment, info, dueOn);
  return {
    gatewayId: payment.id,
    dueOn,
    amountCents: faceCents(payment),
    ...(nossoNumero !== undefined && { nossoNumero }),
    ...slipCodes(info.bankSlip),
    ...(pixPayload !== undefined && { pixPayload }),
    links: presentLinks({
      page: payment.invoiceUrl,
      pdf: info.bankSlip?.bankSlipUrl ?? payment.bankSlipUrl,
    }),
  };
}

/** Whether there is something to pay with. */
export function isPayable({ linha, pixPayload }: IssuedCharge): boolean {
  return linha !== undefined || pixPayload !== undefined;
}

function slipCodes(
  slip: WireBillingInfo['bankSlip'],
): Pick<IssuedCharge, 'bank' | 'linha' | 'barcode'> {
  const linha = (slip?.identificationField ?? '').replace(/\D/g, '');
  if (linha.length !== 47) return {};
  const told = slip?.barCode ?? '';
  const barcode = isLinha(linha) ? barcodeOf(linha) : /^\d{44}$/.test(told) ? told : undefined;
  return {
    linha,
    ...(!isZeroed(linha) && { bank: linha.slice(0, 3) }),
    ...(barcode !== undefined && { barcode }),
  };
}

/**
 * Without a Pix key of the account the QR comes from a partner and dies the same day (asaas 3.3): on a boleto that is
 * printed it would be worthless. A pure Pix charge has nothing else.
 */
function payloadOf(
  payment: WirePayment,
  { pix }: WireBillingInfo,
  dueOn: CivilDate,
): string | undefined {
  const expiresOn = readCivilDate(pix?.expirationDate);
  const outlives = expiresOn === undefined || expiresOn > dueOn;
  return outlives || payment.billingType === 'PIX' ? pix?.payload : undefined;
}

/**
 * The payment of a charge that is paid; one charge has one payment, so its id names both.
 * @param seenOn stands for the day of payment where Asaas gives none
 */
export function paymentOf(payment: WirePayment, seenOn: CivilDate): ReportedPayment {
  const { value, netValue, interestValue } = payment;
  const creditedOn = creditedOnOf(payment);
  return {
    paymentKey: payment.id,
    ...(value > 0 && { amountCents: centsOf(value) }),
    ...(netValue !== undefined && netValue <= value && { feeCents: feeOf(value, netValue) }),
    ...(interestValue !== undefined && interestValue > 0 && { lateCents: centsOf(interestValue) }),
    paidOn: paidOnOf(payment) ?? seenOn,
    ...(creditedOn && { creditedOn }),
    method: methodOf(payment),
  };
}

/** The day on which the payer paid, not the one on which Asaas settled it. */
export function paidOnOf(payment: WirePayment): CivilDate | undefined {
  return (
    readCivilDate(payment.clientPaymentDate) ??
    readCivilDate(payment.confirmedDate) ??
    readCivilDate(payment.paymentDate)
  );
}

/** `creditDate` is filled as an estimate at CONFIRMED already (asaas 3.2): then it says nothing here. */
export function creditedOnOf(payment: WirePayment): CivilDate | undefined {
  if (!CREDITED.has(payment.status)) return undefined;
  return readCivilDate(payment.creditDate) ?? readCivilDate(payment.paymentDate);
}

function feeOf(value: number, netValue: number): Cents {
  return subtract(centsOf(value), centsOf(netValue));
}

function methodOf({ billingType, pixTransaction }: WirePayment): ReportedPayment['method'] {
  if ((pixTransaction ?? undefined) !== undefined || billingType === 'PIX') return 'pix';
  if (billingType === 'BOLETO') return 'boleto';
  return billingType === 'CREDIT_CARD' || billingType === 'DEBIT_CARD' ? 'card' : 'other';
}
