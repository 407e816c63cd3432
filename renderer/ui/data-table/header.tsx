import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { uiText } from '../../text/ui.ts';
import type { Column } from './columns.ts';
import styles from './data-table.module.css';

interface HeaderProps<Row, Sort extends string> {
  readonly columns: readonly Column<Row, Sort>[];
  readonly template: string;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
  readonly hasActions: boolean;
  readonly selectAll:
    | { readonly isChecked: boolean; readonly isPartial: boolean; readonly onChange: () => void }
    | undefined;
}

/** The row of headings: sorts, and ticks every loaded row. */
export function Header<Row, Sort extends string>(props: HeaderProps<Row, Sort>) {
  const { columns, template, selectAll } = props;
  return (
    <div
      className={styles['header']}
      role="row"
      aria-rowindex={1}
      style={{ gridTemplateColumns: template }}
    >
      {selectAll && (
        <div role="columnheader" aria-colindex={1} className={styles['check']}>
          <input
            type="checkbox"
            aria-label={uiText.table.selectAll}
            checked={selectAll.isChecked}
            ref={(box) => {
              if (box) box.indeterminate = selectAll.isPartial;
            }}
            onChange={selectAll.onChange}
          />
        </div>
      )}
      {columns.map((column, index) => (
        <Heading
          key={column.id}
          column={column}
          index={index + (selectAll ? 2 : 1)}
          sort={props.sort}
          onSort={props.onSort}
        />
      ))}
      {props.hasActions && (
        <div
          role="columnheader"
          aria-colindex={columns.length + (selectAll ? 2 : 1)}
          aria-label={uiText.table.rowActions}
        />
      )}
    </div>
  );
}

interface HeadingProps<Row, Sort extends string> {
  readonly column: Column<Row, Sort>;
  readonly index: number;
  readonly sort: Sort | undefined;
  readonly onSort: ((sort: Sort) => void) | undefined;
}

function Heading<Row, Sort extends string>({
  column,
  index,
  sort,
  onSort,
}: HeadingProps<Row, Sort>) {
  const { ascending, descending } = column.sort ?? {};
  const isAscending = sort !== undefined && sort === ascending;
  const isDescending = sort !== undefined && sort === descending;
  const next = isAscending ? (descending ?? ascending) : (ascending ?? descending);
  const direction = isAscending ? 'ascending' : isDescending ? 'descending' : 'none';
  return (
    <div
      role="columnheader"
      aria-colindex={index}
      {...(next === undefined ? {} : { 'aria-sort': direction })}
      className={styles['heading']}
      data-align={column.align ?? 'start'}
    >
      {next !== undefined && onSort ? (
        <button
          type="button"
          className={styles['sort']}
          title={uiText.table.sortBy(column.header)}
          onClick={() => onSort(next)}
        >
          {column.header}
          {isAscending && <IconChevronUp size={14} aria-hidden />}
          {isDescending && <IconChevronDown size={14} aria-hidden />}
        </button>
      ) : (
        <span className={styles['clip']} title={column.header}>
          {column.header}
        </span>
      )}
    </div>
  );
}
