import { Menu } from '@mantine/core';
import { IconChecks, IconInfoCircle, IconReceipt } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { usePractice } from '../../api/practice.ts';
import { useList } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FixedHeight } from '../../ui/fixed-height.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { receivedColumns } from '../../ui/titulos/columns.tsx';
import { useTituloActions } from '../../ui/titulos/use-titulo-actions.tsx';

const text = clientsText.page;
const ROWS_IN_SIGHT = 10;

/** 03: what the client has paid, latest first. */
export function ClientReceived({ clientId }: { readonly clientId: number }) {
  const navigate = useNavigate();
  const filter = { clientId, chip: 'paid', isPractice: usePractice() } as const;
  const list = useList('titulos.list', { filter, sort: 'paid-latest' });
  const actions = useTituloActions();
  return (
    <Section title={text.received3}>
      <FixedHeight rows={list.rows.length} maximumRows={ROWS_IN_SIGHT}>
        <DataTable
          name="client-received"
          label={text.received3}
          list={list}
          columns={receivedColumns}
          rowId={(row) => row.id}
          rowLabel={(row) => titulosText.rowLabel(formatTituloNumber(row.number))}
          onOpen={(row) => void navigate(paths.titulo(row.id))}
          actions={(row) => (
            <>
              <Menu.Item
                leftSection={<IconReceipt size={16} aria-hidden />}
                onClick={() => actions.printReceipt(row)}
              >
                {titulosText.actions.receipt}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconInfoCircle size={16} aria-hidden />}
                onClick={() => void navigate(paths.titulo(row.id))}
              >
                {titulosText.actions.open}
              </Menu.Item>
            </>
          )}
          empty={
            <EmptyState icon={IconChecks} title={text.noReceived}>
              {text.noReceivedText}
            </EmptyState>
          }
        />
      </FixedHeight>
    </Section>
  );
}
