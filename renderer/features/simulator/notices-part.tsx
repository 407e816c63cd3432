import { Button, Menu } from '@mantine/core';
import { IconInfoCircle, IconSend, IconWebhook } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { SimulatedNotice } from '../../../preload/contract/simulator.ts';
import { useList } from '../../api/queries.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { useSelection } from '../../ui/data-table/selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paths } from '../../ui/paths.ts';
import { noticeColumns } from './notice-columns.tsx';
import { NoticeFilters } from './notice-filters.tsx';
import { ResendDialog, type ResendScope } from './resend-dialog.tsx';
import type { PartProps } from './part-props.ts';
import type { SimulatorQuery } from './simulator-query.ts';

const text = simulatorText.notices;

/** The gateway's notification log, with "Reenviar callback" for the ticked rows. */
export function NoticesPart({ gateway, query }: PartProps) {
  const navigate = useNavigate();
  const selection = useSelection();
  const [scope, setScope] = useState<ResendScope>();
  const columns = useMemo(() => noticeColumns(gateway.id), [gateway.id]);
  const list = useList('simulator.notices', { gateway: gateway.id, filter: query.notices });
  const open = ({ charge }: SimulatedNotice): void =>
    void navigate(paths.simulatedCharge(gateway.id, charge));
  return (
    <>
      <DataTable
        name="simulated-notices"
        label={text.list}
        list={list}
        columns={columns}
        rowId={(row) => row.line}
        rowLabel={(row) => text.rowLabel(row.charge, row.attempt)}
        onOpen={open}
        actions={(row) => (
          <>
            <Menu.Item
              leftSection={<IconInfoCircle size={16} aria-hidden />}
              onClick={() => open(row)}
            >
              {simulatorText.charges.open}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconSend size={16} aria-hidden />}
              onClick={() => setScope({ kind: 'chosen', noticeIds: [row.noticeId] })}
            >
              {text.resendOne}
            </Menu.Item>
          </>
        )}
        selection={selection}
        bulkActions={
          <Button
            leftSection={<IconSend size={16} aria-hidden />}
            onClick={() =>
              setScope({ kind: 'chosen', noticeIds: chosen(list.rows, selection.ids) })
            }
          >
            {text.resendChosen}
          </Button>
        }
        toolbar={<NoticeFilters query={query} onResend={() => setScope({ kind: 'some' })} />}
        empty={<NoNotices query={query} />}
      />
      {scope && (
        <ResendDialog
          gateway={gateway.id}
          scope={scope}
          onClose={() => setScope(undefined)}
          onDone={selection.clear}
        />
      )}
    </>
  );
}

/** Each notice once, however many of its tries are ticked. */
function chosen(rows: readonly SimulatedNotice[], lines: ReadonlySet<number>): readonly number[] {
  const ticked = rows.filter(({ line }) => lines.has(line));
  return [...new Set(ticked.map(({ noticeId }) => noticeId))];
}

function NoNotices({ query }: { readonly query: SimulatorQuery }) {
  const { empty } = text;
  const isFiltered = Object.keys(query.notices).length > 0;
  return (
    <EmptyState
      icon={IconWebhook}
      title={isFiltered ? empty.filteredTitle : empty.title}
      actions={
        isFiltered && (
          <Button variant="default" onClick={query.clear}>
            {uiText.filters.clear}
          </Button>
        )
      }
    >
      {isFiltered ? empty.filteredText : empty.text}
    </EmptyState>
  );
}
