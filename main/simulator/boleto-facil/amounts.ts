/** What a payer pays on a day, computed by Boleto Fácil's side (juno.md 1.3). */
import { assertNever } from '../../../domain/assert-never.ts';
import { nextBankDay } from '../../../domain/bank-days.ts';
import { addDays, daysBetween, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, scale, subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { Charge } from '../store/boleto-facil/charge.ts';
import type { Account } from './account.ts';

type OpenDiscount = Account['openDiscount'];

/** The face value, less the discount while it holds, plus fine and simple interest once late. */
export function dueCents(charge: Charge, on: CivilDate, openDiscount: OpenDiscount): Cents {
  const late = lateCents(charge, on);
  const value = cents(charge.amountCents + late);
  const hasDiscount = holdsDiscount(charge, on, openDiscount);
  return hasDiscount ? subtract(value, charge.terms.discountCents) : value;
}

function holdsDiscount({ terms, dueOn }: Charge, on: CivilDate, open: OpenDiscount): boolean {
  if (terms.discountCents === 0) return false;
  if (terms.discountDays >= 0) return on <= addDays(dueOn, -terms.discountDays);
  switch (open) {
    case 'always':
      return true;
    case 'until-due':
      return on <= dueOn;
    case 'never':
      return false;
    default:
      return assertNever(open);
  }
}

/** Both act only where the boleto may be paid late at all; interest is a thirtieth of the month's for each day. */
function lateCents({ amountCents, dueOn, terms }: Charge, on: CivilDate): Cents {
  // A due date without bank service is paid in time on the next bank day.
  if (terms.maxOverdueDays === 0 || on <= nextBankDay(dueOn)) return ZERO;
  const fine = scale(amountCents, { numerator: terms.fine, denominator: 10_000 }, 'half-up');
  const days = daysBetween(dueOn, on);
  const rate = { numerator: terms.interest * days, denominator: 30 * 10_000 };
  return cents(fine + scale(amountCents, rate, 'half-up'));
}

/** Whether a bank still takes it on that day. */
export function isPayable({ dueOn, terms, writeOff }: Charge, on: CivilDate): boolean {
  switch (writeOff) {
    case 'waived':
      return true;
    case 'done':
      return false;
    case 'by-terms':
      return on <= addDays(nextBankDay(dueOn), terms.maxOverdueDays);
    default:
      return assertNever(writeOff);
  }
}
