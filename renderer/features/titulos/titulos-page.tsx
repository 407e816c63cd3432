/** Títulos: everything that is owed, paid or cancelled, with filters, totals and acts on many. Read this first. */
import { Button } from '@mantine/core';
import { IconFileInvoice, IconPlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import { usePractice } from '../../api/practice.ts';
import { useCall, useList } from '../../api/queries.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { useSelection } from '../../ui/data-table/selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { BulkButtons } from '../../ui/titulos/bulk-buttons.tsx';
import { tituloColumns } from '../../ui/titulos/columns.tsx';
import { RowMenuItems } from '../../ui/titulos/row-menu-items.tsx';
import { useTituloActions } from '../../ui/titulos/use-titulo-actions.tsx';
import { Money } from '../../ui/values.tsx';
import { TituloFilters } from './titulo-filters.tsx';
import { useTituloQuery } from './titulo-query.ts';

export function TitulosPage() {
  const navigate = useNavigate();
  const query = useTituloQuery();
  const { filter, sort } = query;
  const list = useList('titulos.list', { filter, sort });
  const totals = useCall('titulos.totals', { filter }, { keepsPrevious: true });
  const selection = useSelection();
  const actions = useTituloActions(selection.clear);
  const { clear } = selection;
  useEffect(clear, [clear, query.key]);
  return (
    <>
      <PageHeader
        title={titulosText.title}
        detail={titulosText.detail}
        actions={
          <Button
            component={Link}
            to={paths.newTitulo}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {titulosText.add}
          </Button>
        }
      />
      <DataTable
        name="titulos"
        label={titulosText.list}
        list={list}
        columns={tituloColumns}
        rowId={(row) => row.id}
        rowLabel={(row) => titulosText.rowLabel(formatTituloNumber(row.number))}
        sort={sort}
        onSort={query.setSort}
        onOpen={(row) => void navigate(paths.titulo(row.id))}
        actions={(row) => <RowMenuItems row={row} actions={actions} hasClient />}
        selection={selection}
        bulkActions={<BulkButtons rows={list.rows} selection={selection} actions={actions} />}
        toolbar={<TituloFilters query={query} />}
        {...(totals.data
          ? {
              totals: {
                client: titulosText.totals(totals.data.count),
                face: <Money cents={totals.data.faceCents} />,
                total: <Money cents={totals.data.totalCents} />,
                balance: <Money cents={totals.data.balanceCents} />,
              },
            }
          : {})}
        empty={<NoTitulos isFiltered={query.isFiltered} onClear={query.clear} />}
      />
      {actions.dialog}
    </>
  );
}

interface NoTitulosProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

function NoTitulos({ isFiltered, onClear }: NoTitulosProps) {
  const isPractice = usePractice();
  const text = titulosText.empty;
  if (isFiltered)
    return (
      <EmptyState
        icon={IconFileInvoice}
        title={text.filteredTitle}
        actions={
          <Button variant="default" onClick={onClear}>
            {titulosText.filters.clear}
          </Button>
        }
      >
        {text.filteredText}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconFileInvoice}
      title={text.title}
      actions={
        <Button component={Link} to={paths.newTitulo}>
          {titulosText.add}
        </Button>
      }
    >
      {text.text} {isPractice && text.practice}
    </EmptyState>
  );
}
