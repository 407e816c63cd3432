import { Group, Select } from '@mantine/core';
import { billingKinds } from '../../../preload/contract/clients.ts';
import { useCall } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { clientStatuses, type ClientQuery } from './client-query.ts';

const text = clientsText.filters;
const statusChips = clientStatuses.map((value) => ({ value, label: clientsText.chips[value] }));
const billingChips = billingKinds.map((value) => ({
  value,
  label: clientsText.billingChips[value],
}));

/** Search, chips and plan of the list. */
export function ClientFilters({ query }: { readonly query: ClientQuery }) {
  const plans = useCall('plans.list', {});
  const { status, billing, planId } = query.filter;
  return (
    <Group gap="xs">
      <SearchField label={text.search} value={query.filter.text ?? ''} onChange={query.setText} />
      <FilterChips
        label={text.status}
        chips={statusChips}
        value={status}
        onChange={query.setStatus}
      />
      <FilterChips
        label={text.billing}
        chips={billingChips}
        value={billing}
        onChange={query.setBilling}
      />
      {(plans.data ?? []).length > 0 && (
        <Select
          aria-label={text.plan}
          placeholder={text.allPlans}
          w={150}
          clearable
          data={(plans.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={planId === undefined ? null : String(planId)}
          onChange={(id) => query.setPlan(id === null ? null : Number(id))}
        />
      )}
    </Group>
  );
}
