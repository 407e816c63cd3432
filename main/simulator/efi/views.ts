/** Charges and carnês as the API shows them (efi.md 1.5-1.9). */
import { barcodeOf, printedLinha } from '../boleto.ts';
import { dynamicPix, pixPicture } from '../br-code.ts';
import type { Carnet } from '../store/efi/carnets.ts';
import type { Billet, Charge } from '../store/efi/charge.ts';
import { billetCents } from './amounts.ts';
import { naive, type EfiContext } from './context.ts';

const EFI_BANK = '364';

export interface IssuedCharge extends Charge {
  readonly billet: Billet;
}

/** Whether the boleto exists, which it does not before /pay. */
export const isIssued = (charge: Charge): charge is IssuedCharge => charge.billet !== null;

/** Linha digitável with dots and blanks; the API calls it `barcode`. */
export function linhaOf(charge: IssuedCharge): string {
  // The layout of Efí's free field is not published; a charge's id makes it unique.
  const free = `00001${String(charge.chargeId).padStart(11, '0')}000049048`;
  const { expireOn } = charge.billet;
  const amount = billetCents(charge, charge.billet);
  return printedLinha(barcodeOf({ bank: EFI_BANK, dueOn: expireOn, amount, free }));
}

export const pixPayloadOf = (charge: Charge): string =>
  dynamicPix({
    location: `qrcodespix.simulador.test/bolix/v2/cobv/${charge.slug}`,
    name: 'PROVEDOR SIMULADO LTDA',
    city: 'OURO PRETO',
  });

function pixView(charge: IssuedCharge) {
  if (!charge.billet.hasPix) return {};
  const qrcode = pixPayloadOf(charge);
  return { pix: { qrcode, qrcode_image: pixPicture(qrcode) } };
}

const page = (context: EfiContext, path: string): string => `${context.ports.baseUrl()}/${path}`;

/** What every view of a single boleto shares. */
export function billetView(context: EfiContext, charge: IssuedCharge) {
  const { slug } = charge;
  return {
    barcode: linhaOf(charge),
    ...pixView(charge),
    link: page(context, `visualizar/${slug}`),
    billet_link: page(context, `boleto/${slug}`),
    pdf: { charge: page(context, `boleto/${slug}.pdf`) },
    expire_at: charge.billet.expireOn,
  };
}

/** Carnês without Bolix lack pix and the parcel's own page (efi.md 1.7). */
export function parcelView(context: EfiContext, charge: IssuedCharge) {
  const { slug } = charge;
  return {
    barcode: linhaOf(charge),
    ...pixView(charge),
    url: page(context, `lamina/${slug}`),
    ...(charge.billet.hasPix ? { parcel_link: page(context, `parcela/${slug}`) } : {}),
    pdf: { charge: page(context, `lamina/${slug}.pdf`) },
    expire_at: charge.billet.expireOn,
  };
}

/** Answer of one-step and /pay. */
export const issuedView = (context: EfiContext, charge: IssuedCharge) => ({
  ...billetView(context, charge),
  charge_id: charge.chargeId,
  status: charge.status,
  total: charge.totalCents,
  payment: 'banking_billet',
});

/** Answer of createCharge. */
export const createdView = (charge: Charge) => ({
  charge_id: charge.chargeId,
  status: charge.status,
  total: charge.totalCents,
  custom_id: charge.customId,
  created_at: naive(charge.createdAt),
});

const fineAndInterest = ({ terms }: Billet) => ({
  interest_type: terms.interestType,
  interest: terms.interest,
  fine: terms.fine,
});

const configurations = (billet: Billet) => ({
  days_to_write_off: billet.terms.daysToWriteOff,
  ...fineAndInterest(billet),
});

/** Answer of detailCharge. Customer and payment are absent while the status is `new`. */
export function detailView(context: EfiContext, charge: Charge) {
  return {
    charge_id: charge.chargeId,
    total: charge.totalCents,
    status: charge.status,
    custom_id: charge.customId,
    created_at: naive(charge.createdAt),
    notification_url: charge.notificationUrl,
    items: charge.items,
    shippings: charge.shippings,
    history: historyView(context, `charge:${charge.chargeId}`),
    ...(isIssued(charge)
      ? { customer: charge.billet.customer, payment: paymentView(context, charge) }
      : {}),
    ...(context.settings().paidShape === 'history' && isPaid(charge)
      ? { paid_value: charge.payment.paidCents }
      : {}),
  };
}

type PaidCharge = Charge & { readonly payment: NonNullable<Charge['payment']> };

/** Money was confirmed, even if it went back later. */
export const isPaid = (charge: Charge): charge is PaidCharge =>
  charge.payment !== null && charge.payment.paidAt !== null;

function paymentView(context: EfiContext, charge: IssuedCharge) {
  const { billet } = charge;
  const common = { created_at: naive(billet.issuedAt), message: billet.message };
  const paid =
    context.settings().paidShape === 'payment' && isPaid(charge) ? paidFields(charge) : {};
  if (charge.parcel === null)
    return {
      method: 'banking_billet',
      ...common,
      ...paid,
      banking_billet: {
        ...billetView(context, charge),
        configurations: configurations(billet),
      },
    };
  return {
    method: 'carnet',
    ...common,
    ...paid,
    carnet: {
      parcel: charge.parcel,
      ...parcelView(context, charge),
      configurations: fineAndInterest(billet),
    },
  };
}

function paidFields({ payment }: PaidCharge) {
  return {
    paid_at: payment.paidAt,
    paid_value: payment.paidCents,
    received_by_bank_at: payment.paidOn,
  };
}

export function historyView(context: EfiContext, owner: string) {
  return context.events
    .linesOf(owner)
    .map(({ message, at }) => ({ message, created_at: naive(at) }));
}

/** A row of listCharges: `id` and `payment_method` here, unlike the detail. */
export function listedView(context: EfiContext, charge: Charge) {
  return {
    id: charge.chargeId,
    total: charge.totalCents,
    status: charge.status,
    custom_id: charge.customId,
    created_at: naive(charge.createdAt),
    ...(isIssued(charge)
      ? { customer: listedCustomer(charge.billet), payment: listedPayment(context, charge) }
      : {}),
  };
}

function listedCustomer({ customer }: Billet) {
  const phone_number = customer.phone_number ?? null;
  return customer.cnpj === undefined
    ? { phone_number, cpf: customer.cpf, name: customer.name }
    : { phone_number, cnpj: customer.cnpj, corporate_name: customer.corporate_name };
}

function listedPayment(context: EfiContext, charge: IssuedCharge) {
  const told = isPaid(charge)
    ? context.settings().listTellsPayment
      ? paidFields(charge)
      : { paid_at: charge.payment.paidAt }
    : { paid_at: null };
  const terms = configurations(charge.billet);
  if (charge.parcel === null)
    return {
      payment_method: 'banking_billet',
      ...told,
      banking_billet: { ...billetView(context, charge), configurations: terms },
    };
  const link = page(context, `visualizar/${charge.slug}`);
  return {
    payment_method: 'carnet',
    ...told,
    carnet: {
      parcel: charge.parcel,
      ...parcelView(context, charge),
      link,
      configurations: terms,
    },
  };
}

function carnetLinks(context: EfiContext, { slug }: Carnet) {
  return {
    cover: page(context, `carne/${slug}/capa`),
    link: page(context, `carne/${slug}`),
    pdf: {
      carnet: page(context, `carne/${slug}.pdf`),
      cover: page(context, `carne/${slug}/capa.pdf`),
    },
  };
}

/** Answer of createCarnet: `parcel` is text here, and each charge tells its value. */
export function createdCarnetView(
  context: EfiContext,
  carnet: Carnet,
  parcels: readonly IssuedCharge[],
) {
  const hasPix = parcels.some(({ billet }) => billet.hasPix);
  const carnetLink = { carnet_link: page(context, `carne/${carnet.slug}/completo`) };
  return {
    carnet_id: carnet.carnetId,
    status: carnet.status,
    ...carnetLinks(context, carnet),
    ...(hasPix ? carnetLink : {}),
    charges: parcels.map((charge) => ({
      charge_id: charge.chargeId,
      parcel: String(charge.parcel),
      status: charge.status,
      value: charge.totalCents,
      ...parcelView(context, charge),
    })),
  };
}

/** Answer of detailCarnet: `parcel` is a number here, and no charge tells its value. */
export function carnetView(context: EfiContext, carnet: Carnet, parcels: readonly IssuedCharge[]) {
  return {
    carnet_id: carnet.carnetId,
    status: carnet.status,
    repeats: carnet.repeats,
    ...carnetLinks(context, carnet),
    value: carnet.valueCents,
    custom_id: carnet.customId,
    notification_url: carnet.notificationUrl,
    split_items: carnet.hasSplitItems,
    charges: parcels.map((charge) => ({
      charge_id: charge.chargeId,
      status: charge.status,
      ...parcelView(context, charge),
      parcel: charge.parcel,
      configurations: { interest: charge.billet.terms.interest, fine: charge.billet.terms.fine },
    })),
    created_at: naive(carnet.createdAt),
    history: historyView(context, `carnet:${carnet.carnetId}`),
  };
}
