import { ActionIcon, Tooltip } from '@mantine/core';
import { IconFileInvoice, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { usePractice } from '../../api/practice.ts';
import { useCall, useList } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { useSelection } from '../../ui/data-table/selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FixedHeight } from '../../ui/fixed-height.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { BulkButtons } from '../../ui/titulos/bulk-buttons.tsx';
import { ownColumns, type TituloSort } from '../../ui/titulos/columns.tsx';
import { RowMenuItems } from '../../ui/titulos/row-menu-items.tsx';
import { useTituloActions } from '../../ui/titulos/use-titulo-actions.tsx';
import { Money } from '../../ui/values.tsx';
import styles from './client-page.module.css';

const text = clientsText.page;
const ROWS_IN_SIGHT = 14;

/** 01: what is open, with everything that can be done about it. */
export function ClientEntries({ clientId }: { readonly clientId: number }) {
  const navigate = useNavigate();
  const filter = { clientId, chip: 'open', isPractice: usePractice() } as const;
  const [sort, setSort] = useState<TituloSort>('due');
  const list = useList('titulos.list', { filter, sort });
  const totals = useCall('titulos.totals', { filter }, { keepsPrevious: true });
  const selection = useSelection();
  const actions = useTituloActions(selection.clear);
  return (
    <Section title={text.entries}>
      <FixedHeight rows={list.rows.length} maximumRows={ROWS_IN_SIGHT} hasTotals>
        <DataTable
          name="client-entries"
          label={text.entries}
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
          toolbar={<Loose clientId={clientId} />}
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
          empty={
            <EmptyState icon={IconFileInvoice} title={text.noEntries}>
              {text.noEntriesText}
            </EmptyState>
          }
        />
      </FixedHeight>
      {actions.dialog}
    </Section>
  );
}

function Loose({ clientId }: { readonly clientId: number }) {
  return (
    <h3 className={styles['subhead']} style={{ margin: 0 }}>
      {text.loose}
      <Tooltip label={text.addLoose}>
        <ActionIcon
          component={Link}
          to={paths.newTituloOf(clientId)}
          variant="light"
          size={26}
          aria-label={text.addLoose}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </h3>
  );
}
