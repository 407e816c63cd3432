/** What a column of a table is, and which ones an operator chose to see. */
import { useLocalStorage } from '@mantine/hooks';
import type { ReactNode } from 'react';

/** A column; `Sort` are the orders that the list's call knows. */
export interface Column<Row, Sort extends string = string> {
  readonly id: string;
  readonly header: string;
  /** Least width in pixels. */
  readonly width: number;
  /** Share of the spare room; 0 keeps `width`. */
  readonly grow?: number;
  /** `end` for money, numbers and dates: tabular figures at the right. */
  readonly align?: 'start' | 'end';
  readonly cell: (row: Row) => ReactNode;
  /** What Ctrl+C copies; without it the cell's text on screen. */
  readonly text?: (row: Row) => string;
  readonly sort?: { readonly ascending?: Sort; readonly descending?: Sort };
  /** Not shown until the operator chooses it. */
  readonly isOptional?: boolean;
}

export interface ColumnChoice {
  readonly hidden: readonly string[];
  readonly shown: readonly string[];
}

const NOTHING_CHOSEN: ColumnChoice = { hidden: [], shown: [] };

/** The visible columns of the table `name`, remembered on this computer. */
export function useColumnChoice<Row, Sort extends string>(
  name: string,
  columns: readonly Column<Row, Sort>[],
) {
  const [choice, setChoice] = useLocalStorage<ColumnChoice>({
    key: `baixa.columns.${name}`,
    defaultValue: NOTHING_CHOSEN,
    getInitialValueInEffect: false,
  });
  const isShown = (column: Column<Row, Sort>): boolean =>
    column.isOptional ? choice.shown.includes(column.id) : !choice.hidden.includes(column.id);
  const toggle = (column: Column<Row, Sort>): void => {
    const list = column.isOptional ? 'shown' : 'hidden';
    const rest = choice[list].filter((id) => id !== column.id);
    setChoice({
      ...choice,
      [list]: rest.length < choice[list].length ? rest : [...rest, column.id],
    });
  };
  return {
    visible: columns.filter(isShown),
    isShown,
    toggle,
    reset: () =>
      setChoice({ hidden: [], shown: columns.filter((c) => c.isOptional).map((c) => c.id) }),
  };
}

const CHECK_WIDTH = 36;
const ACTIONS_WIDTH = 40;

interface Track {
  readonly width: number;
  readonly grow?: number;
}

/** The columns that a table adds at its ends. */
interface Ends {
  readonly hasSelection: boolean;
  readonly hasActions: boolean;
}

/** One `grid-template-columns` for header, rows and totals. */
export function gridTemplate(columns: readonly Track[], ends: Ends): string {
  return tracksOf(columns, ends)
    .map(({ width, grow }) =>
      grow === undefined || grow === 0
        ? `${String(width)}px`
        : `minmax(${String(width)}px, ${String(grow)}fr)`,
    )
    .join(' ');
}

/** Least width of header, rows and totals in pixels; each alone would be as wide as its own content. */
export function gridWidth(columns: readonly Track[], ends: Ends): number {
  return tracksOf(columns, ends).reduce((sum, { width }) => sum + width, 0);
}

function tracksOf(columns: readonly Track[], ends: Ends): readonly Track[] {
  return [
    ...(ends.hasSelection ? [{ width: CHECK_WIDTH }] : []),
    ...columns,
    ...(ends.hasActions ? [{ width: ACTIONS_WIDTH }] : []),
  ];
}
