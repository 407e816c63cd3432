/** What a payer pays on a day, computed by the gateway's side. */
import { assertNever } from '../../../domain/assert-never.ts';
import { nextBankDay } from '../../../domain/bank-days.ts';
import { addDays, daysBetween, type CivilDate } from '../../../domain/civil-date.ts';
import { scale, sum, type Cents } from '../../../domain/money.ts';
import type { Charge } from '../store/gerencianet-token/charge.ts';

/** The total, plus fine and simple interest of the panel once late; a contra-apresentação is never late. */
export function dueCents({ totalCents, dueOn, terms }: Charge, on: CivilDate): Cents {
  if (dueOn === null || on <= nextBankDay(dueOn)) return totalCents;
  const rate = { numerator: terms.interest * daysBetween(dueOn, on), denominator: 100_000 };
  const fine = scale(totalCents, { numerator: terms.fine, denominator: 10_000 }, 'half-up');
  return sum([totalCents, fine, scale(totalCents, rate, 'half-up')]);
}

/** Whether a bank still takes it on that day. */
export function isPayable({ dueOn, terms, writeOff }: Charge, on: CivilDate): boolean {
  switch (writeOff) {
    case 'waived':
      return true;
    case 'done':
      return false;
    case 'by-terms':
      return dueOn === null || on <= addDays(nextBankDay(dueOn), terms.daysToWriteOff);
    default:
      return assertNever(writeOff);
  }
}
