/** The moving parts of a table: which rows are on screen, the active cell, what keys and clicks do. */
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { commandOf, destinationOf, type ActiveCell, type GridCommand } from './keyboard.ts';
import { cellId } from './row.tsx';
import type { TableProps } from './table-props.ts';

const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 32;
const OVERSCAN = 12;
/** How many rows before the end the next page is asked for. */
const LOAD_AHEAD = 60;

export interface OpenMenu {
  readonly index: number;
  readonly at: { readonly x: number; readonly y: number };
}

/** State and handlers of one grid; `table.columns` are the visible ones. */
export function useGrid<Row, Sort extends string>(table: TableProps<Row, Sort>) {
  const scroll = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const latest = useLatest(table);
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0 });
  const [menu, setMenu] = useState<OpenMenu>();
  const virtual = useVirtualRows(scroll, table);

  const press = useCallback((row: number, column: number) => setActive({ row, column }), []);
  const open = useCallback(
    (index: number) => withRow(latest.current, index, latest.current.onOpen),
    [latest],
  );
  const toggle = useCallback(
    (index: number) => {
      const { rowId, selection } = latest.current;
      withRow(latest.current, index, (row) => selection?.toggle(rowId(row)));
    },
    [latest],
  );
  const openMenu = useCallback((index: number, at: OpenMenu['at']) => setMenu({ index, at }), []);
  const closeMenu = useCallback(() => {
    setMenu(undefined);
    scroll.current?.focus();
  }, []);

  const moveTo = (cell: ActiveCell): void => {
    setActive(cell);
    virtual.scrollToIndex(cell.row);
  };
  const run = (command: GridCommand): void => {
    if (command === 'open') open(active.row);
    else if (command === 'toggle') toggle(active.row);
    else if (command === 'clear') table.selection?.clear();
    else if (command === 'select-all') table.selection?.add(table.rows.map(table.rowId));
    else if (command === 'copy') copyCell(table, active, cellId(gridId, active.row, active.column));
    else if (table.actions)
      openMenu(active.row, placeOf(cellId(gridId, active.row, active.column)));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget) return;
    const size = {
      rows: table.rows.length,
      columns: table.columns.length,
      pageRows: pageRowsOf(scroll.current),
    };
    const target = destinationOf(event, active, size);
    const command = target ? undefined : commandOf(event);
    if (!target && !command) return;
    event.preventDefault();
    if (target && event.shiftKey && target.row !== active.row)
      extend(table, active.row, target.row);
    if (target) moveTo(target);
    if (command) run(command);
  };

  return {
    scroll,
    gridId,
    active,
    virtual,
    menu,
    press,
    open,
    toggle,
    openMenu,
    closeMenu,
    onKeyDown,
  };
}

function useVirtualRows<Row, Sort extends string>(
  scroll: { readonly current: HTMLDivElement | null },
  { rows, hasMore, loadMore }: TableProps<Row, Sort>,
) {
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollPaddingStart: HEADER_HEIGHT,
    scrollPaddingEnd: ROW_HEIGHT,
  });
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - LOAD_AHEAD) loadMore();
  }, [hasMore, last, rows.length, loadMore]);
  return virtual;
}

function useLatest<T>(value: T): { readonly current: T } {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

function withRow<Row, Sort extends string>(
  table: TableProps<Row, Sort>,
  index: number,
  use: ((row: Row) => void) | undefined,
): void {
  const row = table.rows[index];
  if (row !== undefined) use?.(row);
}

/** Shift with an arrow ticks the rows passed over. */
function extend<Row, Sort extends string>(
  table: TableProps<Row, Sort>,
  from: number,
  to: number,
): void {
  const passed = table.rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  table.selection?.add(passed.map(table.rowId));
}

function copyCell<Row, Sort extends string>(
  table: TableProps<Row, Sort>,
  active: ActiveCell,
  id: string,
): void {
  const row = table.rows[active.row];
  const text = table.columns[active.column]?.text;
  const copied = row !== undefined && text ? text(row) : document.getElementById(id)?.textContent;
  void navigator.clipboard.writeText(copied ?? '');
}

function placeOf(id: string): OpenMenu['at'] {
  const box = document.getElementById(id)?.getBoundingClientRect();
  return { x: box?.left ?? 0, y: box?.bottom ?? 0 };
}

function pageRowsOf(element: HTMLElement | null): number {
  const height = (element?.clientHeight ?? 0) - HEADER_HEIGHT;
  return Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
}
