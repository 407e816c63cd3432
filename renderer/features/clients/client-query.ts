/** What the list shows, kept in the address: going back from a client finds the same list. */
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Input } from '../../../preload/contract/api.ts';
import { billingKinds, type ClientFilter } from '../../../preload/contract/clients.ts';

export type ClientSort = Input<'clients.list'>['sort'];
export type ClientStatus = NonNullable<ClientFilter['status']>;
export type Billing = NonNullable<ClientFilter['billing']>;

export const clientStatuses: readonly ClientStatus[] = ['active', 'inactive', 'overdue'];

export interface ClientQuery {
  readonly filter: ClientFilter;
  readonly sort: ClientSort;
  /** Changes with every filter. */
  readonly key: string;
  readonly isFiltered: boolean;
  readonly setText: (text: string) => void;
  readonly setStatus: (status: ClientStatus | undefined) => void;
  readonly setBilling: (billing: Billing | undefined) => void;
  readonly setPlan: (planId: number | null) => void;
  readonly setSort: (sort: ClientSort) => void;
  readonly clear: () => void;
}

export function useClientQuery(): ClientQuery {
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
  const filter = useMemo(() => filterOf(search), [search]);
  return {
    filter,
    sort: search.get('ordem') === 'code' ? 'code' : 'name',
    key: JSON.stringify(filter),
    isFiltered: Object.keys(filter).length > 0,
    setText: (text) => set('busca', text),
    setStatus: (status) => set('situacao', status),
    setBilling: (billing) => set('cobranca', billing),
    setPlan: (planId) => set('plano', planId === null ? null : String(planId)),
    setSort: (sort) => set('ordem', sort),
    clear: () => setSearch(new URLSearchParams(), { replace: true }),
  };
}

function filterOf(search: URLSearchParams): ClientFilter {
  const text = search.get('busca');
  const status = clientStatuses.find((known) => known === search.get('situacao'));
  const billing = billingKinds.find((known) => known === search.get('cobranca'));
  const planId = Number(search.get('plano') ?? 0);
  return {
    ...(text ? { text } : {}),
    ...(status ? { status } : {}),
    ...(billing ? { billing } : {}),
    ...(Number.isInteger(planId) && planId > 0 ? { planId } : {}),
  };
}
