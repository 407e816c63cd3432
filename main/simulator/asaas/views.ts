/** Charges, instalments and customers as the API shows them (asaas.md 2, 3.2, 3.3, 3.6). */
import { addMonths, type CivilDate } from '../../../domain/civil-date.ts';
import { subtract, sum, ZERO, type Cents } from '../../../domain/money.ts';
import { barcodeOf, printedLinha } from '../boleto.ts';
import { dynamicPix } from '../br-code.ts';
import type { Customer } from '../store/asaas/customers.ts';
import type { Installment } from '../store/asaas/installments.ts';
import type { Page, Payment, Rate } from '../store/asaas/payment.ts';
import { reais } from './body.ts';
import { localTime, type AsaasContext } from './context.ts';
import { qrPicture } from './qr-picture.ts';

const ASAAS_BANK = '461';

/** The first charge of a new account is not number one. */
const NUMBERS_FROM = { invoice: 5_100, nossoNumero: 12_745_148 };

export const hasSlip = ({ billingType }: Payment): boolean => billingType !== 'PIX';

const nossoNumero = ({ seq }: Payment): string => String(NUMBERS_FROM.nossoNumero + seq);

/** The 44 digits; each update of the charge changes them (asaas.md 3.3). The layout of the free field is a guess. */
export function barcodeOfPayment(payment: Payment): string {
  const revision = String(payment.revision % 10_000).padStart(4, '0');
  const free = `0001${revision}${nossoNumero(payment).padStart(11, '0')}000017`;
  const { dueOn, valueCents: amount } = payment;
  return barcodeOf({ bank: ASAAS_BANK, dueOn, amount, free });
}

export const linhaOf = (payment: Payment): string => printedLinha(barcodeOfPayment(payment));

/** With a key of the account's own the code stays; without one it dies with its day and with each update. */
export function pixPayloadOf(context: AsaasContext, payment: Payment): string {
  const isOwn = context.settings().hasPixKey;
  const passing = isOwn ? '' : `${String(payment.revision)}${context.today().replaceAll('-', '')}`;
  return dynamicPix({
    location: `qr.simulador.test/asaas/cobv/${payment.slug}${passing}`,
    name: 'PROVEDOR SIMULADO LTDA',
    city: 'JOINVILLE',
  });
}

const pixEndsOn = (context: AsaasContext, { dueOn }: Payment): CivilDate =>
  context.settings().hasPixKey ? addMonths(dueOn, 12) : context.today();

export function pixView(context: AsaasContext, payment: Payment) {
  const payload = pixPayloadOf(context, payment);
  return {
    encodedImage: qrPicture(payload),
    payload,
    expirationDate: `${pixEndsOn(context, payment)} 23:59:59`,
    description: payment.description,
  };
}

/** Answer of identificationField. */
export const slipView = (payment: Payment) => ({
  identificationField: linhaOf(payment).replace(/\D/g, ''),
  nossoNumero: nossoNumero(payment),
  barCode: barcodeOfPayment(payment),
});

export const publicUrl = (context: AsaasContext, path: string): string =>
  `${context.ports.baseUrl()}/${path}`;

/** The page of the charge. */
export const invoiceUrl = (context: AsaasContext, { slug }: Payment): string =>
  publicUrl(context, `i/${slug}`);

export const slipUrl = (context: AsaasContext, { slug }: Payment): string =>
  publicUrl(context, `b/pdf/${slug}`);

const isPaid = ({ status }: Payment): boolean => status !== 'PENDING' && status !== 'OVERDUE';

const netCents = ({ status, valueCents, feeCents }: Payment): Cents =>
  status === 'RECEIVED_IN_CASH' ? valueCents : subtract(valueCents, feeCents);

/** A charge; keys of relations that are empty are absent, not null (asaas.md 3.2). */
export function paymentView(context: AsaasContext, payment: Payment) {
  return {
    object: 'payment',
    id: payment.id,
    dateCreated: payment.createdOn,
    customer: payment.customer,
    ...(payment.installment === null ? {} : { installment: payment.installment }),
    checkoutSession: null,
    paymentLink: null,
    ...amountsView(payment),
    description: payment.description,
    billingType: payment.billingType,
    ...(payment.billingType === 'BOLETO' ? { canBePaidAfterDueDate: !payment.hasSlipEnded } : {}),
    ...(payment.confirmedOn === null ? {} : { confirmedDate: payment.confirmedOn }),
    pixTransaction: payment.pixTransaction,
    status: payment.status,
    dueDate: payment.dueOn,
    originalDueDate: payment.originalDueOn,
    paymentDate: payment.paidOn,
    clientPaymentDate: payment.clientPaidOn,
    installmentNumber: payment.parcel,
    ...linksView(context, payment),
    externalReference: payment.externalReference,
    deleted: payment.isDeleted,
    anticipated: false,
    anticipable: false,
    creditDate: payment.creditOn,
    estimatedCreditDate: payment.creditOn,
    lastInvoiceViewedDate: payment.invoiceViewedOn,
    lastBankSlipViewedDate: payment.slipViewedOn,
    ...termsView(payment),
    postalService: payment.hasPostalService,
    escrow: null,
    refunds: payment.refunds.length === 0 ? null : refundsView(payment),
  };
}

const amountsView = (payment: Payment) => ({
  value: reais(payment.valueCents),
  netValue: reais(netCents(payment)),
  originalValue: payment.originalCents === null ? null : reais(payment.originalCents),
  interestValue: payment.interestCents === null ? null : reais(payment.interestCents),
});

const linksView = (context: AsaasContext, payment: Payment) => ({
  invoiceUrl: invoiceUrl(context, payment),
  invoiceNumber: String(NUMBERS_FROM.invoice + payment.seq).padStart(8, '0'),
  transactionReceiptUrl: isPaid(payment) ? publicUrl(context, `comprovante/${payment.slug}`) : null,
  nossoNumero: hasSlip(payment) ? nossoNumero(payment) : null,
  bankSlipUrl: hasSlip(payment) ? slipUrl(context, payment) : null,
});

/** Terms that were not sent are shown as zero. */
function termsView({ terms }: Payment) {
  const { discount, fine, interest, daysToSlipEnd } = terms;
  return {
    discount: {
      value: discount === null ? 0 : rateNumber(discount),
      limitDate: null,
      dueDateLimitDays: discount?.dueDateLimitDays ?? 0,
      type: discount?.type ?? 'FIXED',
    },
    fine: { value: fine === null ? 0 : rateNumber(fine), type: fine?.type ?? 'FIXED' },
    interest: { value: (interest ?? 0) / 10_000, type: 'PERCENTAGE' },
    ...(daysToSlipEnd === null
      ? {}
      : { daysAfterDueDateToRegistrationCancellation: daysToSlipEnd }),
  };
}

const rateNumber = ({ type, value }: Rate): number =>
  type === 'FIXED' ? value / 100 : value / 10_000;

export const refundsView = ({ refunds }: Payment) =>
  refunds.map(({ createdAt, valueCents, description }) => ({
    dateCreated: localTime(createdAt),
    status: 'DONE',
    value: reais(valueCents),
    description,
    transactionReceiptUrl: null,
  }));

/** A carnê; `paymentValue` is that of the last parcel (asaas.md 3.6). */
export function installmentView(installment: Installment, parcels: readonly Payment[]) {
  const last = parcels.at(-1);
  const faces = parcels.map(({ originalCents, valueCents }) => originalCents ?? valueCents);
  return {
    object: 'installment',
    id: installment.id,
    value: reais(sum(faces)),
    netValue: reais(sum(parcels.map(netCents))),
    paymentValue: reais(last?.valueCents ?? ZERO),
    installmentCount: installment.installmentCount,
    billingType: installment.billingType,
    paymentDate: null,
    description: installment.description,
    expirationDay: installment.expirationDay,
    deleted: installment.isDeleted,
    dateCreated: installment.createdOn,
    checkoutSession: null,
    customer: installment.customer,
    paymentLink: null,
    transactionReceiptUrl: null,
    creditCard: null,
    refunds: null,
  };
}

/** Fields of a customer that are stored as they were sent. */
export const customerTexts = [
  'phone',
  'mobilePhone',
  'address',
  'addressNumber',
  'complement',
  'province',
  'postalCode',
  'additionalEmails',
  'municipalInscription',
  'stateInscription',
  'observations',
  'company',
] as const;

export function customerView(customer: Customer) {
  const texts = customerTexts.map((name) => [name, customer.fields[name] ?? null] as const);
  return {
    object: 'customer',
    id: customer.id,
    dateCreated: customer.createdOn,
    name: customer.name,
    email: customer.email,
    cpfCnpj: customer.cpfCnpj,
    personType: customer.cpfCnpj.length === 11 ? 'FISICA' : 'JURIDICA',
    deleted: customer.isDeleted,
    externalReference: customer.externalReference,
    groupName: customer.groupName,
    notificationDisabled: customer.fields['notificationDisabled'] === true,
    ...Object.fromEntries(texts),
    canDelete: true,
    cannotBeDeletedReason: null,
    canEdit: true,
    cannotEditReason: null,
    // The real one derives them from the CEP.
    city: null,
    cityName: null,
    state: null,
    country: 'Brasil',
    foreignCustomer: customer.fields['foreignCustomer'] === true,
  };
}

/** The envelope of every list (asaas.md 1.6). */
export const listView = (data: readonly unknown[], total: number, page: Page) => ({
  object: 'list',
  hasMore: page.offset + data.length < total,
  totalCount: total,
  limit: page.limit,
  offset: page.offset,
  data,
});
