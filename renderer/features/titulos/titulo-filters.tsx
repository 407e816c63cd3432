import { Button, Group, Popover, Select, Stack } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { tituloChips } from '../../../preload/contract/titulos.ts';
import { useCall } from '../../api/queries.ts';
import { titulosText } from '../../text/titulos.ts';
import { uiText } from '../../text/ui.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { TituloQuery } from './titulo-query.ts';

const text = titulosText.filters;
const chips = tituloChips.map((value) => ({ value, label: titulosText.chips[value] }));

/** Search, chips, account and period of the list. */
export function TituloFilters({ query }: { readonly query: TituloQuery }) {
  return (
    <Group gap="xs">
      <SearchField label={text.search} value={query.filter.text ?? ''} onChange={query.setText} />
      <MoreFilters query={query} />
      <FilterChips
        label={uiText.filters.label}
        chips={chips}
        value={query.filter.chip}
        onChange={query.setChip}
      />
    </Group>
  );
}

function MoreFilters({ query }: { readonly query: TituloQuery }) {
  const accounts = useCall('accounts.list', {});
  const { accountId, dueFrom, dueTo } = query.filter;
  const used = [accountId, dueFrom, dueTo].filter((value) => value !== undefined).length;
  return (
    <Popover position="bottom-start" trapFocus shadow="md" width={280}>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={used > 0 ? 'light' : 'subtle'}
          {...(used > 0 ? {} : { color: 'gray' })}
          leftSection={<IconAdjustments size={16} aria-hidden />}
        >
          {used > 0 ? text.moreOn(used) : text.more}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.more}>
        <Stack gap="sm">
          <Select
            label={text.account}
            placeholder={text.allAccounts}
            clearable
            comboboxProps={{ withinPortal: false }}
            data={(accounts.data ?? []).map(({ id, label }) => ({ value: String(id), label }))}
            value={accountId === undefined ? null : String(accountId)}
            onChange={(id) => query.setAccount(id === null ? null : Number(id))}
          />
          <DateInput label={text.from} value={dueFrom ?? null} onChange={query.setDueFrom} />
          <DateInput label={text.to} value={dueTo ?? null} onChange={query.setDueTo} />
          <Button variant="default" size="compact-sm" onClick={query.clear}>
            {text.clear}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
