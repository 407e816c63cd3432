import { nextBankDay, type ExtraHolidays } from './bank-days.ts';
import {
  addDays,
  addMonths,
  civilDate,
  competenceOf,
  dayOfMonth,
  type CivilDate,
  type Competence,
} from './civil-date.ts';
import { splitEvenly, type Cents } from './money.ts';

/** What becomes of a due date that is no bank day: it stays as it is, or moves to the next one. */
export const dueRules = ['keep', 'next-bank-day'] as const;
export type DueRule = (typeof dueRules)[number];

/** Which month a due date bills: its own, or the one before. */
export const monthRules = ['current', 'previous'] as const;
export type MonthRule = (typeof monthRules)[number];

/** The parcels of a carnê as they are asked for. */
export interface ParcelRequest {
  readonly firstDueOn: CivilDate;
  /** Day of month of the parcels, 1..31; the day of `firstDueOn` unless given (a 31 that begins in February). */
  readonly dueDay?: number;
  /** Parcels, >= 1. */
  readonly count: number;
  /** One value for all, or a total to be split. */
  readonly amounts:
    | { readonly kind: 'each'; readonly cents: Cents }
    | { readonly kind: 'split'; readonly totalCents: Cents };
  readonly dueRule: DueRule;
  readonly monthRule: MonthRule;
  readonly holidays?: ExtraHolidays;
}

export interface PlannedParcel {
  /** 1-based. */
  readonly number: number;
  readonly competence: Competence;
  readonly amountCents: Cents;
  /** By the calendar alone, before the rule for days without banks. */
  readonly calendarDueOn: CivilDate;
  /** The date to print and register. */
  readonly dueOn: CivilDate;
  /** Until when it can be paid without being late (Lei 7.089/1983). */
  readonly effectiveDueOn: CivilDate;
}

/**
 * Monthly parcels. Each day is clamped to its month from the due day itself, not from the parcel before,
 * so that 31 gives 28 in February and 31 again in March.
 * @throws RangeError when count or day is out of range
 */
export function planParcels(request: ParcelRequest): readonly PlannedParcel[] {
  const amounts =
    request.amounts.kind === 'split'
      ? splitEvenly(request.amounts.totalCents, request.count)
      : repeat(request.amounts.cents, request.count);
  return amounts.map((amountCents, index) => ({
    number: index + 1,
    amountCents,
    ...parcelDates(request, index),
  }));
}

/** The day of a month on which something with this due day falls: 31 gives the month's last day. */
export function dueOnIn(month: Competence, dueDay: number): CivilDate {
  if (!Number.isInteger(dueDay) || dueDay < 1 || dueDay > 31)
    throw new RangeError(`Not a day of month: ${dueDay}`);
  const first = civilDate(`${month}-01`);
  const last = addDays(addMonths(first, 1), -1);
  return addDays(first, Math.min(dueDay, dayOfMonth(last)) - 1);
}

/** The month that a due date bills. */
export function billedMonth(calendarDueOn: CivilDate, rule: MonthRule): Competence {
  return competenceOf(rule === 'current' ? calendarDueOn : addMonths(calendarDueOn, -1));
}

/** The due date after the rule for days without banks. */
export function applyDueRule(
  calendarDueOn: CivilDate,
  rule: DueRule,
  holidays?: ExtraHolidays,
): CivilDate {
  return rule === 'keep' ? calendarDueOn : nextBankDay(calendarDueOn, holidays);
}

/** The competences that would be billed twice, in order. */
export function repeatedCompetences(
  parcels: readonly Pick<PlannedParcel, 'competence'>[],
  taken: ReadonlySet<Competence>,
): readonly Competence[] {
  return parcels.map(({ competence }) => competence).filter((month) => taken.has(month));
}

function parcelDates(
  request: ParcelRequest,
  index: number,
): Omit<PlannedParcel, 'number' | 'amountCents'> {
  const { firstDueOn, dueDay = dayOfMonth(firstDueOn), dueRule, monthRule, holidays } = request;
  const month = competenceOf(addMonths(civilDate(`${competenceOf(firstDueOn)}-01`), index));
  // The first date was chosen by a person: it stays even where it is not the due day.
  const calendarDueOn = index === 0 ? firstDueOn : dueOnIn(month, dueDay);
  const dueOn = applyDueRule(calendarDueOn, dueRule, holidays);
  return {
    competence: billedMonth(calendarDueOn, monthRule),
    calendarDueOn,
    dueOn,
    effectiveDueOn: nextBankDay(dueOn, holidays),
  };
}

function repeat(amount: Cents, count: number): readonly Cents[] {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`Not a count: ${count}`);
  return Array.from({ length: count }, () => amount);
}
