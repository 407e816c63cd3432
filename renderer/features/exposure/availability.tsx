import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '../../../domain/civil-date.ts';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { today } from '../../api/today.ts';
import { exposureText } from '../../text/exposure.ts';
import { formatCount } from '../../text/format.ts';
import { Section } from '../../ui/section.tsx';
import { DateText } from '../../ui/values.tsx';
import styles from './exposure.module.css';

const text = exposureText.availability;
const { states } = exposureText;
const WEEK = 7;
const parts = ['confirmed', 'unknown', 'failed'] as const;

type Day = ExposureField['availability'][number];

/** The looks of each day as a bar and as numbers, the latest day first. */
export function Availability({ days }: { readonly days: readonly Day[] }) {
  const [isWhole, setIsWhole] = useState(false);
  const all = withClosedDays(days);
  const shown = isWhole ? all : all.slice(0, WEEK);
  if (days.length === 0)
    return (
      <Section title={text.title} detail={text.detail}>
        <Text size="sm">{text.none}</Text>
      </Section>
    );
  return (
    <Section title={text.title} detail={text.detail}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{text.day}</th>
            <th scope="col" className={styles['wide']}>
              {text.share}
            </th>
            {parts.map((part) => (
              <th key={part} scope="col" className={styles['number']}>
                <span className={styles['swatch']} data-part={part} aria-hidden /> {states[part]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((day) => (
            <DayRow key={day.on} day={day} />
          ))}
        </tbody>
        <Total days={days} />
      </table>
      {all.length > WEEK && (
        <Button variant="subtle" mt="xs" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? text.fewer : text.all(all.length)}
        </Button>
      )}
    </Section>
  );
}

function DayRow({ day }: { readonly day: Day }) {
  return (
    <tr>
      <th scope="row">
        <DateText on={day.on} />
      </th>
      <Shares of={day} />
    </tr>
  );
}

function Total({ days }: { readonly days: readonly Day[] }) {
  const sum = (part: (typeof parts)[number]): number =>
    days.reduce((total, day) => total + day[part], 0);
  return (
    <tfoot>
      <tr>
        <th scope="row">{text.total}</th>
        <Shares
          of={{ confirmed: sum('confirmed'), unknown: sum('unknown'), failed: sum('failed') }}
        />
      </tr>
    </tfoot>
  );
}

function Shares({ of }: { readonly of: Pick<Day, (typeof parts)[number]> }) {
  const looks = of.confirmed + of.unknown + of.failed;
  if (looks === 0)
    return (
      <td colSpan={parts.length + 1} className={styles['closed']}>
        {text.closed}
      </td>
    );
  return (
    <>
      <td>
        <span className={styles['bar']} aria-hidden>
          {parts.map((part) => (
            <span key={part} data-part={part} style={{ flexGrow: of[part] }} />
          ))}
        </span>
        <span className={styles['percent']}>{text.shareOf(percentOf(of.confirmed, looks))}</span>
      </td>
      {parts.map((part) => (
        <td key={part} className={styles['number']}>
          {formatCount(of[part])}
        </td>
      ))}
    </>
  );
}

/** Cut and not rounded: 100 % is said only of a day without a gap. */
function percentOf(part: number, whole: number): string {
  return `${String(Math.floor((part / whole) * 1_000) / 10).replace('.', ',')}%`;
}

/** From today back to the first day that is known, with the days on which nobody looked. */
function withClosedDays(days: readonly Day[]): readonly Day[] {
  const known = new Map(days.map((day) => [day.on, day]));
  const first = days[0]?.on;
  const all: Day[] = [];
  if (first === undefined) return all;
  const last = days.at(-1)?.on ?? first;
  for (let on = today() > last ? today() : last; on >= first; on = addDays(on, -1))
    all.push(known.get(on) ?? { on, confirmed: 0, unknown: 0, failed: 0 });
  return all;
}
