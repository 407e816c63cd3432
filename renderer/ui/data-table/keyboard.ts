/** What each key does in a table: one cell is active, the focus stays on the grid. */
import type { KeyboardEvent } from 'react';

export interface ActiveCell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that PageUp and PageDown jump over. */
  readonly pageRows: number;
}

export type GridCommand = 'open' | 'toggle' | 'clear' | 'menu' | 'select-all' | 'copy';

/** The cell that an arrow, page, Home or End key leads to, inside the table; undefined for other keys. */
export function destinationOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  active: ActiveCell,
  size: GridSize,
): ActiveCell | undefined {
  const target = unbounded(event, active, size);
  if (!target) return undefined;
  return { row: clamp(target.row, size.rows), column: clamp(target.column, size.columns) };
}

function unbounded(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, column }: ActiveCell,
  size: GridSize,
): ActiveCell | undefined {
  switch (event.key) {
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'PageDown':
      return { row: row + size.pageRows, column };
    case 'PageUp':
      return { row: row - size.pageRows, column };
    case 'Home':
      return event.ctrlKey ? { row: 0, column } : { row, column: 0 };
    case 'End':
      return event.ctrlKey ? { row: size.rows, column } : { row, column: size.columns };
    default:
      return undefined;
  }
}

/** The command of a key that does not move. */
export function commandOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): GridCommand | undefined {
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === 'a') return 'select-all';
    return event.key.toLowerCase() === 'c' ? 'copy' : undefined;
  }
  if (event.key === 'F10' && event.shiftKey) return 'menu';
  const plain: Readonly<Record<string, GridCommand>> = {
    Enter: 'open',
    ' ': 'toggle',
    Escape: 'clear',
    ContextMenu: 'menu',
  };
  return plain[event.key];
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}
