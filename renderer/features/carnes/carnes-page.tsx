/** Carnês: the list, and printing of many. Read this first. */
import { Button, Menu } from '@mantine/core';
import { IconBook, IconInfoCircle, IconPlus, IconPrinter, IconUser } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { CarneRow } from '../../../preload/contract/carnes.ts';
import { usePractice } from '../../api/practice.ts';
import { useList } from '../../api/queries.ts';
import { carnesText } from '../../text/carnes.ts';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { useSelection } from '../../ui/data-table/selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { PrintCarnesDialog } from '../../ui/print-carnes-dialog.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { carneColumns } from './carne-columns.tsx';

export function CarnesPage() {
  const navigate = useNavigate();
  const isPractice = usePractice();
  const [search, setSearch] = useSearchParams();
  const text = search.get('busca') ?? '';
  const list = useList('carnes.list', { filter: { isPractice, ...(text === '' ? {} : { text }) } });
  const selection = useSelection();
  const [printing, setPrinting] = useState<readonly CarneRow[]>();
  const { clear } = selection;
  useEffect(clear, [clear, text, isPractice]);
  const setText = (typed: string): void =>
    setSearch(typed === '' ? {} : { busca: typed }, { replace: true });
  return (
    <>
      <PageHeader title={carnesText.title} detail={carnesText.detail} actions={<AddButton />} />
      <DataTable
        name="carnes"
        label={carnesText.list}
        list={list}
        columns={carneColumns}
        rowId={(row) => row.id}
        rowLabel={(row) => carnesText.rowLabel(row.id, row.clientName)}
        onOpen={(row) => void navigate(paths.carne(row.id))}
        actions={(row) => <CarneMenuItems row={row} onPrint={() => setPrinting([row])} />}
        selection={selection}
        bulkActions={
          <Button
            size="compact-sm"
            leftSection={<IconPrinter size={15} aria-hidden />}
            onClick={() => setPrinting(list.rows.filter(({ id }) => selection.ids.has(id)))}
          >
            {carnesText.actions.printMany}
          </Button>
        }
        toolbar={<SearchField label={carnesText.filters.search} value={text} onChange={setText} />}
        empty={<NoCarnes isFiltered={text !== ''} />}
      />
      {printing && (
        <PrintCarnesDialog
          rows={printing}
          onClose={() => setPrinting(undefined)}
          onDone={selection.clear}
        />
      )}
    </>
  );
}

function AddButton() {
  return (
    <Button component={Link} to={paths.newCarne} leftSection={<IconPlus size={16} aria-hidden />}>
      {carnesText.add}
    </Button>
  );
}

interface CarneMenuItemsProps {
  readonly row: CarneRow;
  readonly onPrint: () => void;
}

function CarneMenuItems({ row, onPrint }: CarneMenuItemsProps) {
  const navigate = useNavigate();
  const { actions } = carnesText;
  return (
    <>
      <Menu.Item
        leftSection={<IconInfoCircle size={16} aria-hidden />}
        onClick={() => void navigate(paths.carne(row.id))}
      >
        {actions.open}
      </Menu.Item>
      <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={onPrint}>
        {actions.print}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconUser size={16} aria-hidden />}
        onClick={() => void navigate(paths.client(row.clientId))}
      >
        {actions.client}
      </Menu.Item>
    </>
  );
}

function NoCarnes({ isFiltered }: { readonly isFiltered: boolean }) {
  const { empty } = carnesText;
  return (
    <EmptyState
      icon={IconBook}
      title={isFiltered ? empty.filteredTitle : empty.title}
      actions={!isFiltered && <AddButton />}
    >
      {isFiltered ? empty.filteredText : empty.text}
    </EmptyState>
  );
}
