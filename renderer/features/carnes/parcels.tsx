import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { CarneRow } from '../../../preload/contract/carnes.ts';
import { useCall, useList } from '../../api/queries.ts';
import { carnesText } from '../../text/carnes.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { useSelection } from '../../ui/data-table/selection.ts';
import { FixedHeight } from '../../ui/fixed-height.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { BulkButtons } from '../../ui/titulos/bulk-buttons.tsx';
import { ownColumns, type TituloSort } from '../../ui/titulos/columns.tsx';
import { RowMenuItems } from '../../ui/titulos/row-menu-items.tsx';
import { useTituloActions } from '../../ui/titulos/use-titulo-actions.tsx';
import { Money } from '../../ui/values.tsx';

interface ParcelsProps {
  readonly carne: CarneRow;
  readonly empty: ReactNode;
}

/** The parcels as títulos, with everything that can be done about each. */
export function Parcels({ carne, empty }: ParcelsProps) {
  const navigate = useNavigate();
  // A carnê is wholly of one side, whatever the switch Prática says.
  const filter = { carneId: carne.id, isPractice: carne.environment !== 'production' };
  const [sort, setSort] = useState<TituloSort>('due');
  const list = useList('titulos.list', { filter, sort });
  const totals = useCall('titulos.totals', { filter }, { keepsPrevious: true });
  const selection = useSelection();
  const actions = useTituloActions(selection.clear);
  return (
    <Section title={carnesText.page.parcels}>
      <FixedHeight rows={list.rows.length} maximumRows={carne.parcels} hasTotals>
        <DataTable
          name="carne-parcels"
          label={carnesText.page.parcelList(carnesText.name(carne.id))}
          list={list}
          columns={ownColumns}
          rowId={(row) => row.id}
          rowLabel={(row) => titulosText.rowLabel(formatTituloNumber(row.number))}
          sort={sort}
          onSort={setSort}
          onOpen={(row) => void navigate(paths.titulo(row.id))}
          actions={(row) => <RowMenuItems row={row} actions={actions} />}
          selection={selection}
          bulkActions={<BulkButtons rows={list.rows} selection={selection} actions={actions} />}
          {...(totals.data
            ? {
                totals: {
                  number: titulosText.totals(totals.data.count),
                  face: <Money cents={totals.data.faceCents} />,
                  total: <Money cents={totals.data.totalCents} />,
                  balance: <Money cents={totals.data.balanceCents} />,
                },
              }
            : {})}
          empty={empty}
        />
      </FixedHeight>
      {actions.dialog}
    </Section>
  );
}
