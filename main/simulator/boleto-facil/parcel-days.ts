import { addDays, addMonths, civilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { Account } from './account.ts';

/** Due dates of the parcels, month by month. What happens to a day that a month lacks is not known (juno.md 7.17). */
export function parcelDays(
  first: CivilDate,
  count: number,
  rule: Account['shortMonths'],
): readonly CivilDate[] {
  const days = [first];
  while (days.length < count) {
    const before = days.at(-1) ?? first;
    days.push(nextOf({ first, before, index: days.length }, rule));
  }
  return days;
}

interface Place {
  readonly first: CivilDate;
  readonly before: CivilDate;
  /** How many parcels lie before this one. */
  readonly index: number;
}

function nextOf({ first, before, index }: Place, rule: Account['shortMonths']): CivilDate {
  switch (rule) {
    case 'last-day':
      return addMonths(first, index);
    case 'chained':
      return addMonths(before, 1);
    case 'next-month':
      return overflowing(first, index);
    default:
      return assertNever(rule);
  }
}

/** 31 January and one month are 3 March, as in calendars that count on. */
function overflowing(first: CivilDate, months: number): CivilDate {
  const monthStart = addMonths(civilDate(`${first.slice(0, 8)}01`), months);
  return addDays(monthStart, Number(first.slice(8)) - 1);
}
