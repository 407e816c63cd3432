/** What a payer pays on a day, computed by Juno's side. */
import { nextBankDay } from '../../../domain/bank-days.ts';
import { addDays, daysBetween, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, scale, subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { Charge } from '../store/juno/charge.ts';

/** Percents are kept times 10,000. */
const PERCENT = 1_000_000;

/** What is due on a day: less the discount until its last day, plus fine and simple interest once late. */
export function dueCents(charge: Charge, on: CivilDate): Cents {
  const discount = hasDiscount(charge, on) ? charge.terms.discountCents : ZERO;
  return subtract(cents(charge.amountCents + lateCents(charge, on)), discount);
}

/** -1 is a discount without a last day (juno.md 1.3). */
function hasDiscount({ terms, dueOn }: Charge, on: CivilDate): boolean {
  return terms.discountDays < 0 || on <= addDays(dueOn, -terms.discountDays);
}

/** Fine once, and a thirtieth of the monthly interest for each day since the due date; base and rounding are guesses. */
function lateCents({ amountCents, dueOn, terms }: Charge, on: CivilDate): Cents {
  // A due date without bank service is paid in time on the next bank day.
  if (terms.maxOverdueDays === 0 || on <= nextBankDay(dueOn)) return ZERO;
  const fine = scale(amountCents, { numerator: terms.fine, denominator: PERCENT }, 'half-up');
  const days = daysBetween(dueOn, on);
  const ratio = { numerator: terms.interest * days, denominator: 30 * PERCENT };
  return cents(fine + scale(amountCents, ratio, 'half-up'));
}

/** The last day on which a bank takes the boleto. */
export const lastDayOf = ({ dueOn, terms }: Charge): CivilDate =>
  nextBankDay(addDays(dueOn, terms.maxOverdueDays));
