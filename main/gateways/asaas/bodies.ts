/** What we send: a payer, a charge or a carnê in our words -> bodies of Asaas (asaas 2, 3.1, 3.6). */
import { cents, sum, type Cents } from '../../../domain/money.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { ChargeToIssue, GroupToIssue, ParcelToIssue, Payer } from '../charge.ts';
import { reaisOf } from '../reais.ts';
import { faceCents } from './mapping.ts';
import { clampTerms, termsBody } from './terms.ts';
import type {
  CustomerBody,
  InstallmentBody,
  PaymentBody,
  PaymentUpdateBody,
  WirePayment,
} from './wire.ts';

/** Printed on the boleto and on the invoice page (asaas 3.1). */
export const LONGEST_DESCRIPTION = 500;

const LONGEST_COMPLEMENT = 255;
const MOBILE_DIGITS = 11;

export function customerBody(payer: Payer, notifiesPayer: boolean): CustomerBody {
  const { name, taxId, email, phone, address } = payer;
  return {
    name: name.trim(),
    cpfCnpj: taxId?.digits ?? '',
    ...(email !== undefined && { email }),
    ...(phone !== undefined &&
      (phone.length === MOBILE_DIGITS ? { mobilePhone: phone } : { phone })),
    ...(address && {
      address: address.street,
      addressNumber: address.number,
      ...(address.complement !== undefined && {
        complement: address.complement.slice(0, LONGEST_COMPLEMENT),
      }),
      province: address.district,
      postalCode: address.postalCode,
    }),
    notificationDisabled: !notifiesPayer,
  };
}

/** A bolix is a boleto: the QR comes with it, and is read through billingInfo. */
export function paymentBody(charge: ChargeToIssue, customer: string): PaymentBody {
  const isPix = charge.instrument === 'pix';
  return {
    customer,
    billingType: isPix ? 'PIX' : 'BOLETO',
    value: reaisOf(charge.amountCents),
    dueDate: charge.dueOn,
    description: descriptionOf(charge),
    externalReference: charge.reference,
    ...termsBody(charge.terms),
    ...(!isPix && {
      daysAfterDueDateToRegistrationCancellation: clampTerms(charge.terms).terms.payableDays,
    }),
  };
}

/** How the parcels' values are told: Asaas divides a sum evenly and puts the rest on the last parcel (asaas 3.6). */
export type ParcelValues = Pick<InstallmentBody, 'value' | 'totalValue'>;

/** @returns undefined for values that a carnê of Asaas cannot have */
export function parcelValues(parcels: readonly ParcelToIssue[]): ParcelValues | undefined {
  const amounts = parcels.map(({ amountCents }) => amountCents);
  const [first] = amounts;
  if (first === undefined) return undefined;
  if (amounts.every((amount) => amount === first)) return { value: reaisOf(first) };
  const total = sum(amounts);
  const divided = dividedByAsaas(total, amounts.length);
  return amounts.every((amount, index) => amount === divided[index])
    ? { totalValue: reaisOf(total) }
    : undefined;
}

function dividedByAsaas(total: Cents, parts: number): readonly Cents[] {
  const each = Math.floor(total / parts);
  const last = total - each * (parts - 1);
  return Array.from({ length: parts }, (_, index) => cents(index === parts - 1 ? last : each));
}

/** The discount is left out: for which date it would hold in later parcels is not documented. */
export function installmentBody(
  group: GroupToIssue,
  about: {
    readonly customer: string;
    readonly values: ParcelValues;
    readonly firstDueOn: CivilDate;
  },
): InstallmentBody {
  const { fine, interest } = termsBody(group.terms);
  return {
    customer: about.customer,
    billingType: 'BOLETO',
    installmentCount: group.parcels.length,
    ...about.values,
    dueDate: about.firstDueOn,
    description: descriptionOf(group),
    paymentExternalReference: group.reference,
    fine,
    interest,
    daysAfterDueDateToRegistrationCancellation: clampTerms(group.terms).terms.payableDays,
  };
}

/**
 * The charge as it is with another due date. Whether a field that is left out keeps its value is not documented, so what
 * the charge shows is sent again.
 */
export function dueDateBody(payment: WirePayment, dueOn: CivilDate): PaymentUpdateBody {
  const { description, externalReference, fine, interest, discount } = payment;
  return {
    billingType: payment.billingType ?? 'BOLETO',
    value: reaisOf(faceCents(payment)),
    dueDate: dueOn,
    ...(description !== undefined && { description }),
    ...(externalReference !== undefined && { externalReference }),
    ...(fine && { fine: { value: fine.value, ...typeOf(fine.type) } }),
    ...(interest && { interest: { value: interest.value } }),
    ...(discount && discount.value > 0 && { discount: discountAgain(discount) }),
  };
}

function discountAgain(
  discount: NonNullable<WirePayment['discount']>,
): NonNullable<PaymentUpdateBody['discount']> {
  const { value, dueDateLimitDays, type } = discount;
  return {
    value,
    ...(dueDateLimitDays !== undefined && { dueDateLimitDays }),
    ...typeOf(type),
  };
}

function typeOf(type: string | undefined): { readonly type?: string } {
  return type === undefined ? {} : { type };
}

/** Asaas has one text for both: the description, then the lines of the message. */
export function descriptionOf(source: {
  readonly description: string;
  readonly messageLines: readonly string[];
}): string {
  const lines = [source.description.trim(), ...source.messageLines];
  return lines
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, LONGEST_DESCRIPTION);
}
