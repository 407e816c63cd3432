/** What passes between the core's thread and the one that counts. Both sides are built from this file. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { HomeFigures } from '../overview.ts';
import type { TituloListFilter } from '../titulo-filter.ts';
import type { TituloTotals } from '../titulo-list.ts';

export interface HomeDays {
  readonly today: CivilDate;
  readonly monthStart: CivilDate;
  readonly monthEnd: CivilDate;
}

export interface FiguresCalls {
  readonly tituloTotals: {
    readonly input: { readonly filter: TituloListFilter; readonly today: CivilDate };
    readonly output: TituloTotals;
  };
  readonly home: {
    readonly input: { readonly isPractice: boolean; readonly days: HomeDays };
    readonly output: HomeFigures;
  };
}

export type FiguresCall = keyof FiguresCalls;

export interface FiguresRequest<N extends FiguresCall = FiguresCall> {
  readonly ticket: number;
  readonly call: N;
  readonly input: FiguresCalls[N]['input'];
}

export type AnyRequest = { [N in FiguresCall]: FiguresRequest<N> }[FiguresCall];

export type FiguresReply =
  | { readonly ticket: number; readonly value: unknown }
  | { readonly ticket: number; readonly error: string };
