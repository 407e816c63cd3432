/** What a call of issue-charge orders, within the limits of the API (juno.md 1.3). */
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, splitEvenly, subtract, sum, ZERO, type Cents } from '../../../domain/money.ts';
import { isCnpj, isCpf } from '../person-document.ts';
import type { Payer, Terms } from '../store/boleto-facil/charge.ts';
import { whyRefused } from './callback-url.ts';
import type { BoletoFacilContext } from './context.ts';
import {
  optionalCents,
  optionalCount,
  optionalDay,
  optionalFlag,
  optionalHundredths,
  optionalText,
  requiredText,
} from './fields.ts';
import { parcelDays } from './parcel-days.ts';
import type { Parameters } from './parameters.ts';
import { aboveMaximum, belowMinimum, invalid, missing, Refusal } from './refusal.ts';

export interface Order {
  readonly description: string;
  readonly reference: string;
  /** One for each parcel, in order. */
  readonly parcels: readonly { readonly amountCents: Cents; readonly dueOn: CivilDate }[];
  readonly terms: Terms;
  readonly payer: Payer;
  readonly notificationUrl: string | null;
}

const MAX_CENTS = cents(100_000_000);
const MAX_CARD_INSTALLMENTS = 12;
const LAST_OVERDUE_DAY = 29;

/** Lengths of texts that are kept nowhere, but looked at. */
const lengths: readonly (readonly [string, number])[] = [
  ['payerSecondaryEmail', 80],
  ['payerPhone', 25],
  ['billingAddressStreet', 100],
  ['billingAddressNumber', 30],
  ['billingAddressComplement', 50],
  ['billingAddressNeighborhood', 50],
  ['billingAddressCity', 60],
];

const patterns: readonly (readonly [string, RegExp])[] = [
  ['payerEmail', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['payerSecondaryEmail', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
  ['billingAddressState', /^[A-Z]{2}$/],
  ['billingAddressPostcode', /^\d{5}-?\d{3}$/],
];

/** Reads the whole order; validation stops at the first fault. */
export function readOrder(context: BoletoFacilContext, parameters: Parameters): Order {
  const description = readDescription(parameters);
  const value = readValue(parameters);
  const payer = readPayer(parameters);
  checkPayerFields(parameters);
  checkPaymentTypes(parameters);
  const parcels = readParcels(context, parameters, value);
  return {
    description,
    reference: optionalText(parameters, 'reference', 255) ?? '',
    parcels,
    terms: readTerms(context, parameters, parcels),
    payer,
    notificationUrl: readUrl(context, parameters),
  };
}

function readDescription(parameters: Parameters): string {
  const text = requiredText(parameters, 'description', 400);
  if (text.split(/\r\n|\n|\r/).length > 4) throw invalid('description');
  return text;
}

interface Value {
  readonly cents: Cents;
  readonly isTotal: boolean;
}

/** The value of each parcel, or instead of it the whole. */
function readValue(parameters: Parameters): Value {
  const amount = optionalCents(parameters, 'amount');
  const total = optionalCents(parameters, 'totalAmount');
  if (amount !== undefined && total !== undefined)
    throw new Refusal("Informe 'amount' ou 'totalAmount', não os dois");
  if (total !== undefined) return { cents: total, isTotal: true };
  if (amount === undefined) throw missing('amount');
  return { cents: amount, isTotal: false };
}

function readPayer(parameters: Parameters): Payer {
  const name = requiredText(parameters, 'payerName', 80);
  const document = requiredText(parameters, 'payerCpfCnpj', 20).replace(/[.\-/]/g, '');
  if (!isCpf(document) && !isCnpj(document)) throw new Refusal('CPF/CNPJ do pagador inválido');
  return { name, document, email: optionalText(parameters, 'payerEmail', 80) ?? null };
}

function checkPayerFields(parameters: Parameters): void {
  for (const [name, max] of lengths) optionalText(parameters, name, max);
  for (const [name, pattern] of patterns)
    if (!pattern.test(parameters.get(name) ?? 'a@b.c') && parameters.has(name)) throw invalid(name);
  optionalDay(parameters, 'payerBirthDate');
  optionalFlag(parameters, 'notifyPayer');
  optionalFlag(parameters, 'paymentAdvance');
}

const typesOf = (parameters: Parameters): readonly string[] =>
  (parameters.get('paymentTypes') ?? 'BOLETO').split(',').map((type) => type.trim());

/** Cards are not simulated: a charge must at least also be payable by boleto. */
function checkPaymentTypes(parameters: Parameters): void {
  const types = typesOf(parameters);
  if (types.some((type) => type !== 'BOLETO' && type !== 'CREDIT_CARD'))
    throw invalid('paymentTypes');
  if (!types.includes('BOLETO'))
    throw new Refusal('Pagamento com cartão de crédito não habilitado para esta conta');
}

function readParcels(
  context: BoletoFacilContext,
  parameters: Parameters,
  value: Value,
): Order['parcels'] {
  const { maxInstallments, shortMonths } = context.settings();
  const max = typesOf(parameters).includes('CREDIT_CARD')
    ? Math.min(maxInstallments, MAX_CARD_INSTALLMENTS)
    : maxInstallments;
  const count = optionalCount(parameters, 'installments', { min: 1, max }) ?? 1;
  const days = parcelDays(readDueOn(context, parameters), count, shortMonths);
  const amounts = amountsOf(context, value, count);
  for (const amount of amounts) checkAmount(context, amount);
  return days.map((dueOn, index) => ({ dueOn, amountCents: amounts[index] ?? ZERO }));
}

function readDueOn(context: BoletoFacilContext, parameters: Parameters): CivilDate {
  const { defaultDueDays, takesPastDueDates } = context.settings();
  const today = context.today();
  const dueOn = optionalDay(parameters, 'dueDate') ?? addDays(today, defaultDueDays);
  if (dueOn < today && !takesPastDueDates)
    throw new Refusal('A data de vencimento não pode ser anterior à data atual');
  return dueOn;
}

function amountsOf(context: BoletoFacilContext, value: Value, count: number): readonly Cents[] {
  if (!value.isTotal) return Array.from({ length: count }, () => value.cents);
  if (context.settings().remainderOn === 'first-parcels') return splitEvenly(value.cents, count);
  const each = cents(Math.floor(value.cents / count));
  const first = Array.from({ length: count - 1 }, () => each);
  return [...first, subtract(value.cents, sum(first))];
}

function checkAmount(context: BoletoFacilContext, amount: Cents): void {
  const minimum = cents(context.settings().minCents);
  if (amount < minimum) throw belowMinimum(minimum);
  if (amount > MAX_CENTS) throw aboveMaximum(MAX_CENTS);
}

function readTerms(
  context: BoletoFacilContext,
  parameters: Parameters,
  parcels: Order['parcels'],
): Terms {
  const days = optionalCount(parameters, 'maxOverdueDays', { min: 0, max: 999_999_999 });
  const discountCents = optionalCents(parameters, 'discountAmount') ?? ZERO;
  if (parcels.some(({ amountCents }) => discountCents >= amountCents))
    throw invalid('discountAmount');
  return {
    // Whatever is more than 29 is taken as 29 (seed 001, 5.7).
    maxOverdueDays: Math.min(days ?? context.settings().defaultMaxOverdueDays, LAST_OVERDUE_DAY),
    fine: readPercent(context, parameters, 'fine'),
    interest: readPercent(context, parameters, 'interest'),
    discountCents,
    discountDays: optionalCount(parameters, 'discountDays', { min: -1, max: 9_999 }) ?? -1,
  };
}

function readPercent(context: BoletoFacilContext, parameters: Parameters, name: string): number {
  const value = optionalHundredths(parameters, name) ?? 0;
  if (value > context.settings().maxPercent * 100) throw invalid(name);
  return value;
}

function readUrl(context: BoletoFacilContext, parameters: Parameters): string | null {
  const url = parameters.get('notificationUrl');
  if (url === undefined) return null;
  const reason = whyRefused(url, context.settings().refusedNetworks);
  if (reason !== undefined) throw new Refusal(reason);
  return url;
}
