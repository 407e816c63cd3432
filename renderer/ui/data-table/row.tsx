import { IconDots } from '@tabler/icons-react';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { uiText } from '../../text/ui.ts';
import styles from './data-table.module.css';

/** A column whose rows are of a type that only its owner knows. */
interface RowColumn {
  readonly id: string;
  readonly align?: 'start' | 'end';
  readonly cell: (row: never) => ReactNode;
}

interface RowProps {
  readonly row: unknown;
  readonly index: number;
  readonly top: number;
  readonly gridId: string;
  readonly columns: readonly RowColumn[];
  readonly template: string;
  readonly label: string;
  /** Column that the keyboard is on, where this row is the active one. */
  readonly activeColumn: number | undefined;
  readonly isSelected: boolean | undefined;
  readonly onPress: (index: number, column: number) => void;
  readonly onOpen: ((index: number) => void) | undefined;
  readonly onToggle: (index: number) => void;
  readonly onMenu:
    ((index: number, at: { readonly x: number; readonly y: number }) => void) | undefined;
}

/** Id of a cell, for `aria-activedescendant`. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${String(row)}-${String(column)}`;
}

/** One row of a virtual table. */
export const Row = memo(function Row(props: RowProps) {
  const { row, index, columns, isSelected, onMenu } = props;
  const first = isSelected === undefined ? 1 : 2;
  const openMenu = (event: MouseEvent): void => {
    if (!onMenu) return;
    event.preventDefault();
    onMenu(index, { x: event.clientX, y: event.clientY });
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      {...(isSelected === undefined ? {} : { 'aria-selected': isSelected })}
      className={styles['row']}
      data-active={props.activeColumn !== undefined}
      data-odd={index % 2 === 1}
      style={{
        gridTemplateColumns: props.template,
        transform: `translateY(${String(props.top)}px)`,
      }}
      onDoubleClick={() => props.onOpen?.(index)}
      onContextMenu={openMenu}
    >
      {isSelected !== undefined && (
        <div role="gridcell" aria-colindex={1} className={styles['check']}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={uiText.table.select(props.label)}
            checked={isSelected}
            onChange={() => props.onToggle(index)}
          />
        </div>
      )}
      {columns.map((column, position) => (
        <div
          key={column.id}
          id={cellId(props.gridId, index, position)}
          role="gridcell"
          aria-colindex={position + first}
          className={styles['cell']}
          data-align={column.align ?? 'start'}
          data-active={props.activeColumn === position}
          onClick={() => props.onPress(index, position)}
        >
          {column.cell(row as never)}
        </div>
      ))}
      {onMenu && (
        <div role="gridcell" aria-colindex={columns.length + first} className={styles['actions']}>
          <button
            type="button"
            tabIndex={-1}
            className={styles['menu']}
            aria-label={uiText.table.actions(props.label)}
            onClick={openMenu}
          >
            <IconDots size={16} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
});
