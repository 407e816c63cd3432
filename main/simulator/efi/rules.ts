/** Rules of issuing that need the day, the account or what was issued before (efi.md 1.4, 1.10, 4.2). */
import { createHash } from 'node:crypto';
import { addDays, addMonths, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, scale, sum, type Cents } from '../../../domain/money.ts';
import type { Customer, Discount, Item, Shipping, Terms } from '../store/efi/charge.ts';
import { startOfDay, type EfiContext } from './context.ts';
import { Refusal } from './errors.ts';
import { dayOf, type CustomerBody, type TermsBody } from './wire.ts';

const MIN_CENTS = 500;

/** "About 3 years and 5 months" (4600414). */
const MAX_MONTHS_AHEAD = 41;

export const totalOf = (items: readonly Item[], shippings: readonly Shipping[]): Cents =>
  sum([
    ...items.map(({ value, amount }) => cents(value * amount)),
    ...shippings.map(({ value }) => value),
  ]);

/** Refuses totals below R$ 5,00 and above the account's limit. */
export function checkTotal(context: EfiContext, total: Cents): void {
  if (total < MIN_CENTS) throw new Refusal(4600036);
  if (total > context.settings().maxCents) throw new Refusal(4600037);
}

/** A due date from today on, not too far ahead. */
export function checkedDueDate(context: EfiContext, value: string): CivilDate {
  const today = context.today();
  const day = dayOf(value);
  if (day === undefined) throw new Refusal(4600060);
  if (day < today) throw new Refusal(4600007);
  if (day > addMonths(today, MAX_MONTHS_AHEAD)) throw new Refusal(4600414);
  return day;
}

/** A new due date must be later than today (efi.md 1.8). */
export function checkedLaterDueDate(context: EfiContext, value: string): CivilDate {
  const day = checkedDueDate(context, value);
  if (day <= context.today()) throw new Refusal(4600007);
  return day;
}

export function discountCents(discount: Discount, total: Cents): Cents {
  if (discount.type === 'currency') return cents(discount.value);
  return scale(total, { numerator: discount.value, denominator: 10_000 }, 'half-up');
}

/** Terms as sent, the account's defaults filled in. */
export function checkedTerms(
  context: EfiContext,
  body: TermsBody,
  on: { readonly dueOn: CivilDate; readonly total: Cents },
): Terms {
  const { defaultFine, defaultInterest, defaultDaysToWriteOff } = context.settings();
  const discount = body.discount ?? null;
  if (discount !== null && on.total - discountCents(discount, on.total) < MIN_CENTS)
    throw new Refusal(4600523);
  const interest = body.configurations?.interest ?? defaultInterest;
  return {
    discount,
    conditionalDiscount: checkedConditional(context, body, on.dueOn),
    fine: body.configurations?.fine ?? defaultFine,
    interest: typeof interest === 'number' ? interest : interest.value,
    interestType: typeof interest === 'number' ? 'daily' : (interest.type ?? 'daily'),
    daysToWriteOff: body.configurations?.days_to_write_off ?? defaultDaysToWriteOff,
  };
}

function checkedConditional(
  context: EfiContext,
  { conditional_discount: conditional }: TermsBody,
  dueOn: CivilDate,
): Terms['conditionalDiscount'] {
  if (conditional === undefined) return null;
  const untilOn = dayOf(conditional.until_date);
  if (untilOn === undefined || untilOn < context.today() || untilOn > dueOn)
    throw new Refusal(4600521);
  return { type: conditional.type, value: conditional.value, untilOn };
}

/** The payer flattened as the API gives it back (efi.md 1.6). Refuses the account's owner. */
export function checkedCustomer(context: EfiContext, body: CustomerBody): Customer {
  const { juridical_person: company, address, ...person } = body;
  const document = company?.cnpj ?? person.cpf;
  if (document === context.settings().ownerDocument) throw new Refusal(4600222);
  const given = Object.entries(person).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    ...company,
    ...(address === undefined
      ? {}
      : { address: { ...address, complement: address.complement ?? null } }),
  };
}

export interface Issue {
  readonly customer: Customer;
  readonly items: readonly Item[];
  readonly total: Cents;
  readonly dueOn: CivilDate;
}

/** What makes two charges the same for Efí is not documented; taken are payer, items, total and due date. */
export function identityOf({ items, total, dueOn }: Omit<Issue, 'customer'>): string {
  const names = items.map(({ name, value, amount }) => [name, value, amount]);
  return createHash('sha256')
    .update(JSON.stringify([names, total, dueOn]))
    .digest('hex');
}

/** Limits per payer and the third identical charge (4600209, 4600210, 4600211). */
export function checkLimits(context: EfiContext, issue: Issue): void {
  const { payerLimits, identicalLimit } = context.settings();
  const today = context.today();
  const since = startOfDay(today);
  const { charges } = context;
  if (
    identicalLimit !== null &&
    charges.countIdentical(issue.customer, identityOf(issue), since) >= identicalLimit
  )
    throw new Refusal(4600210);
  if (payerLimits === null) return;
  if (charges.countIssues(issue.customer, since) >= payerLimits.perDay) throw new Refusal(4600209);
  const monthAgo = startOfDay(addDays(today, -30));
  if (charges.countIssues(issue.customer, monthAgo) >= payerLimits.perMonth)
    throw new Refusal(4600211);
}
