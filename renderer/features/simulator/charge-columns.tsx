import { civilDateOf, formatCivilDate } from '../../../domain/civil-date.ts';
import type { SimulatedCharge } from '../../../preload/contract/simulator.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { CellLink } from '../../ui/cell-link.tsx';
import type { Column } from '../../ui/data-table/columns.ts';
import { paths } from '../../ui/paths.ts';
import { DateText, Money } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { ChargeStatus } from './charge-status.tsx';

const text = simulatorText.charges.columns;

/** The columns of a gateway's own list: value, issue, due date, and whom it is for. */
export function chargeColumns(gateway: string): readonly Column<SimulatedCharge>[] {
  return [
    {
      id: 'id',
      header: text.id,
      width: 104,
      grow: 0.8,
      cell: ({ id }) => (
        <span title={id}>
          <CellLink to={paths.simulatedCharge(gateway, id)}>
            <VisibleText>{id}</VisibleText>
          </CellLink>
        </span>
      ),
      text: ({ id }) => id,
    },
    {
      id: 'payer',
      header: text.payer,
      width: 120,
      grow: 1.4,
      cell: ({ payer }) => <Words text={payer} />,
      text: ({ payer }) => payer ?? '',
    },
    {
      id: 'total',
      header: text.total,
      width: 102,
      align: 'end',
      cell: ({ totalCents }) => <Money cents={totalCents} />,
    },
    {
      id: 'createdAt',
      header: text.createdAt,
      width: 92,
      cell: ({ createdAt }) => <DateText on={civilDateOf(createdAt)} />,
      text: ({ createdAt }) => formatCivilDate(civilDateOf(createdAt)),
    },
    {
      id: 'dueOn',
      header: text.dueOn,
      width: 92,
      cell: ({ dueOn }) => <DateText on={dueOn} />,
    },
    {
      id: 'status',
      header: text.status,
      width: 150,
      cell: ({ status }) => <ChargeStatus status={status} />,
      text: ({ status }) => status,
    },
    {
      id: 'reference',
      header: text.reference,
      width: 110,
      grow: 1,
      cell: ({ customId }) => <Words text={customId} />,
      text: ({ customId }) => customId ?? '',
    },
    {
      id: 'titulo',
      header: text.titulo,
      width: 86,
      cell: (row) => <TituloLink row={row} />,
    },
    {
      id: 'parcel',
      header: text.parcel,
      width: 80,
      align: 'end',
      cell: ({ parcel }) => parcel ?? uiText.none,
      isOptional: true,
    },
    {
      id: 'dueToday',
      header: text.dueToday,
      width: 110,
      align: 'end',
      cell: ({ dueTodayCents }) => <Money cents={dueTodayCents} />,
      isOptional: true,
    },
  ];
}

function Words({ text: words }: { readonly text: string | null }) {
  if (words === null) return <>{uiText.none}</>;
  return (
    <span title={words}>
      <VisibleText>{words}</VisibleText>
    </span>
  );
}

function TituloLink({ row }: { readonly row: SimulatedCharge }) {
  if (row.tituloId === null || row.tituloNumber === null) return <>{uiText.none}</>;
  return (
    <CellLink to={paths.titulo(row.tituloId)}>{formatTituloNumber(row.tituloNumber)}</CellLink>
  );
}
