import { Button, Group } from '@mantine/core';
import { noticeOutcomes } from '../../../domain/simulator-panel.ts';
import { simulatorText } from '../../text/simulator.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { SimulatorQuery } from './simulator-query.ts';

const text = simulatorText.notices;
const chips = noticeOutcomes.map((value) => ({ value, label: simulatorText.outcomes[value] }));
const DATE_WIDTH = 124;

interface NoticeFiltersProps {
  readonly query: SimulatorQuery;
  readonly onResend: () => void;
}

/** Charge, delivery and period of the log (M143), and re-sending without ticking. */
export function NoticeFilters({ query, onResend }: NoticeFiltersProps) {
  return (
    <Group gap="xs">
      <SearchField label={text.charge} value={query.charge} onChange={query.setCharge} />
      <FilterChips
        label={text.outcome}
        chips={chips}
        value={query.outcome}
        onChange={query.setOutcome}
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
      <Button variant="default" onClick={onResend}>
        {text.resendSome}
      </Button>
    </Group>
  );
}
