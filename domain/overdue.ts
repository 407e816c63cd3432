import { daysBetween, type CivilDate } from './civil-date.ts';
import type { TituloState } from './titulo-states.ts';

/** How far a due date is from today; days are calendar days and always > 0. */
export type DueDistance =
  | { readonly kind: 'due-in'; readonly days: number }
  | { readonly kind: 'due-today' }
  | { readonly kind: 'past'; readonly days: number };

export function dueDistance(dueOn: CivilDate, today: CivilDate): DueDistance {
  const days = daysBetween(today, dueOn);
  if (days === 0) return { kind: 'due-today' };
  return days > 0 ? { kind: 'due-in', days } : { kind: 'past', days: -days };
}

/** What the overdue flag of a título depends on. */
export interface OverdueQuestion {
  readonly state: TituloState;
  /** Last day on which it can be paid without being late. */
  readonly effectiveDueOn: CivilDate;
  readonly isContra: boolean;
  /** A payment was announced and not yet confirmed: the money is on its way. */
  readonly hasAnnouncedPayment: boolean;
  /** The civil date in São Paulo. */
  readonly today: CivilDate;
}

/** Vencido: something is still owed after its last day, unless it has no due date or its payment was announced. */
export function isOverdue(question: OverdueQuestion): boolean {
  const { state, effectiveDueOn, isContra, hasAnnouncedPayment, today } = question;
  const isOwed = state === 'open' || state === 'partly-paid';
  return isOwed && !isContra && !hasAnnouncedPayment && today > effectiveDueOn;
}
