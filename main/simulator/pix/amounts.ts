/** What a charge costs on a day: annex III of the central bank's manual, every part cut to whole centavos (pix.md 1.7). */
import { bankDaysBetween, nextBankDay } from '../../../domain/bank-days.ts';
import { addDays, daysBetween, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, scale, ZERO, type Cents } from '../../../domain/money.ts';
import type { Charge, CobvContent, Components, Discount, Term } from '../store/pix/charge.ts';
import { centsOf } from './money.ts';

export interface AmountDue {
  readonly totalCents: Cents;
  readonly components: Components;
}

/** What is to be paid on that day. Local holidays of the payer are unknown here, as without `codMun`. */
export function amountDue(charge: Charge, on: CivilDate): AmountDue {
  const original = centsOf(charge.content.valor.original);
  return charge.kind === 'cob'
    ? { totalCents: original, components: { original } }
    : dueAmount(charge.content, original, on);
}

function dueAmount({ valor, calendario }: CobvContent, original: Cents, on: CivilDate): AmountDue {
  const abatimento = abatementOf(valor.abatimento, original);
  const base = cents(original - abatimento);
  const days = { dueOn: calendario.dataDeVencimento, on };
  // A charge is never given away: at least one centavo is left.
  const desconto = cents(Math.min(discountOf(valor.desconto, base, days), Math.max(0, base - 1)));
  const juros = interestOf(valor.juros, base, days);
  const multa = isLate(days) ? fineOf(valor.multa, base) : ZERO;
  const totalCents = cents(base - desconto + juros + multa);
  const parts = { multa, juros, abatimento, desconto };
  const present = Object.fromEntries(Object.entries(parts).filter(([, value]) => value > 0));
  return { totalCents, components: { original, ...present } };
}

interface Days {
  readonly dueOn: CivilDate;
  readonly on: CivilDate;
}

const isLate = ({ dueOn, on }: Days): boolean => on > nextBankDay(dueOn);

const percentOf = (base: Cents, valorPerc: string, times = 1, per = 1): Cents =>
  scale(base, { numerator: centsOf(valorPerc) * times, denominator: 10_000 * per }, 'down');

const abatementOf = (term: Term | undefined, original: Cents): Cents =>
  term === undefined ? ZERO : fixedOrPercent(term, original);

const fineOf = (term: Term | undefined, base: Cents): Cents =>
  term === undefined ? ZERO : fixedOrPercent(term, base);

const fixedOrPercent = ({ modalidade, valorPerc }: Term, base: Cents): Cents =>
  modalidade === 1 ? centsOf(valorPerc) : percentOf(base, valorPerc);

/** Days of a month and of a year, calendar and business, by which a rate is divided. */
const perDay: Readonly<Record<number, number>> = { 2: 1, 3: 30, 4: 360, 6: 1, 7: 21, 8: 252 };

function interestOf(term: Term | undefined, base: Cents, { dueOn, on }: Days): Cents {
  if (term === undefined) return ZERO;
  const from = nextBankDay(dueOn);
  if (on <= from) return ZERO;
  const { modalidade, valorPerc } = term;
  const days = modalidade <= 4 ? daysBetween(from, on) : bankDaysBetween(from, on);
  const per = perDay[modalidade];
  return per === undefined
    ? cents(centsOf(valorPerc) * days)
    : percentOf(base, valorPerc, days, per);
}

function discountOf(discount: Discount | undefined, base: Cents, days: Days): Cents {
  if (discount === undefined) return ZERO;
  return discount.modalidade <= 2
    ? datedDiscount(discount, base, days.on)
    : dailyDiscount(discount, base, days);
}

/** The first date that has not passed; a date without bank service lasts to the next bank day. */
function datedDiscount(
  { modalidade, descontoDataFixa = [] }: Discount,
  base: Cents,
  on: CivilDate,
): Cents {
  const byDate = [...descontoDataFixa].sort((a, b) => (a.data < b.data ? -1 : 1));
  const current = byDate.find(({ data }) => on <= nextBankDay(data));
  return current === undefined
    ? ZERO
    : fixedOrPercent({ modalidade, valorPerc: current.valorPerc }, base);
}

/** Early days count from the original due date by the calendar, from the moved one by bank days (pix.md 1.7). */
function dailyDiscount(
  { modalidade, valorPerc = '0.00' }: Discount,
  base: Cents,
  { dueOn, on }: Days,
): Cents {
  const isCalendar = modalidade === 3 || modalidade === 5;
  const early = isCalendar ? daysBetween(on, dueOn) : bankDaysBetween(on, nextBankDay(dueOn));
  if (early <= 0) return ZERO;
  return modalidade <= 4 ? cents(centsOf(valorPerc) * early) : percentOf(base, valorPerc, early);
}

/** The last day on which a charge with due date is taken, moved to a bank day (OAS, cases A to G). */
export function lastPayableDay({ calendario }: CobvContent): CivilDate {
  const from = nextBankDay(calendario.dataDeVencimento);
  return nextBankDay(addDays(from, calendario.validadeAposVencimento));
}
