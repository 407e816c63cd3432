import { Temporal } from 'temporal-polyfill';
import { BRASILIA_ZONE, type Instant } from './instant.ts';

/** A day of the calendar, without hour or zone: `2026-12-10`. Sorts as text. */
export type CivilDate = string & { readonly __brand: 'CivilDate' };

/** A billing month (competência): `2026-12`. */
export type Competence = string & { readonly __brand: 'Competence' };

const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Checks `YYYY-MM-DD` and that the day exists. Throws RangeError otherwise. */
export function civilDate(text: string): CivilDate {
  if (!FORM.test(text)) throw new RangeError(`Not a civil date: ${text}`);
  return plain(text).toString() as CivilDate;
}

export function isCivilDate(text: string): text is CivilDate {
  try {
    return civilDate(text) === text;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return plain(date).add({ days }).toString() as CivilDate;
}

/** The same day of month `months` later; a day that the month lacks becomes its last one (31 -> 28 in February). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return plain(date).add({ months }, { overflow: 'constrain' }).toString() as CivilDate;
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return plain(from).until(plain(to), { largestUnit: 'day' }).days;
}

/** 1 = Monday ... 7 = Sunday. */
export function weekdayOf(date: CivilDate): number {
  return plain(date).dayOfWeek;
}

export function yearOf(date: CivilDate): number {
  return plain(date).year;
}

/** Day of the month, 1..31. */
export function dayOfMonth(date: CivilDate): number {
  return plain(date).day;
}

export function competenceOf(date: CivilDate): Competence {
  return date.slice(0, 7) as Competence;
}

/** The civil date of an instant in a time zone; São Paulo unless told otherwise. */
export function civilDateOf(at: Instant, zone: string = BRASILIA_ZONE): CivilDate {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return zoned.toPlainDate().toString() as CivilDate;
}

/** `dd/mm/aaaa` (also `d/m/aaaa`, `dd-mm-aaaa`, `dd.mm.aaaa`, two-digit years as 20yy) or ISO; undefined when it is no date. */
export function parseBrazilianDate(text: string): CivilDate | undefined {
  const trimmed = text.trim();
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(trimmed);
  const iso = parts ? isoOf(parts) : trimmed.slice(0, 10);
  return isCivilDate(iso) ? iso : undefined;
}

/** `10/12/2026`. */
export function formatCivilDate(date: CivilDate): string {
  const [year, month, day] = date.split('-');
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}`;
}

/** `12/2026`. */
export function formatCompetence(competence: Competence): string {
  const [year, month] = competence.split('-');
  return `${month ?? ''}/${year ?? ''}`;
}

function isoOf(parts: RegExpExecArray): string {
  const [, day = '', month = '', year = ''] = parts;
  const fullYear = year.length === 2 ? `20${year}` : year;
  return `${fullYear}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function plain(date: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(date, { overflow: 'reject' });
}
