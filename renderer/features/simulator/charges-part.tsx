import { Button, Group, Select } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { SimulatedCharge } from '../../../preload/contract/simulator.ts';
import { useList } from '../../api/queries.ts';
import { simulatedStatusText, simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paths } from '../../ui/paths.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { ActDialog, type ChargeAct } from './act-dialog.tsx';
import { chargeColumns } from './charge-columns.tsx';
import { ChargeMenuItems } from './charge-menu-items.tsx';
import type { PartProps } from './part-props.ts';
import type { SimulatorQuery } from './simulator-query.ts';

const text = simulatorText.charges;

/** The gateway's list of charges, with what can be done to each. */
export function ChargesPart({ gateway, query }: PartProps) {
  const navigate = useNavigate();
  const [act, setAct] = useState<ChargeAct>();
  const columns = useMemo(() => chargeColumns(gateway.id), [gateway.id]);
  const filter = {
    ...(query.text === '' ? {} : { text: query.text }),
    ...(query.status === undefined ? {} : { status: query.status }),
  };
  const list = useList('simulator.charges', { gateway: gateway.id, filter });
  const statuses = statusesOf(gateway.statuses, list.rows);
  return (
    <>
      <DataTable
        name="simulated-charges"
        label={text.list}
        list={list}
        columns={columns}
        rowId={(row) => row.position}
        rowLabel={(row) => text.rowLabel(row.id)}
        onOpen={(row) => void navigate(paths.simulatedCharge(gateway.id, row.id))}
        actions={(row) => <ChargeMenuItems gateway={gateway.id} row={row} onAct={setAct} />}
        toolbar={<Filters query={query} statuses={statuses} />}
        empty={<NoCharges query={query} />}
      />
      {act && <ActDialog gateway={gateway.id} act={act} onClose={() => setAct(undefined)} />}
    </>
  );
}

/** Those that the gateway knows, and any other that a charge has. */
function statusesOf(known: readonly string[], rows: readonly SimulatedCharge[]): readonly string[] {
  return [...new Set([...known, ...rows.map(({ status }) => status)])];
}

interface FiltersProps {
  readonly query: SimulatorQuery;
  readonly statuses: readonly string[];
}

function Filters({ query, statuses }: FiltersProps) {
  return (
    <Group gap="xs">
      <SearchField label={text.search} value={query.text} onChange={query.setText} />
      <Select
        aria-label={text.status}
        placeholder={text.allStatuses}
        w={210}
        clearable
        data={statuses.map((status) => ({
          value: status,
          label: simulatedStatusText(status) ?? status,
        }))}
        value={query.status ?? null}
        onChange={query.setStatus}
      />
    </Group>
  );
}

function NoCharges({ query }: { readonly query: SimulatorQuery }) {
  const { empty } = text;
  const isFiltered = query.text !== '' || query.status !== undefined;
  return (
    <EmptyState
      icon={IconReceipt}
      title={isFiltered ? empty.filteredTitle : empty.title}
      actions={
        isFiltered ? (
          <Button variant="default" onClick={query.clear}>
            {uiText.filters.clear}
          </Button>
        ) : (
          <Button component={Link} to={paths.titulos}>
            {empty.go}
          </Button>
        )
      }
    >
      {isFiltered ? empty.filteredText : empty.text}
    </EmptyState>
  );
}
