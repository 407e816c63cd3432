/** Planos: what each costs, and the account that charges for it. Read this first. */
import { Button } from '@mantine/core';
import { IconPackages, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { failureOf } from '../../api/client.ts';
import { useCall, type ListState } from '../../api/queries.ts';
import type { PlanRow } from '../../../preload/contract/clients.ts';
import { formatCount } from '../../text/format.ts';
import { plansText } from '../../text/plans.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';
import { planColumns } from './plan-columns.tsx';
import { PlanMenuItems } from './plan-menu-items.tsx';

/** The plan that is being changed, a new one, or none. */
type Open = PlanRow | 'new' | undefined;

export function PlansPage() {
  const [open, setOpen] = useState<Open>();
  const accounts = useCall('accounts.list', {}).data;
  const list = usePlans();
  const columns = useMemo(() => planColumns(accounts ?? [], setOpen), [accounts]);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
      {plansText.add}
    </Button>
  );
  const clients = list.rows.reduce((sum, plan) => sum + plan.clients, 0);
  return (
    <>
      <PageHeader title={plansText.title} detail={plansText.detail} actions={add} />
      <DataTable
        name="plans"
        label={plansText.list}
        list={list}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => plansText.rowLabel(row.name)}
        onOpen={setOpen}
        actions={(row) => <PlanMenuItems plan={row} onEdit={() => setOpen(row)} />}
        totals={{ name: plansText.count(list.rows.length), clients: formatCount(clients) }}
        empty={
          <EmptyState icon={IconPackages} title={plansText.empty.title} actions={add}>
            {plansText.empty.text}
          </EmptyState>
        }
      />
      {open !== undefined && (
        <PlanDialog
          {...(open === 'new' ? {} : { plan: open })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

/** Plans are few: they come all at once. */
function usePlans(): ListState<PlanRow> {
  const { data, error, isPending, refetch } = useCall('plans.list', {});
  return {
    rows: data ?? [],
    hasMore: false,
    isLoading: isPending,
    isLoadingMore: false,
    failure: error === null ? undefined : failureOf(error),
    loadMore: () => undefined,
    reload: () => void refetch(),
  };
}
