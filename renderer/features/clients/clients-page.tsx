/** Clientes: the list, its filters, and the change of many at once. Read this first. */
import { Button, Group } from '@mantine/core';
import { IconPackages, IconPlus, IconUpload, IconUsers } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useCall, useList } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { useSelection } from '../../ui/data-table/selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { Money } from '../../ui/values.tsx';
import { BillingDialog } from './billing-dialog.tsx';
import { clientColumns } from './client-columns.tsx';
import { ClientFilters } from './client-filters.tsx';
import { useClientQuery } from './client-query.ts';
import { ClientMenuItems } from './client-menu-items.tsx';

export function ClientsPage() {
  const navigate = useNavigate();
  const query = useClientQuery();
  const { filter, sort } = query;
  const list = useList('clients.list', { filter, sort });
  const totals = useCall('clients.totals', { filter }, { keepsPrevious: true });
  const selection = useSelection();
  const [isChanging, setIsChanging] = useState(false);
  const { clear } = selection;
  useEffect(clear, [clear, query.key]);
  return (
    <>
      <PageHeader
        title={clientsText.title}
        detail={clientsText.detail}
        actions={<HeaderButtons />}
      />
      <DataTable
        name="clients"
        label={clientsText.list}
        list={list}
        columns={clientColumns}
        rowId={(row) => row.id}
        rowLabel={(row) => clientsText.rowLabel(row.name)}
        sort={sort}
        onSort={query.setSort}
        onOpen={(row) => void navigate(paths.client(row.id))}
        actions={(row) => <ClientMenuItems row={row} />}
        selection={selection}
        bulkActions={
          <Button size="compact-sm" onClick={() => setIsChanging(true)}>
            {clientsText.actions.billing}
          </Button>
        }
        toolbar={<ClientFilters query={query} />}
        {...(totals.data
          ? {
              totals: {
                name: clientsText.totals.count(totals.data.count),
                overdue: <Money cents={totals.data.overdueCents} />,
                status: clientsText.totals.overdue(totals.data.overdueCount),
              },
            }
          : {})}
        empty={<NoClients isFiltered={query.isFiltered} onClear={query.clear} />}
      />
      {isChanging && (
        <BillingDialog
          ids={[...selection.ids]}
          onClose={() => setIsChanging(false)}
          onDone={selection.clear}
        />
      )}
    </>
  );
}

function HeaderButtons() {
  return (
    <>
      <Button
        component={Link}
        to={paths.plans}
        variant="default"
        leftSection={<IconPackages size={16} aria-hidden />}
      >
        {clientsText.plans}
      </Button>
      <Button
        component={Link}
        to={paths.importClients}
        variant="default"
        leftSection={<IconUpload size={16} aria-hidden />}
      >
        {clientsText.import}
      </Button>
      <Button
        component={Link}
        to={paths.newClient}
        leftSection={<IconPlus size={16} aria-hidden />}
      >
        {clientsText.add}
      </Button>
    </>
  );
}

interface NoClientsProps {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}

function NoClients({ isFiltered, onClear }: NoClientsProps) {
  const text = clientsText.empty;
  if (isFiltered)
    return (
      <EmptyState
        icon={IconUsers}
        title={text.filteredTitle}
        actions={
          <Button variant="default" onClick={onClear}>
            {clientsText.filters.clear}
          </Button>
        }
      >
        {text.filteredText}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconUsers}
      title={text.title}
      actions={
        <Group gap="xs" justify="center">
          <HeaderButtons />
        </Group>
      }
    >
      {text.text}
    </EmptyState>
  );
}
