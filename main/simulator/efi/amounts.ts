/** What a payer pays on a day, computed by Efí's side. */
import { assertNever } from '../../../domain/assert-never.ts';
import { nextBankDay } from '../../../domain/bank-days.ts';
import { addDays, daysBetween, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, scale, subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { Billet, Charge } from '../store/efi/charge.ts';
import { discountCents } from './rules.ts';

/** Below this neither discount nor fine nor interest is applied (efi.md 1.4). */
const TERMS_FROM_CENTS = 1_000;

/** Value printed on the boleto: the total less the unconditional discount. */
export function billetCents(charge: Charge, billet: Billet): Cents {
  const { discount } = billet.terms;
  if (discount === null || charge.totalCents < TERMS_FROM_CENTS) return charge.totalCents;
  return subtract(charge.totalCents, discountCents(discount, charge.totalCents));
}

/** What is due on a day: less the conditional discount until its day, plus fine and simple interest once late. */
export function dueCents(charge: Charge, billet: Billet, on: CivilDate): Cents {
  const value = billetCents(charge, billet);
  if (charge.totalCents < TERMS_FROM_CENTS) return value;
  const { conditionalDiscount } = billet.terms;
  if (conditionalDiscount !== null && on <= conditionalDiscount.untilOn)
    return subtract(value, discountCents(conditionalDiscount, charge.totalCents));
  return cents(value + lateCents(billet, value, on));
}

function lateCents(billet: Billet, value: Cents, on: CivilDate): Cents {
  const days = daysLate(billet.expireOn, on);
  if (days === 0) return ZERO;
  const { fine, interest, interestType } = billet.terms;
  const fineCents = scale(value, { numerator: fine, denominator: 10_000 }, 'half-up');
  // The monthly unit is not documented (efi.md 1.4): taken as the same thousandths of a percent, a thirtieth a day.
  const denominator = interestType === 'daily' ? 100_000 : 3_000_000;
  const rate = { numerator: interest * days, denominator };
  return cents(fineCents + scale(value, rate, 'half-up'));
}

/** Days from the due date, none when it is paid by the first bank day from it on (Lei 7.089/1983). */
function daysLate(dueOn: CivilDate, on: CivilDate): number {
  return on <= nextBankDay(dueOn) ? 0 : daysBetween(dueOn, on);
}

/** Whether a bank still takes it on that day. */
export function isPayable(charge: Charge, billet: Billet, on: CivilDate): boolean {
  switch (charge.writeOff) {
    case 'waived':
      return true;
    case 'done':
      return false;
    case 'by-terms':
      return on <= addDays(nextBankDay(billet.expireOn), billet.terms.daysToWriteOff);
    default:
      return assertNever(charge.writeOff);
  }
}
