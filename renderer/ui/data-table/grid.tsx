import { uiText } from '../../text/ui.ts';
import { gridTemplate, gridWidth } from './columns.ts';
import styles from './data-table.module.css';
import { Header } from './header.tsx';
import { cellId, Row } from './row.tsx';
import { RowMenu } from './row-menu.tsx';
import type { Selection } from './selection.ts';
import type { TableProps } from './table-props.ts';
import { TotalsRow } from './totals-row.tsx';
import { useGrid } from './use-grid.ts';

/** Header, virtual rows and totals. */
export function Grid<RowValue, Sort extends string>(table: TableProps<RowValue, Sort>) {
  const grid = useGrid(table);
  const { columns, selection } = table;
  const ends = { hasSelection: selection !== undefined, hasActions: table.actions !== undefined };
  const template = gridTemplate(columns, ends);
  const width = `${String(gridWidth(columns, ends))}px`;
  const menuRow = grid.menu && table.rows[grid.menu.index];
  return (
    <>
      <div
        ref={grid.scroll}
        role="grid"
        tabIndex={0}
        aria-label={table.label}
        aria-rowcount={table.hasMore ? -1 : table.rows.length + 1}
        aria-colcount={columns.length + Number(ends.hasSelection) + Number(ends.hasActions)}
        aria-multiselectable={selection !== undefined}
        aria-activedescendant={cellId(grid.gridId, grid.active.row, grid.active.column)}
        className={styles['scroll']}
        style={{ ['--grid-width' as string]: width }}
        onKeyDown={grid.onKeyDown}
      >
        <Header
          columns={columns}
          template={template}
          sort={table.sort}
          onSort={table.onSort}
          hasActions={ends.hasActions}
          selectAll={selection && selectAllOf(table, selection)}
        />
        <Body table={table} grid={grid} template={template} />
        {table.isLoadingMore && <div className={styles['more']}>{uiText.table.loadingMore}</div>}
        {table.totals && (
          <TotalsRow
            columns={columns}
            template={template}
            totals={table.totals}
            hasSelection={selection !== undefined}
          />
        )}
      </div>
      {grid.menu && menuRow !== undefined && (
        <RowMenu at={grid.menu.at} onClose={grid.closeMenu}>
          {table.actions?.(menuRow)}
        </RowMenu>
      )}
    </>
  );
}

interface BodyProps<RowValue, Sort extends string> {
  readonly table: TableProps<RowValue, Sort>;
  readonly grid: ReturnType<typeof useGrid<RowValue, Sort>>;
  readonly template: string;
}

function Body<RowValue, Sort extends string>({ table, grid, template }: BodyProps<RowValue, Sort>) {
  return (
    <div className={styles['body']} role="rowgroup" style={{ height: grid.virtual.getTotalSize() }}>
      {grid.virtual.getVirtualItems().map(({ index, start }) => {
        const row = table.rows[index];
        if (row === undefined) return null;
        return (
          <Row
            key={table.rowId(row)}
            row={row}
            index={index}
            top={start}
            gridId={grid.gridId}
            columns={table.columns}
            template={template}
            label={table.rowLabel(row)}
            activeColumn={grid.active.row === index ? grid.active.column : undefined}
            isSelected={table.selection?.ids.has(table.rowId(row))}
            onPress={grid.press}
            onOpen={grid.open}
            onToggle={grid.toggle}
            onMenu={table.actions && grid.openMenu}
          />
        );
      })}
    </div>
  );
}

function selectAllOf<RowValue, Sort extends string>(
  table: TableProps<RowValue, Sort>,
  selection: Selection,
) {
  const isChecked =
    table.rows.length > 0 && table.rows.every((row) => selection.ids.has(table.rowId(row)));
  return {
    isChecked,
    isPartial: !isChecked && selection.ids.size > 0,
    onChange: () => (isChecked ? selection.clear() : selection.add(table.rows.map(table.rowId))),
  };
}
