import { addDays, civilDate, daysBetween, type CivilDate } from './civil-date.ts';

/** Day 0 of the fator de vencimento (BB manual, anexo IV). */
const FACTOR_EPOCH = civilDate('1997-10-07');

/** Factors below this say "no due date in this bar code" (Caixa manual 5.2.3). */
const FIRST_FACTOR = 1000;

/** 9999 is followed by 1000: so it was on 2025-02-22, and so it will be on 2049-10-14. */
const CYCLE_DAYS = 9000;

/** A factor means the date from 3,000 days back to 5,500 ahead; the 499 left over mean nothing (Inter manual 6.1.2). */
const DAYS_BACK = 3000;
const DAYS_AHEAD = 5500;

/**
 * The factor of a due date, 1000..9999.
 * @throws RangeError for dates before 2000-07-03, which have none
 */
export function encodeDueFactor(dueOn: CivilDate): number {
  const days = daysBetween(FACTOR_EPOCH, dueOn);
  if (days < FIRST_FACTOR) throw new RangeError(`No due factor for ${dueOn}`);
  return ((days - FIRST_FACTOR) % CYCLE_DAYS) + FIRST_FACTOR;
}

/**
 * The due date of a factor as seen from `today`.
 * @param factor 0..9999
 * @returns `none` when the bar code holds no date, `ambiguous` when the factor lies in the guard band
 */
export function decodeDueFactor(
  factor: number,
  today: CivilDate,
): CivilDate | 'none' | 'ambiguous' {
  if (!Number.isInteger(factor) || factor < 0 || factor > 9999)
    throw new RangeError(`Not a due factor: ${factor}`);
  if (factor < FIRST_FACTOR) return 'none';
  const earliest = daysBetween(FACTOR_EPOCH, today) - DAYS_BACK;
  const cycles = Math.max(Math.ceil((earliest - factor) / CYCLE_DAYS), 0);
  const days = factor + cycles * CYCLE_DAYS;
  return days <= earliest + DAYS_BACK + DAYS_AHEAD ? addDays(FACTOR_EPOCH, days) : 'ambiguous';
}
