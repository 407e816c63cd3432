/** What we send: a charge or a carnê in our words -> the form of issue-charge (juno 1.3). */
import { formatCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type { ChargeToIssue, GroupToIssue, ParcelToIssue, Payer, PayerAddress } from '../charge.ts';
import type { Form } from './calls.ts';
import { decimal, termsForm } from './terms.ts';

/** Printed on the boleto, on up to four lines. */
export const DESCRIPTION = { lines: 4, lineLength: 80, length: 400 } as const;

/** 172.16.0.0 to 172.31.255.255 are refused as addresses of callbacks (M117). */
const REFUSED_HOST = /^172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}$/;

export function chargeForm(charge: ChargeToIssue, today: CivilDate): Form {
  const { amountCents, dueOn, terms } = charge;
  return {
    ...commonForm(charge),
    ...moneyForm(amountCents, dueOn),
    installments: '1',
    ...termsForm(terms, { amountCents, dueOn, today }),
  };
}

/** The parcels follow monthly on the day of the first, all with its amount. */
export function groupForm(group: GroupToIssue, first: ParcelToIssue, today: CivilDate): Form {
  const { amountCents, dueOn } = first;
  return {
    ...commonForm(group),
    ...moneyForm(amountCents, dueOn),
    installments: String(group.parcels.length),
    ...termsForm(group.terms, { amountCents, dueOn, today }),
  };
}

function moneyForm(amountCents: Cents, dueOn: CivilDate): Form {
  return { amount: decimal(amountCents), dueDate: formatCivilDate(dueOn) };
}

function commonForm(source: ChargeToIssue | GroupToIssue): Form {
  const { reference, payer, callbackUrl } = source;
  return {
    description: descriptionOf(source),
    reference,
    paymentTypes: 'BOLETO',
    ...payerForm(payer),
    ...(callbackUrl !== undefined &&
      !isRefusedAddress(callbackUrl) && { notificationUrl: callbackUrl }),
  };
}

function payerForm({ name, taxId, email, phone, address }: Payer): Form {
  return {
    payerName: name.trim(),
    payerCpfCnpj: taxId?.digits ?? '',
    // Without its consent the payer hears nothing of the gateway: neither address nor order to write.
    ...(email !== undefined && { payerEmail: email, notifyPayer: 'true' }),
    ...(phone !== undefined && { payerPhone: phone }),
    ...(address && addressForm(address)),
  };
}

function addressForm(address: PayerAddress): Form {
  const { street, number, complement, district, city, state, postalCode } = address;
  return {
    billingAddressStreet: street.slice(0, 100),
    billingAddressNumber: number.slice(0, 30),
    ...(complement !== undefined && { billingAddressComplement: complement.slice(0, 50) }),
    billingAddressNeighborhood: district.slice(0, 50),
    billingAddressCity: city.slice(0, 60),
    billingAddressState: state,
    billingAddressPostcode: postalCode,
  };
}

/** With such an address the whole charge would be refused; without one its payment is found by polling. */
function isRefusedAddress(url: string): boolean {
  return URL.canParse(url) && REFUSED_HOST.test(new URL(url).hostname);
}

/** One text for both: the description, then the lines of the message. */
export function descriptionOf(source: {
  readonly description: string;
  readonly messageLines: readonly string[];
}): string {
  return [source.description.trim(), ...source.messageLines]
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, DESCRIPTION.length);
}
