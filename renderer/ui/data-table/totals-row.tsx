import type { ReactNode } from 'react';
import { uiText } from '../../text/ui.ts';
import type { Column } from './columns.ts';
import styles from './data-table.module.css';

interface TotalsRowProps<Row, Sort extends string> {
  readonly columns: readonly Column<Row, Sort>[];
  readonly template: string;
  readonly totals: Readonly<Record<string, ReactNode>>;
  readonly hasSelection: boolean;
}

/** Sums under the columns that they belong to; they stay in sight. */
export function TotalsRow<Row, Sort extends string>(props: TotalsRowProps<Row, Sort>) {
  return (
    <div
      role="row"
      aria-label={uiText.table.totals}
      className={styles['totals']}
      style={{ gridTemplateColumns: props.template }}
    >
      {props.hasSelection && <div role="gridcell" />}
      {props.columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={styles['cell']}
          data-align={column.align ?? 'start'}
        >
          {props.totals[column.id]}
        </div>
      ))}
    </div>
  );
}
