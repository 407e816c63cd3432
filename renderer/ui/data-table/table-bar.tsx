import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { uiText } from '../../text/ui.ts';
import styles from './data-table.module.css';
import type { Selection } from './selection.ts';

interface TableBarProps {
  readonly toolbar: ReactNode;
  readonly bulkActions: ReactNode;
  readonly selection: Selection | undefined;
  readonly rowCount: number;
  readonly hasMore: boolean;
  readonly columnMenu: ReactNode;
}

/** Over the table: filters, or what can be done with the ticked rows. */
export function TableBar(props: TableBarProps) {
  const { selection } = props;
  const isBulk =
    selection !== undefined && selection.ids.size > 0 && props.bulkActions !== undefined;
  return (
    <div className={styles['bar']} data-bulk={isBulk}>
      {isBulk ? (
        <>
          <strong role="status">{uiText.table.selected(selection.ids.size)}</strong>
          <div className={styles['barMain']}>{props.bulkActions}</div>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={selection.clear}>
            {uiText.table.clearSelection}
          </Button>
        </>
      ) : (
        <>
          <div className={styles['barMain']}>{props.toolbar}</div>
          {props.rowCount > 0 && (
            <span className={styles['count']}>
              {uiText.table.rows(props.rowCount, props.hasMore)}
            </span>
          )}
          {props.columnMenu}
        </>
      )}
    </div>
  );
}
