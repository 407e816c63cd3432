import { Temporal } from 'temporal-polyfill';
import { BRASILIA_ZONE, type Instant } from './instant.ts';

/** A day of the calendar, without hour or zone: `2026-12-10`. Sorts as text. */
export type CivilDate = string & { readonly __brand: 'CivilDate' };

/** A billing month (competência): `2026-12`. */
export type Competence = string & { readonly __brand: 'Competence' };

const FORM = /^\d{4}-\d{2}-\d{2}$/;

const DAY_MS = 86_400_000;

/** Checks `YYYY-MM-DD` and that the day exists. Throws RangeError otherwise. */
export function civilDate(text: string): CivilDate {
  if (!FORM.test(text) || !exists(text)) throw new RangeError(`Not a civil date: ${text}`);
  return text as CivilDate;
}

export function isCivilDate(text: string): text is CivilDate {
  return FORM.test(text) && exists(text);
}

/** @throws RangeError when `days` is no whole number or the year leaves 0000..9999 */
export function addDays(date: CivilDate, days: number): CivilDate {
  if (!Number.isInteger(days)) throw new RangeError(`Not a number of days: ${days}`);
  return civilDate(isoOfDay(epochDayOf(date) + days));
}

/** The same day of month `months` later; a day that the month lacks becomes its last one (31 -> 28 in February). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = monthOf(index);
  const lastDay = Number(isoOfDay(epochDayOf(`${monthOf(index + 1)}-01`) - 1).slice(8));
  return civilDate(`${month}-${padded(Math.min(dayOfMonth(date), lastDay), 2)}`);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** 1 = Monday ... 7 = Sunday. */
export function weekdayOf(date: CivilDate): number {
  const sinceMonday = epochDayOf(date) + 3;
  return (((sinceMonday % 7) + 7) % 7) + 1;
}

export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}

/** Day of the month, 1..31. */
export function dayOfMonth(date: CivilDate): number {
  return Number(date.slice(8));
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

/** Days since 1970-01-01: ISO dates without an hour are read as UTC, whatever the machine's zone. */
function epochDayOf(date: string): number {
  return Date.parse(date) / DAY_MS;
}

function isoOfDay(epochDay: number): string {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}

/** Whether the calendar has the day: 30 February is read as 2 March or not at all. */
function exists(text: string): boolean {
  const day = epochDayOf(text);
  return Number.isInteger(day) && isoOfDay(day) === text;
}

/** @param index months since January of year 0 */
function monthOf(index: number): string {
  return `${padded(Math.floor(index / 12), 4)}-${padded((index % 12) + 1, 2)}`;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
