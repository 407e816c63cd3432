import {
  addDays,
  civilDate,
  daysBetween,
  weekdayOf,
  yearOf,
  type CivilDate,
} from './civil-date.ts';

/**
 * Days on which banks settle: not Saturday, Sunday, a national holiday, the Monday and Tuesday of Carnaval,
 * Good Friday or Corpus Christi (Resolução CMN 4.880/2020). Ash Wednesday and 31 December count as bank days.
 * Municipal and state holidays come in as `extra`.
 */
export type ExtraHolidays = ReadonlySet<CivilDate>;

const NO_EXTRA: ExtraHolidays = new Set();

const FIXED = ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '12-25'] as const;

/** Consciência Negra is national since Lei 14.759/2023. */
const BLACK_AWARENESS = { monthDay: '11-20', since: 2024 } as const;

/** Days from Easter Sunday: Monday and Tuesday of Carnaval, Good Friday, Corpus Christi. */
const FROM_EASTER = [-48, -47, -2, 60] as const;

const holidaysByYear = new Map<number, ReadonlySet<CivilDate>>();

/** National bank holidays of a year in the order of the calendar, weekends among them. */
export function bankHolidaysOf(year: number): readonly CivilDate[] {
  return [...holidaySet(year)].sort();
}

export function isBankDay(date: CivilDate, extra: ExtraHolidays = NO_EXTRA): boolean {
  return weekdayOf(date) < 6 && !holidaySet(yearOf(date)).has(date) && !extra.has(date);
}

/** The date itself when it is a bank day, else the first one after it. */
export function nextBankDay(date: CivilDate, extra: ExtraHolidays = NO_EXTRA): CivilDate {
  let day = date;
  while (!isBankDay(day, extra)) day = addDays(day, 1);
  return day;
}

/**
 * The `count`-th bank day after the date, before it when negative; 0 gives the date itself when it is a bank day,
 * else the next one. The date itself is never counted.
 */
export function addBankDays(
  date: CivilDate,
  count: number,
  extra: ExtraHolidays = NO_EXTRA,
): CivilDate {
  if (count === 0) return nextBankDay(date, extra);
  const step = count < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(count); left > 0;) {
    day = addDays(day, step);
    if (isBankDay(day, extra)) left -= 1;
  }
  return day;
}

/** Bank days after `from` up to and including `to`; negative when `to` is earlier. */
export function bankDaysBetween(
  from: CivilDate,
  to: CivilDate,
  extra: ExtraHolidays = NO_EXTRA,
): number {
  if (to < from) return -bankDaysBetween(to, from, extra);
  const span = daysBetween(from, to);
  return Array.from({ length: span }, (_, index) => addDays(from, index + 1)).filter((day) =>
    isBankDay(day, extra),
  ).length;
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm as shortened in New Scientist, 1961). */
export function easterOf(year: number): CivilDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 19 * toSunday) / 433);
  const month = Math.floor((epact + toSunday - 7 * shift + 90) / 25);
  const day = (epact + toSunday - 7 * shift + 33 * month + 19) % 32;
  return civilDate(`${year}-${pad(month)}-${pad(day)}`);
}

function holidaySet(year: number): ReadonlySet<CivilDate> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const easter = easterOf(year);
  const monthDays =
    year >= BLACK_AWARENESS.since ? [...FIXED, BLACK_AWARENESS.monthDay] : [...FIXED];
  const made = new Set([
    ...monthDays.map((monthDay) => civilDate(`${year}-${monthDay}`)),
    ...FROM_EASTER.map((offset) => addDays(easter, offset)),
  ]);
  holidaysByYear.set(year, made);
  return made;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
