import { formatAmount } from '../../../domain/money.ts';
import type { CarneRow } from '../../../preload/contract/carnes.ts';
import { carnesText } from '../../text/carnes.ts';
import { carneStateTexts } from '../../text/states.ts';
import { Badges } from '../../ui/badges.tsx';
import { CellLink } from '../../ui/cell-link.tsx';
import type { Column } from '../../ui/data-table/columns.ts';
import { paths } from '../../ui/paths.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { carneTones } from '../../ui/tones.ts';
import { DateText, Money } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './carnes.module.css';

const text = carnesText.columns;

export const carneColumns: readonly Column<CarneRow>[] = [
  {
    id: 'id',
    header: text.id,
    width: 92,
    align: 'end',
    cell: (row) => (
      <>
        {row.isCurrent && <span className={styles['current']}>{carnesText.currentShort} </span>}
        <CellLink to={paths.carne(row.id)}>{row.id}</CellLink>
      </>
    ),
    text: (row) => String(row.id),
  },
  {
    id: 'client',
    header: text.client,
    width: 140,
    grow: 1.4,
    cell: (row) => (
      <span title={row.clientName}>
        <CellLink to={paths.client(row.clientId)}>
          <VisibleText>{row.clientName}</VisibleText>
        </CellLink>
      </span>
    ),
    text: (row) => row.clientName,
  },
  {
    id: 'description',
    header: text.description,
    width: 100,
    grow: 1,
    cell: (row) => <span title={row.description}>{row.description}</span>,
  },
  {
    id: 'state',
    header: text.state,
    width: 172,
    cell: (row) => <StatusBadge tone={carneTones[row.state]} label={carneStateTexts[row.state]} />,
  },
  {
    id: 'parcels',
    header: text.parcels,
    width: 78,
    align: 'end',
    cell: (row) => carnesText.of(row.paidParcels, row.parcels),
  },
  {
    id: 'registered',
    header: text.registered,
    width: 92,
    align: 'end',
    cell: (row) => row.registeredParcels,
  },
  {
    id: 'overdue',
    header: text.overdue,
    width: 76,
    align: 'end',
    cell: (row) => row.overdueParcels,
  },
  {
    id: 'total',
    header: text.total,
    width: 106,
    align: 'end',
    cell: (row) => <Money cents={row.totalCents} />,
    text: (row) => formatAmount(row.totalCents),
  },
  {
    id: 'open',
    header: text.open,
    width: 106,
    align: 'end',
    cell: (row) => <Money cents={row.openCents} />,
    text: (row) => formatAmount(row.openCents),
  },
  {
    id: 'first',
    header: text.first,
    width: 98,
    align: 'end',
    cell: (row) => <DateText on={row.firstDueOn} />,
    isOptional: true,
  },
  {
    id: 'last',
    header: text.last,
    width: 98,
    align: 'end',
    cell: (row) => <DateText on={row.lastDueOn} />,
    isOptional: true,
  },
  {
    id: 'account',
    header: text.account,
    width: 140,
    cell: (row) => row.accountLabel,
    isOptional: true,
  },
];

/** The state, and whether it is the "Carnê atual" of its client. */
export function CarneBadges({ row }: { readonly row: CarneRow }) {
  return (
    <Badges>
      <StatusBadge tone={carneTones[row.state]} label={carneStateTexts[row.state]} />
      {row.isCurrent && <StatusBadge tone="plain" label={carnesText.current} />}
    </Badges>
  );
}
