import { formatAmount } from '../../../domain/money.ts';
import type { ClientRow } from '../../../preload/contract/clients.ts';
import { clientsText } from '../../text/clients.ts';
import { formatPhone, maskTaxId } from '../../text/format.ts';
import { uiText } from '../../text/ui.ts';
import { Badges } from '../../ui/badges.tsx';
import { CellLink } from '../../ui/cell-link.tsx';
import type { Column } from '../../ui/data-table/columns.ts';
import { paths } from '../../ui/paths.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Money } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import type { ClientSort } from './client-query.ts';

const text = clientsText.columns;

export const clientColumns: readonly Column<ClientRow, ClientSort>[] = [
  {
    id: 'code',
    header: text.code,
    width: 64,
    align: 'end',
    cell: (row) => row.code,
    sort: { ascending: 'code' },
  },
  {
    id: 'name',
    header: text.name,
    width: 150,
    grow: 2,
    cell: (row) => (
      <span title={row.name}>
        <CellLink to={paths.client(row.id)}>
          <VisibleText>{row.name}</VisibleText>
        </CellLink>
      </span>
    ),
    text: (row) => row.name,
    sort: { ascending: 'name' },
  },
  { id: 'status', header: text.status, width: 134, cell: (row) => <ClientStatus row={row} /> },
  {
    id: 'taxId',
    header: text.taxId,
    width: 150,
    cell: (row) => (row.taxId === '' ? uiText.none : maskTaxId(row.taxId)),
    text: (row) => maskTaxId(row.taxId),
  },
  { id: 'phone', header: text.phone, width: 128, cell: (row) => phoneOf(row), text: phoneOf },
  {
    id: 'email',
    header: text.email,
    width: 190,
    cell: (row) => (row.email === '' ? uiText.none : row.email),
    isOptional: true,
  },
  {
    id: 'city',
    header: text.city,
    width: 130,
    cell: (row) => orDash(row.city),
    isOptional: true,
  },
  {
    id: 'plan',
    header: text.plan,
    width: 120,
    cell: (row) => orDash(row.planName),
    isOptional: true,
  },
  {
    id: 'dueDay',
    header: text.dueDay,
    width: 50,
    align: 'end',
    cell: (row) => row.dueDay ?? uiText.none,
  },
  {
    id: 'billing',
    header: text.billing,
    width: 84,
    cell: (row) => (row.billing === null ? uiText.none : clientsText.billing[row.billing]),
  },
  {
    id: 'open',
    header: text.open,
    width: 98,
    align: 'end',
    cell: (row) => <Money cents={row.openCents} />,
    text: (row) => formatAmount(row.openCents),
  },
  {
    id: 'overdue',
    header: text.overdue,
    width: 98,
    align: 'end',
    cell: (row) => <Money cents={row.overdueCents} />,
    text: (row) => formatAmount(row.overdueCents),
  },
];

function ClientStatus({ row }: { readonly row: ClientRow }) {
  const { statuses } = clientsText;
  return (
    <Badges>
      {row.overdueCount > 0 && <StatusBadge tone="bad" label={statuses.overdue} />}
      {!row.isActive && <StatusBadge tone="ended" label={statuses.inactive} />}
      {row.isActive && row.overdueCount === 0 && (
        <StatusBadge tone="good" label={statuses.active} />
      )}
    </Badges>
  );
}

function phoneOf(row: ClientRow): string {
  return row.phone === '' ? uiText.none : formatPhone(row.phone);
}

function orDash(value: string | null): string {
  return value === null || value === '' ? uiText.none : value;
}
