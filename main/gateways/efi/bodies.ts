/** What we send: a charge or a group in our words -> bodies of API Cobranças (efi 1.4). */
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { ChargeToIssue, GroupToIssue, Payer, PayerAddress } from '../charge.ts';
import { clampTerms, conditionalDiscount, lateConfigurations } from './terms.ts';
import type {
  CarnetBody,
  ChargeBody,
  PayBody,
  WireAddress,
  WireCustomer,
  WireItem,
  WireMetadata,
} from './wire.ts';

const LONGEST_ITEM_NAME = 255;

/** Body of createCharge: no payer yet. */
export function chargeBody(charge: ChargeToIssue): ChargeBody {
  return {
    items: [itemOf(charge.description, charge.amountCents, charge.reference)],
    metadata: metadataOf(charge),
  };
}

/** Body of definePayMethod. `today` decides whether the discount can still be had. */
export function payBody(charge: ChargeToIssue, today: CivilDate): PayBody {
  const discount = conditionalDiscount(charge.terms, charge.dueOn, today);
  return {
    payment: {
      banking_billet: {
        customer: customerOf(charge.payer),
        expire_at: charge.dueOn,
        ...(discount && { conditional_discount: discount }),
        configurations: {
          days_to_write_off: clampTerms(charge.terms).terms.payableDays,
          ...lateConfigurations(charge.terms),
        },
        ...messageOf(charge.messageLines),
      },
    },
  };
}

/**
 * Body of createCarnet. Every parcel costs the value of the first one and falls due monthly from its date; the discount
 * is left out because its date is not defined for later parcels (efi 9.3).
 * @returns undefined for a group without parcels
 */
export function carnetBody(group: GroupToIssue): CarnetBody | undefined {
  const [first] = group.parcels;
  if (!first) return undefined;
  return {
    items: [itemOf(group.description, first.amountCents, group.reference)],
    customer: customerOf(group.payer),
    expire_at: first.dueOn,
    repeats: group.parcels.length,
    split_items: false,
    metadata: metadataOf(group),
    configurations: lateConfigurations(group.terms),
    ...messageOf(group.messageLines),
  };
}

/** CPF and name, or the company's own object: a CNPJ in `cpf` is refused (3500034). */
export function customerOf(payer: Payer): WireCustomer {
  return {
    ...identityOf(payer),
    ...(payer.email !== undefined && { email: payer.email }),
    ...(payer.phone !== undefined && { phone_number: payer.phone }),
    ...(payer.address && { address: addressOf(payer.address) }),
  };
}

function identityOf({ name, taxId }: Payer): WireCustomer {
  if (!taxId) return { name };
  return taxId.kind === 'cnpj'
    ? { juridical_person: { corporate_name: name, cnpj: taxId.digits } }
    : { name, cpf: taxId.digits };
}

function addressOf(address: PayerAddress): WireAddress {
  return {
    street: address.street,
    number: address.number,
    neighborhood: address.district,
    zipcode: address.postalCode,
    city: address.city,
    ...(address.complement !== undefined && { complement: address.complement }),
    state: address.state,
  };
}

/** Efí's own plug-in strips angle brackets from item names (efi 1.4). */
function itemOf(description: string, value: number, reference: string): WireItem {
  const name = description.replace(/[<>]/g, '').trim().slice(0, LONGEST_ITEM_NAME);
  return { name: name === '' ? reference : name, value, amount: 1 };
}

function metadataOf(source: {
  readonly reference: string;
  readonly callbackUrl?: string;
}): WireMetadata {
  return {
    custom_id: source.reference,
    ...(source.callbackUrl !== undefined && { notification_url: source.callbackUrl }),
  };
}

function messageOf(lines: readonly string[]): { readonly message?: string } {
  return lines.length === 0 ? {} : { message: lines.join('\n') };
}
