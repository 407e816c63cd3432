import { Anchor } from '@mantine/core';
import { formatAmount } from '../../../domain/money.ts';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import type { PlanRow } from '../../../preload/contract/clients.ts';
import { formatCount } from '../../text/format.ts';
import { plansText } from '../../text/plans.ts';
import { uiText } from '../../text/ui.ts';
import type { Column } from '../../ui/data-table/columns.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Money } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';

const text = plansText.columns;

/** @param onOpen opens the plan, as Enter on its row does */
export function planColumns(
  accounts: readonly AccountRow[],
  onOpen: (plan: PlanRow) => void,
): readonly Column<PlanRow, never>[] {
  const accountOf = ({ accountId }: PlanRow): string =>
    accounts.find(({ id }) => id === accountId)?.label ?? uiText.none;
  return [
    {
      id: 'name',
      header: text.name,
      width: 180,
      grow: 2,
      cell: (row) => (
        <Anchor component="button" type="button" tabIndex={-1} inherit onClick={() => onOpen(row)}>
          <VisibleText>{row.name}</VisibleText>
        </Anchor>
      ),
      text: (row) => row.name,
    },
    {
      id: 'price',
      header: text.price,
      width: 110,
      align: 'end',
      cell: (row) => <Money cents={row.priceCents} />,
      text: (row) => formatAmount(row.priceCents),
    },
    {
      id: 'account',
      header: text.account,
      width: 180,
      grow: 1,
      cell: (row) => <span title={accountOf(row)}>{accountOf(row)}</span>,
      text: accountOf,
    },
    {
      id: 'clients',
      header: text.clients,
      width: 90,
      align: 'end',
      cell: (row) => formatCount(row.clients),
    },
    { id: 'status', header: text.status, width: 110, cell: (row) => <PlanStatus plan={row} /> },
  ];
}

function PlanStatus({ plan }: { readonly plan: PlanRow }) {
  return plan.isActive ? (
    <StatusBadge tone="good" label={plansText.active} />
  ) : (
    <StatusBadge tone="ended" label={plansText.inactive} />
  );
}
