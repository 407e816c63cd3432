/** What the list shows, kept in the address: going back from a título finds the same list. */
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { tituloChips, type TituloFilter } from '../../../preload/contract/titulos.ts';
import { usePractice } from '../../api/practice.ts';
import type { TituloChip } from '../../ui/paths.ts';
import type { TituloSort } from '../../ui/titulos/columns.tsx';

const sorts: readonly TituloSort[] = [
  'due',
  'due-latest',
  'number',
  'number-latest',
  'paid-latest',
];

export interface TituloQuery {
  readonly filter: TituloFilter;
  readonly sort: TituloSort;
  /** Changes with every filter. */
  readonly key: string;
  readonly isFiltered: boolean;
  readonly setText: (text: string) => void;
  readonly setChip: (chip: TituloChip | undefined) => void;
  readonly setAccount: (accountId: number | null) => void;
  readonly setDueFrom: (on: CivilDate | null) => void;
  readonly setDueTo: (on: CivilDate | null) => void;
  readonly setSort: (sort: TituloSort) => void;
  readonly clear: () => void;
}

export function useTituloQuery(): TituloQuery {
  const isPractice = usePractice();
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string | null | undefined): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null || value === undefined || value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  const filter = useMemo(() => filterOf(search, isPractice), [search, isPractice]);
  return {
    filter,
    sort: sorts.find((sort) => sort === search.get('ordem')) ?? sortOf(filter.chip),
    key: JSON.stringify(filter),
    isFiltered: Object.keys(filter).some((name) => name !== 'isPractice'),
    setText: (text) => set('busca', text),
    setChip: (chip) => set('filtro', chip),
    setAccount: (accountId) => set('conta', accountId === null ? null : String(accountId)),
    setDueFrom: (on) => set('de', on),
    setDueTo: (on) => set('ate', on),
    setSort: (sort) => set('ordem', sort),
    clear: () => setSearch(new URLSearchParams(), { replace: true }),
  };
}

function sortOf(chip: TituloChip | undefined): TituloSort {
  return chip === 'paid' ? 'paid-latest' : 'due';
}

function filterOf(search: URLSearchParams, isPractice: boolean): TituloFilter {
  const text = search.get('busca');
  const chip = tituloChips.find((known) => known === search.get('filtro'));
  const accountId = Number(search.get('conta') ?? 0);
  const dueFrom = dateOf(search.get('de'));
  const dueTo = dateOf(search.get('ate'));
  return {
    ...(text ? { text } : {}),
    ...(chip ? { chip } : {}),
    ...(Number.isInteger(accountId) && accountId > 0 ? { accountId } : {}),
    ...(dueFrom ? { dueFrom } : {}),
    ...(dueTo ? { dueTo } : {}),
    isPractice,
  };
}

function dateOf(text: string | null): CivilDate | undefined {
  return text !== null && isCivilDate(text) ? text : undefined;
}
