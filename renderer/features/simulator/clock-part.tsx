import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { addDays, civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { SimulatorOverview } from '../../../preload/contract/simulator.ts';
import { useAction } from '../../api/queries.ts';
import { formatDuration } from '../../text/format.ts';
import { simulatorText } from '../../text/simulator.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { DetailList } from '../../ui/detail-list.tsx';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { InstantText } from '../../ui/values.tsx';
import { Access } from './access.tsx';
import { Happened } from './happened.tsx';
import type { PartProps } from './part-props.ts';
import styles from './simulator.module.css';

const text = simulatorText.clock;

/** The simulator's time, and how another program reaches the gateway. */
export function ClockPart({ overview, gateway }: PartProps) {
  return (
    <div className={styles['parts']}>
      {overview.clock && <Clock clock={overview.clock} />}
      <Access gateway={gateway} />
    </div>
  );
}

function Clock({ clock }: { readonly clock: NonNullable<SimulatorOverview['clock']> }) {
  const { now, offsetMs, canMove } = clock;
  const advance = useAction('simulator.advance');
  const tomorrow = addDays(civilDateOf(now), 1);
  const [on, setOn] = useState<CivilDate | null>(null);
  return (
    <Section title={text.title} detail={text.detail}>
      <DetailList
        details={[
          { label: text.now, value: <InstantText at={now} /> },
          {
            label: text.ahead,
            value: offsetMs === 0 ? text.notAhead : formatAhead(offsetMs),
          },
        ]}
      />
      {!canMove && (
        <Notice tone="attention" title={text.locked}>
          {text.lockedText}
        </Notice>
      )}
      <Group gap="xs" mt="sm" align="flex-end">
        <Button
          variant="default"
          disabled={!canMove || advance.isPending}
          onClick={() => advance.mutate({ by: 'hour' })}
        >
          {text.hour}
        </Button>
        <Button
          variant="default"
          disabled={!canMove || advance.isPending}
          onClick={() => advance.mutate({ by: 'day' })}
        >
          {text.day}
        </Button>
        <DateInput
          label={text.to}
          description={text.toHint}
          w={170}
          disabled={!canMove}
          minDate={tomorrow}
          value={on}
          onChange={setOn}
        />
        <Button
          variant="default"
          disabled={!canMove || advance.isPending || on === null || on < tomorrow}
          onClick={() => advance.mutate({ by: 'date', on: on ?? tomorrow })}
        >
          {text.go}
        </Button>
      </Group>
      <div className={styles['result']}>
        {advance.isPending && <div role="status">{text.moving}</div>}
        <ErrorAlert error={advance.error} />
        {advance.data && <Happened move={advance.data} />}
      </div>
    </Section>
  );
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

function formatAhead(ms: number): string {
  const hours = Math.round(ms / HOUR_MS);
  if (hours < DAY_HOURS) return formatDuration(Math.round(ms / 1_000));
  return text.aheadDays(Math.floor(hours / DAY_HOURS), hours % DAY_HOURS);
}
