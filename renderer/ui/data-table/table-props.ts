import type { ReactNode } from 'react';
import type { Column } from './columns.ts';
import type { Selection } from './selection.ts';

/** What the rows of a table need: shared by its parts. */
export interface TableProps<Row, Sort extends string> {
  /** What the table is, for who does not see it. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  /** The visible ones. */
  readonly columns: readonly Column<Row, Sort>[];
  readonly rowId: (row: Row) => number;
  /** Names a row in labels: `título 00000380`. */
  readonly rowLabel: (row: Row) => string;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
  /** Enter or double click. */
  readonly onOpen: ((row: Row) => void) | undefined;
  /** `Menu.Item`s of the row, by right click, by its button or by the menu key. */
  readonly actions: ((row: Row) => ReactNode) | undefined;
  readonly selection: Selection | undefined;
  /** Cells of the totals row by column id. */
  readonly totals: Readonly<Record<string, ReactNode>> | undefined;
}
