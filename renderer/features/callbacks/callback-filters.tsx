import { Group, Select } from '@mantine/core';
import { callbackStates } from '../../../preload/contract/callbacks.ts';
import { useCall } from '../../api/queries.ts';
import { callbacksText } from '../../text/callbacks.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import type { CallbackQuery } from './callback-query.ts';

const text = callbacksText.filters;
const chips = callbackStates.map((value) => ({ value, label: callbacksText.chips[value] }));
const DATE_WIDTH = 124;

/** Result, account and period of the list. */
export function CallbackFilters({ query }: { readonly query: CallbackQuery }) {
  const accounts = useCall('accounts.list', {});
  const { accountId, state } = query.filter;
  return (
    <Group gap="xs">
      <FilterChips label={text.state} chips={chips} value={state} onChange={query.setState} />
      <Select
        aria-label={text.account}
        placeholder={text.allAccounts}
        w={150}
        clearable
        data={(accounts.data ?? []).map(({ id, label }) => ({ value: String(id), label }))}
        value={accountId === undefined ? null : String(accountId)}
        onChange={(id) => query.setAccount(id === null ? null : Number(id))}
      />
      <DateInput
        aria-label={text.from}
        w={DATE_WIDTH}
        value={query.from ?? null}
        onChange={query.setFrom}
      />
      <span aria-hidden>–</span>
      <DateInput
        aria-label={text.to}
        w={DATE_WIDTH}
        value={query.to ?? null}
        onChange={query.setTo}
      />
    </Group>
  );
}
