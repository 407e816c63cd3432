/** What a charge is made of: reading, limits, writing; shared by single charges and carnês (asaas.md 3.1). */
import { randomInt } from 'node:crypto';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { cents, formatAmount, subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { Customer } from '../store/asaas/customers.ts';
import type { BillingType, Payment, Rate, Terms } from '../store/asaas/payment.ts';
import { rateCents } from './amounts.ts';
import {
  asBody,
  optionalChoice,
  optionalCount,
  optionalDay,
  optionalFlag,
  optionalText,
  type Body,
} from './body.ts';
import { randomText, type AsaasContext } from './context.ts';
import { invalidAction, invalidField, Refusal } from './errors.ts';
import { tell } from './events.ts';
import { getPayment, slipEndOf } from './states.ts';

const billingTypes: readonly BillingType[] = ['BOLETO', 'PIX', 'UNDEFINED'];

const MAX_DESCRIPTION = 500;

/** What one charge and every parcel of a carnê share. */
export interface Order {
  readonly customer: Customer;
  readonly billingType: BillingType;
  readonly dueOn: CivilDate;
  readonly description: string | null;
  readonly externalReference: string | null;
  readonly terms: Terms;
  readonly hasPostalService: boolean;
}

/** Reads the fields that both ways of creating have. */
export function readOrder(
  context: AsaasContext,
  body: Body,
  referenceName = 'externalReference',
): Order {
  const customer = readCustomer(context, body);
  const billingType = optionalChoice(body, 'billingType', billingTypes);
  if (billingType === undefined) throw invalidField('billingType');
  return {
    customer,
    billingType,
    dueOn: readDueDate(context, body),
    description: optionalText(body, 'description', MAX_DESCRIPTION) ?? null,
    externalReference: optionalText(body, referenceName) ?? null,
    terms: readTerms(body),
    hasPostalService: optionalFlag(body, 'postalService') ?? false,
  };
}

function readCustomer(context: AsaasContext, body: Body): Customer {
  const id = body['customer'];
  const customer = typeof id === 'string' ? context.customers.byId(id) : undefined;
  if (customer === undefined || customer.isDeleted) throw invalidField('customer');
  return customer;
}

/** From today on (asaas.md 1.4). */
export function readDueDate(context: AsaasContext, body: Body): CivilDate {
  const dueOn = optionalDay(body, 'dueDate');
  if (dueOn === undefined) throw invalidField('dueDate');
  if (dueOn < context.today())
    throw new Refusal('invalid_dueDate', 'A data de vencimento não pode ser anterior a hoje.');
  return dueOn;
}

/** Discount, fine and interest as sent; what is absent is none. */
export function readTerms(body: Body): Terms {
  const { discount, fine, interest } = body;
  return {
    discount: discount === undefined || discount === null ? null : readDiscount(asBody(discount)),
    fine: fine === undefined || fine === null ? null : readRate(asBody(fine), 'fine', 'PERCENTAGE'),
    interest:
      interest === undefined || interest === null ? null : readNumber(asBody(interest), 'interest'),
    daysToSlipEnd: optionalCount(body, 'daysAfterDueDateToRegistrationCancellation') ?? null,
  };
}

const readDiscount = (body: Body): Terms['discount'] => ({
  ...readRate(body, 'discount', 'FIXED'),
  dueDateLimitDays: optionalCount(body, 'dueDateLimitDays') ?? 0,
});

/** Reais become centavos, percents are kept times 10,000. */
function readRate(body: Body, name: string, usual: Rate['type']): Rate {
  const type = optionalChoice(body, 'type', ['FIXED', 'PERCENTAGE'] as const) ?? usual;
  const value = readNumber(body, name);
  return { type, value: type === 'FIXED' ? Math.round(value / 100) : value };
}

function readNumber(body: Body, name: string): number {
  const { value } = body;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw invalidField(name);
  return Math.round(value * 10_000);
}

/** R$ 5,00 counted after the discount (asaas.md 3.1). */
export function checkFloor(context: AsaasContext, valueCents: Cents, { discount }: Terms): void {
  const given = discount === null ? ZERO : rateCents(discount, valueCents);
  const { minCents } = context.settings();
  if (subtract(valueCents, given) >= minCents) return;
  throw new Refusal(
    'invalid_object',
    `O valor da cobrança (R$ ${formatAmount(valueCents)}) menos o valor do desconto (R$ ${formatAmount(given)}) não pode ser menor que R$ ${formatAmount(cents(minCents))}.`,
  );
}

/** The day's limit of charges. What the real one answers then is not known. */
export function checkDailyLimit(context: AsaasContext, count: number): void {
  const used = context.payments.countCreatedOn(context.today());
  if (used + count > context.settings().dailyLimit)
    throw invalidAction('O limite diário de criação de cobranças foi atingido.');
}

export interface PaymentOrder extends Order {
  readonly valueCents: Cents;
  readonly parcel?: { readonly installment: string; readonly number: number };
}

/** Writes the charge and tells PAYMENT_CREATED. The caller runs it in a transaction. */
export function addPayment(context: AsaasContext, order: PaymentOrder): Payment {
  const { customer, parcel, dueOn, terms, billingType } = order;
  const { fees } = context.settings();
  const id = newPaymentId(context);
  context.payments.add({
    id,
    slug: randomText(16),
    customer: customer.id,
    installment: parcel?.installment ?? null,
    parcel: parcel?.number ?? null,
    billingType,
    valueCents: order.valueCents,
    feeCents: cents(billingType === 'PIX' ? fees.pix : fees.boleto),
    description: order.description,
    externalReference: order.externalReference,
    terms,
    hasPostalService: order.hasPostalService,
    dueOn,
    slipEndsOn: billingType === 'PIX' ? null : slipEndOf(context, dueOn, terms.daysToSlipEnd),
    createdOn: context.today(),
    createdAt: context.now(),
  });
  const payment = getPayment(context, id);
  tell(context, 'PAYMENT_CREATED', payment);
  return payment;
}

/** Twenty characters in both forms (asaas.md 1.8). */
const newPaymentId = (context: AsaasContext): string =>
  context.settings().idFormat === 'plain'
    ? `pay_${randomText(16)}`
    : `pay_${String(randomInt(1, 10))}_${randomText(14)}`;
