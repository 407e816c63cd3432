/** The table of every list: virtual rows, keyboard, selection, sort, columns to choose. Start here. */
import type { ReactNode } from 'react';
import type { ListState } from '../../api/queries.ts';
import { uiText } from '../../text/ui.ts';
import { FailureAlert } from '../failure-alert.tsx';
import { ColumnMenu } from './column-menu.tsx';
import { useColumnChoice, type Column } from './columns.ts';
import styles from './data-table.module.css';
import { Grid } from './grid.tsx';
import type { Selection } from './selection.ts';
import { TableBar } from './table-bar.tsx';

export interface DataTableProps<Row, Sort extends string> {
  /** Under this name the choice of columns is remembered on this computer. */
  readonly name: string;
  /** What the table is, for who does not see it. */
  readonly label: string;
  readonly list: ListState<Row>;
  readonly columns: readonly Column<Row, Sort>[];
  readonly rowId: (row: Row) => number;
  /** Names a row in labels: `título 00000380`. */
  readonly rowLabel: (row: Row) => string;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  /** Enter or double click. */
  readonly onOpen?: (row: Row) => void;
  /** `Menu.Item`s of the row, by right click, by its button or by the menu key. */
  readonly actions?: (row: Row) => ReactNode;
  readonly selection?: Selection;
  /** Buttons for the ticked rows, shown in place of the tool bar. */
  readonly bulkActions?: ReactNode;
  /** Filters and search over the table. */
  readonly toolbar?: ReactNode;
  /** Cells of the totals row by column id. */
  readonly totals?: Readonly<Record<string, ReactNode>>;
  /** An EmptyState: what to do when there is nothing. */
  readonly empty: ReactNode;
}

/** A list of any length. It fills the height that its parent leaves to it. */
export function DataTable<Row, Sort extends string = never>(props: DataTableProps<Row, Sort>) {
  const { list } = props;
  const choice = useColumnChoice(props.name, props.columns);
  return (
    <div className={styles['frame']}>
      <TableBar
        toolbar={props.toolbar}
        bulkActions={props.bulkActions}
        selection={props.selection}
        rowCount={list.rows.length}
        hasMore={list.hasMore}
        columnMenu={
          <ColumnMenu
            columns={props.columns}
            isShown={choice.isShown}
            onToggle={choice.toggle}
            onReset={choice.reset}
          />
        }
      />
      <Content {...props} columns={choice.visible} />
    </div>
  );
}

function Content<Row, Sort extends string>(props: DataTableProps<Row, Sort>) {
  const { list } = props;
  if (list.failure)
    return (
      <div className={styles['message']}>
        <FailureAlert failure={list.failure} onRetry={list.reload} />
      </div>
    );
  if (list.isLoading)
    return (
      <div className={styles['message']} role="status">
        {uiText.loading}
      </div>
    );
  if (list.rows.length === 0) return <div className={styles['message']}>{props.empty}</div>;
  return (
    <Grid
      label={props.label}
      rows={list.rows}
      hasMore={list.hasMore}
      isLoadingMore={list.isLoadingMore}
      loadMore={list.loadMore}
      columns={props.columns}
      rowId={props.rowId}
      rowLabel={props.rowLabel}
      sort={props.sort}
      onSort={props.onSort}
      onOpen={props.onOpen}
      actions={props.actions}
      selection={props.selection}
      totals={props.totals}
    />
  );
}
