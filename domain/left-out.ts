/** Why a título of a selection is not on paper. `page-only`: the gateway prints it, on a page of its own. */
export const leftOutReasons = ['closed', 'not-registered', 'page-only', 'no-code'] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** The títulos that are left out for one reason. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  readonly count: number;
  /** Of the first ones. */
  readonly tituloNumbers: readonly number[];
}

/** Títulos named for each reason: more than these nobody reads. */
const MOST_NAMED = 20;

/** One título of a selection that is left out. */
export interface LeftOutTitulo {
  readonly tituloNumber: number;
  readonly reason: LeftOutReason;
}

/** Counts by reason, in the order of `leftOutReasons`; reasons without títulos are not there. */
export function groupLeftOut(titulos: readonly LeftOutTitulo[]): readonly LeftOut[] {
  return leftOutReasons.flatMap((reason) => {
    const numbers = titulos
      .filter((titulo) => titulo.reason === reason)
      .map(({ tituloNumber }) => tituloNumber);
    if (numbers.length === 0) return [];
    return [{ reason, count: numbers.length, tituloNumbers: numbers.slice(0, MOST_NAMED) }];
  });
}
