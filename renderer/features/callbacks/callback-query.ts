/** What the list shows, kept in the address: going back from a callback finds the same list. */
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { addDays, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import { callbackStates, type CallbackFilter } from '../../../preload/contract/callbacks.ts';

export type CallbackState = (typeof callbackStates)[number];

export interface CallbackQuery {
  readonly filter: CallbackFilter;
  readonly from: CivilDate | undefined;
  readonly to: CivilDate | undefined;
  readonly isFiltered: boolean;
  readonly setAccount: (accountId: number | null) => void;
  readonly setState: (state: CallbackState | undefined) => void;
  readonly setFrom: (on: CivilDate | null) => void;
  readonly setTo: (on: CivilDate | null) => void;
  readonly clear: () => void;
}

export function useCallbackQuery(): CallbackQuery {
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string | null | undefined): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null || value === undefined) after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  const filter = useMemo(() => filterOf(search), [search]);
  return {
    filter,
    from: dateOf(search.get('de')),
    to: dateOf(search.get('ate')),
    isFiltered: Object.keys(filter).length > 0,
    setAccount: (accountId) => set('conta', accountId === null ? null : String(accountId)),
    setState: (state) => set('resultado', state),
    setFrom: (on) => set('de', on),
    setTo: (on) => set('ate', on),
    clear: () => setSearch(new URLSearchParams(), { replace: true }),
  };
}

function filterOf(search: URLSearchParams): CallbackFilter {
  const accountId = Number(search.get('conta') ?? 0);
  const state = callbackStates.find((known) => known === search.get('resultado'));
  const from = dateOf(search.get('de'));
  const to = dateOf(search.get('ate'));
  return {
    ...(Number.isInteger(accountId) && accountId > 0 ? { accountId } : {}),
    ...(state ? { state } : {}),
    ...(from ? { from: startOf(from) } : {}),
    // The core leaves the end out, so the day after takes the whole last day in.
    ...(to ? { to: startOf(addDays(to, 1)) } : {}),
  };
}

/** Midnight in São Paulo. */
function startOf(on: CivilDate): Instant {
  return instantInSaoPaulo(`${on} 00:00:00`);
}

function dateOf(text: string | null): CivilDate | undefined {
  return text !== null && isCivilDate(text) ? text : undefined;
}
