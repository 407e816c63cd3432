/** What a payer pays on a day, computed by Asaas' side. */
import { nextBankDay } from '../../../domain/bank-days.ts';
import { addDays, daysBetween, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, scale, subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { Payment, Rate } from '../store/asaas/payment.ts';

/** Percents are kept times 10,000. */
const PERCENT = 1_000_000;

export function rateCents({ type, value }: Rate, of: Cents): Cents {
  if (type === 'FIXED') return cents(value);
  return scale(of, { numerator: value, denominator: PERCENT }, 'half-up');
}

/** What is due on a day: less the discount until its last day, plus fine and simple interest once late. */
export function dueCents(payment: Payment, on: CivilDate): Cents {
  const { valueCents, dueOn, terms } = payment;
  const { discount } = terms;
  if (discount !== null && on <= addDays(dueOn, -discount.dueDateLimitDays))
    return subtract(valueCents, rateCents(discount, valueCents));
  return cents(valueCents + lateCents(payment, on));
}

/** Fine once, and a thirtieth of the monthly interest for each day since the due date (asaas.md 3.1; the base is a guess). */
function lateCents({ valueCents, dueOn, terms }: Payment, on: CivilDate): Cents {
  // A due date without bank service is paid in time on the next bank day.
  if (on <= nextBankDay(dueOn)) return ZERO;
  const fine = terms.fine === null ? ZERO : rateCents(terms.fine, valueCents);
  const days = daysBetween(dueOn, on);
  const ratio = { numerator: (terms.interest ?? 0) * days, denominator: 30 * PERCENT };
  return cents(fine + scale(valueCents, ratio, 'half-up'));
}
