/** What we send: a charge or a carnê in our words -> bodies of Juno (juno 3.2). */
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import type { Payer, PayerAddress } from '../charge.ts';
import { reaisOf } from '../reais.ts';
import { termsBody } from './terms.ts';
import type { AddressBody, BillingBody, ChargesBody } from './wire.ts';

/** Printed on the boleto, in up to four lines. */
export const LONGEST_DESCRIPTION = 400;
const LONGEST_NAME = 80;
/** Lengths of the older API, which the newer one does not name. */
const LONGEST = { street: 100, number: 30, complement: 50, neighborhood: 50, city: 60 } as const;

/** A single charge, or a carnê: then with a reference for each parcel. */
export interface Order {
  readonly references: readonly string[];
  /** Of each parcel. */
  readonly amountCents: Cents;
  readonly firstDueOn: CivilDate;
  readonly description: string;
  readonly messageLines: readonly string[];
  readonly terms: ChargeTerms;
  readonly payer: Payer;
  /** With it the boleto carries a Pix QR. */
  readonly pixKey?: string;
}

export function chargesBody(order: Order): ChargesBody {
  const { references, amountCents, pixKey } = order;
  return {
    charge: {
      ...(pixKey !== undefined && { pixKey, pixIncludeImage: false }),
      description: descriptionOf(order),
      references,
      amount: reaisOf(amountCents),
      dueDate: order.firstDueOn,
      installments: references.length,
      ...termsBody(order.terms, amountCents),
      paymentTypes: [pixKey === undefined ? 'BOLETO' : 'BOLETO_PIX'],
    },
    billing: billingBody(order.payer),
  };
}

/** Who has an e-mail here is written to: it is left out unless the account forwards it. */
function billingBody({ name, taxId, email, phone, address }: Payer): BillingBody {
  return {
    name: name.trim().slice(0, LONGEST_NAME),
    document: taxId?.digits ?? '',
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(address && { address: addressBody(address) }),
    notify: email !== undefined,
  };
}

function addressBody(address: PayerAddress): AddressBody {
  return {
    street: address.street.slice(0, LONGEST.street),
    number: address.number.slice(0, LONGEST.number),
    ...(address.complement !== undefined && {
      complement: address.complement.slice(0, LONGEST.complement),
    }),
    neighborhood: address.district.slice(0, LONGEST.neighborhood),
    city: address.city.slice(0, LONGEST.city),
    state: address.state,
    postCode: address.postalCode,
  };
}

/** Juno has one text for both: the description, then the lines of the message. */
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
