import { MantineProvider, Menu } from '@mantine/core';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { ListState } from '../../../renderer/api/queries.ts';
import type { Column } from '../../../renderer/ui/data-table/columns.ts';
import { DataTable, type DataTableProps } from '../../../renderer/ui/data-table/data-table.tsx';
import { useSelection } from '../../../renderer/ui/data-table/selection.ts';
import { giveElementsASize } from '../support/open-app.tsx';

interface Fruit {
  readonly id: number;
  readonly name: string;
  readonly cents: number;
}
type Order = 'name' | 'name-latest';

const columns: readonly Column<Fruit, Order>[] = [
  {
    id: 'name',
    header: 'Nome',
    width: 200,
    grow: 1,
    cell: (fruit) => fruit.name,
    sort: { ascending: 'name', descending: 'name-latest' },
  },
  { id: 'price', header: 'Preço', width: 100, align: 'end', cell: (fruit) => String(fruit.cents) },
  { id: 'code', header: 'Código', width: 100, cell: (fruit) => fruit.id, isOptional: true },
];

function fruits(count: number): readonly Fruit[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    name: `Fruta ${String(index + 1)}`,
    cents: index * 10,
  }));
}

function listOf(rows: readonly Fruit[], changes: Partial<ListState<Fruit>> = {}): ListState<Fruit> {
  return {
    rows,
    hasMore: false,
    isLoading: false,
    isLoadingMore: false,
    failure: undefined,
    loadMore: () => undefined,
    reload: () => undefined,
    ...changes,
  };
}

type Changes = Partial<DataTableProps<Fruit, Order>>;

function Table(props: Changes & { readonly list: ListState<Fruit> }) {
  const selection = useSelection();
  const [sort, setSort] = useState<Order>('name');
  return (
    <DataTable
      name="frutas"
      label="Frutas"
      columns={columns}
      rowId={(fruit) => fruit.id}
      rowLabel={(fruit) => fruit.name}
      sort={sort}
      onSort={setSort}
      selection={selection}
      bulkActions={<button type="button">Comer {selection.ids.size}</button>}
      empty={<p>Plante uma árvore.</p>}
      {...props}
    />
  );
}

function show(list: ListState<Fruit>, changes: Changes = {}) {
  localStorage.clear();
  giveElementsASize();
  onTestFinished(cleanup);
  render(
    <MantineProvider env="test">
      <Table list={list} {...changes} />
    </MantineProvider>,
  );
  return userEvent.setup();
}

it('draws only the rows in sight of a list of any length', () => {
  show(listOf(fruits(100_000)));

  const grid = screen.getByRole('grid', { name: 'Frutas' });

  expect(grid.getAttribute('aria-rowcount')).toBe('100001');
  const drawn = within(grid).getAllByRole('row').length;
  expect(drawn).toBeGreaterThan(15);
  expect(drawn).toBeLessThan(60);
});

it('asks for the next page when the end comes near', () => {
  const loadMore = vi.fn();

  show(listOf(fruits(50), { hasMore: true, loadMore }));

  expect(loadMore).toHaveBeenCalled();
});

it('opens the row that the arrows lead to', async () => {
  const onOpen = vi.fn();
  const user = show(listOf(fruits(20)), { onOpen });

  screen.getByRole('grid').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');

  expect(onOpen).toHaveBeenCalledExactlyOnceWith(fruits(20)[1]);
});

it('names the active cell to who does not see it, and keeps it inside the table', async () => {
  const user = show(listOf(fruits(3)));
  const grid = screen.getByRole('grid');

  grid.focus();
  await user.keyboard('{Control>}{End}{/Control}{ArrowDown}{End}{ArrowRight}');

  const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
  expect(active?.textContent).toBe('20');
});

it('ticks rows from the keyboard and offers what can be done with them', async () => {
  const user = show(listOf(fruits(5)));

  screen.getByRole('grid').focus();
  await user.keyboard(' {Shift>}{ArrowDown}{ArrowDown}{/Shift}');

  expect(screen.getByText('3 selecionados')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Comer 3' })).toBeTruthy();
});

it('ticks all loaded rows, and clears them with Escape', async () => {
  const user = show(listOf(fruits(5)));

  await user.click(screen.getByRole('checkbox', { name: 'Selecionar todas as linhas carregadas' }));
  const ticked = screen.getByText('5 selecionados');
  screen.getByRole('grid').focus();
  await user.keyboard('{Escape}');

  expect(ticked).toBeTruthy();
  expect(screen.queryByText(/selecionado/)).toBeNull();
});

it('sorts up, then down, and says so', async () => {
  const user = show(listOf(fruits(5)));
  const heading = screen.getByRole('columnheader', { name: 'Nome' });
  const before = heading.getAttribute('aria-sort');

  await user.click(within(heading).getByRole('button'));

  expect(before).toBe('ascending');
  expect(heading.getAttribute('aria-sort')).toBe('descending');
});

it('remembers which columns the operator wants', async () => {
  const user = show(listOf(fruits(5)));

  await user.click(screen.getByRole('button', { name: 'Colunas' }));
  await user.click(screen.getByRole('checkbox', { name: 'Preço' }));
  await user.click(screen.getByRole('checkbox', { name: 'Código' }));

  expect(screen.queryByRole('columnheader', { name: 'Preço' })).toBeNull();
  expect(screen.getByRole('columnheader', { name: 'Código' })).toBeTruthy();
  expect(localStorage.getItem('baixa.columns.frutas')).toBe(
    JSON.stringify({ hidden: ['price'], shown: ['code'] }),
  );
});

it('opens the actions of the active row with the menu key', async () => {
  const onEat = vi.fn<(name: string) => void>();
  const user = show(listOf(fruits(5)), {
    actions: (fruit) => <Menu.Item onClick={() => onEat(fruit.name)}>Comer</Menu.Item>,
  });

  screen.getByRole('grid').focus();
  await user.keyboard('{ArrowDown}{ContextMenu}');
  await user.click(await screen.findByRole('menuitem', { name: 'Comer' }));

  expect(onEat).toHaveBeenCalledExactlyOnceWith('Fruta 2');
});

it('copies the active cell', async () => {
  const user = show(listOf(fruits(5)));

  screen.getByRole('grid').focus();
  await user.keyboard('{ArrowDown}{Control>}c{/Control}');

  expect(await navigator.clipboard.readText()).toBe('Fruta 2');
});

it('teaches the next step when there is nothing', () => {
  show(listOf([]));

  expect(screen.getByText('Plante uma árvore.')).toBeTruthy();
  expect(screen.queryByRole('grid')).toBeNull();
});

it('says what failed and tries again when asked to', async () => {
  const reload = vi.fn();
  const user = show(
    listOf([], { failure: { code: 'disk-full', message: 'disk full', detail: {} }, reload }),
  );

  await user.click(screen.getByRole('button', { name: 'Tentar de novo' }));

  expect(screen.getByRole('alert').textContent).toContain('O disco está cheio');
  expect(reload).toHaveBeenCalledOnce();
});
