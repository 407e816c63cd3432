/** Rules of issuing that need the day, the account or several fields together (juno.md 3.2). */
import { addDays, addMonths, dayOfMonth, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, formatMoney, ZERO, type Cents } from '../../../domain/money.ts';
import type { PaymentType, Terms } from '../store/juno/charge.ts';
import type { JunoContext } from './context.ts';
import { fault, Refusal, type Fault } from './errors.ts';
import type { ChargeBody } from './wire.ts';

/** More days than these are taken as these (juno.md 4). */
const MAX_OVERDUE_DAYS = 29;

const MAX_BOLETO_PARCELS = 24;
const MAX_CARD_PARCELS = 12;

/** One parcel as it is ordered. */
export interface Parcel {
  readonly amountCents: Cents;
  readonly dueOn: CivilDate;
  readonly reference: string | null;
}

/** Ways of paying; only boleto when none is named. */
export const typesOf = ({ paymentTypes }: ChargeBody): readonly PaymentType[] => [
  ...new Set(paymentTypes ?? (['BOLETO'] as const)),
];

/** Refuses what is wrong between fields, all of it at once. */
export function checkOrder(context: JunoContext, charge: ChargeBody): void {
  const faults = [
    ...amountFaults(context, charge),
    ...typeFaults(charge),
    ...parcelFaults(context, charge),
    ...pixFaults(context, charge),
    ...termFaults(context, charge),
  ];
  if (faults.length > 0) throw new Refusal(400, faults);
}

function amountFaults(context: JunoContext, charge: ChargeBody): readonly Fault[] {
  const { amount, totalAmount } = charge;
  if (isGiven(amount) === isGiven(totalAmount))
    return [fault('charge.amount', 'Informe amount ou totalAmount, e não os dois')];
  if (isGiven(totalAmount) && parcelCount(charge) < 2)
    return [fault('charge.totalAmount', 'totalAmount exige installments maior que 1')];
  const { minCents, maxCents } = context.settings();
  const values = parcelCents(context, charge);
  const field = isGiven(amount) ? 'charge.amount' : 'charge.totalAmount';
  if (values.some((value) => value < minCents))
    return [fault(field, `Valor mínimo para cobrança é de ${formatMoney(cents(minCents))}`)];
  if (values.some((value) => value > maxCents))
    return [fault(field, `Valor máximo para cobrança é de ${formatMoney(cents(maxCents))}`)];
  return [];
}

function typeFaults(charge: ChargeBody): readonly Fault[] {
  const types = typesOf(charge);
  return types.includes('BOLETO') && types.includes('BOLETO_PIX')
    ? [fault('charge.paymentTypes', 'BOLETO e BOLETO_PIX não podem ser usados juntos')]
    : [];
}

function parcelFaults(context: JunoContext, charge: ChargeBody): readonly Fault[] {
  const count = parcelCount(charge);
  const { references, dueDate } = charge;
  const faults: Fault[] = [];
  if (count < 1 || count > maxParcels(context, typesOf(charge)))
    faults.push(fault('charge.installments', 'Número de parcelas não permitido'));
  if (isGiven(references) && references.length > 0 && references.length !== count)
    faults.push(fault('charge.references', 'Informe uma referência por parcela'));
  if (isGiven(dueDate) && dueDate < context.today())
    faults.push(fault('charge.dueDate', 'A data de vencimento não pode ser anterior a hoje'));
  return faults;
}

/** With several ways of paying the smallest limit rules. */
function maxParcels(context: JunoContext, types: readonly PaymentType[]): number {
  const limits: Readonly<Record<PaymentType, number>> = {
    BOLETO: MAX_BOLETO_PARCELS,
    BOLETO_PIX: context.settings().pixInstallments,
    CREDIT_CARD: MAX_CARD_PARCELS,
  };
  return Math.min(...types.map((type) => limits[type]));
}

function pixFaults(context: JunoContext, charge: ChargeBody): readonly Fault[] {
  if (!typesOf(charge).includes('BOLETO_PIX')) return [];
  const { pixKey } = charge;
  if (!isGiven(pixKey) || pixKey === '')
    return [fault('charge.pixKey', 'pixKey é obrigatória para BOLETO_PIX')];
  if (context.book.keyOf(pixKey) === undefined)
    return [fault('charge.pixKey', 'Chave Pix não encontrada')];
  const hasTerms = [
    charge.maxOverdueDays,
    charge.fine,
    charge.interest,
    charge.discountAmount,
  ].some((value) => isGiven(value) && value > 0);
  return hasTerms && !context.settings().pixTakesTerms
    ? [fault('charge.paymentTypes', 'BOLETO_PIX não aceita multa, juros, desconto ou atraso')]
    : [];
}

function termFaults(context: JunoContext, charge: ChargeBody): readonly Fault[] {
  const faults: Fault[] = [];
  const { maxOverdueDays, discountAmount } = charge;
  const refusesMore = context.settings().overdueDaysAbove29 === 'refuse';
  if (isGiven(maxOverdueDays) && maxOverdueDays > MAX_OVERDUE_DAYS && refusesMore)
    faults.push(fault('charge.maxOverdueDays', 'De 0 a 29'));
  const least = Math.min(...parcelCents(context, charge));
  if (isGiven(discountAmount) && discountAmount >= least && discountAmount > 0)
    faults.push(fault('charge.discountAmount', 'O desconto deve ser menor que o valor'));
  return faults;
}

const isGiven = <T>(value: T | null | undefined): value is T =>
  value !== null && value !== undefined;

const parcelCount = ({ installments }: ChargeBody): number => installments ?? 1;

/** The value of each parcel; which one takes what a total leaves over is a setting. */
function parcelCents(context: JunoContext, charge: ChargeBody): readonly Cents[] {
  const count = Math.max(parcelCount(charge), 1);
  const { amount, totalAmount } = charge;
  if (isGiven(amount)) return Array.from({ length: count }, () => amount);
  const total = totalAmount ?? ZERO;
  const part = Math.floor(total / count);
  const rest = total - part * count;
  const index = context.settings().centsLeftOn === 'first' ? 0 : count - 1;
  return Array.from({ length: count }, (_, at) => cents(part + (at === index ? rest : 0)));
}

/** The parcels of an order that was checked, monthly on the same day. */
export function parcelsOf(context: JunoContext, charge: ChargeBody): readonly Parcel[] {
  const firstOn = charge.dueDate ?? addDays(context.today(), context.settings().defaultDueDays);
  return parcelCents(context, charge).map((amountCents, index) => ({
    amountCents,
    dueOn: monthsAfter(context, firstOn, index),
    reference: charge.references?.[index] ?? null,
  }));
}

/** A day that the month lacks is its last one, or goes over into the next month: nobody knows (juno.md 7.17). */
function monthsAfter(context: JunoContext, on: CivilDate, months: number): CivilDate {
  if (context.settings().shortMonths === 'last-day') return addMonths(on, months);
  const day = dayOfMonth(on);
  return addDays(addMonths(addDays(on, 1 - day), months), day - 1);
}

export const termsOf = (charge: ChargeBody): Terms => ({
  maxOverdueDays: Math.min(charge.maxOverdueDays ?? 0, MAX_OVERDUE_DAYS),
  fine: charge.fine ?? 0,
  interest: charge.interest ?? 0,
  discountCents: charge.discountAmount ?? ZERO,
  discountDays: charge.discountDays ?? -1,
});
