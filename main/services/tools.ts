/** What every use case is given. Only `main/app.ts` puts it together. */
import type { CivilDate } from '../../domain/civil-date.ts';
import { civilDateOf } from '../../domain/civil-date.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Books } from '../store/books.ts';
import type { Figures } from '../store/figures/figures.ts';
import type { OpenGateways } from './open-gateways.ts';

/** The areas of a window that can become stale. */
export type ChangedArea =
  | 'accounts'
  | 'callbacks'
  | 'carnes'
  | 'clients'
  | 'company'
  | 'exposure'
  | 'imports'
  | 'payments'
  | 'plans'
  | 'security'
  | 'settings'
  | 'simulator'
  | 'status'
  | 'titulos';

/** Tells windows that something changed; called after the commit, never inside a transaction. */
export type Notify = (area: ChangedArea, ids: readonly number[] | 'all') => void;

export interface Tools {
  readonly books: Books;
  readonly clock: Clock;
  readonly log: Log;
  readonly notify: Notify;
  readonly gateways: OpenGateways;
  readonly figures: Figures;
  readonly newReference: () => Reference;
}

/** Today's civil date in São Paulo: what due dates and lateness are counted from. */
export function todayOf(tools: Pick<Tools, 'clock'>): CivilDate {
  return civilDateOf(tools.clock.now());
}

/** Lets the event loop go on between two parts of a long piece of work. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Who acts when a routine of the app does, and when the person at the screen does. */
export const SYSTEM = 'system';
export const OPERATOR = 'operator:1';
