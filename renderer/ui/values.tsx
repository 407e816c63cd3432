/** Money and dates on screen. */
import {
  formatCivilDate,
  formatCompetence,
  type CivilDate,
  type Competence,
} from '../../domain/civil-date.ts';
import { formatMoney, type Cents } from '../../domain/money.ts';
import type { Instant } from '../../domain/instant.ts';
import { formatDaysToDue, formatInstant } from '../text/format.ts';
import { uiText } from '../text/ui.ts';
import styles from './values.module.css';

/** `R$ 1.234,56` in tabular figures; a dash for nothing. */
export function Money({ cents }: { readonly cents: Cents | null | undefined }) {
  if (cents === null || cents === undefined)
    return <span className={styles['none']}>{uiText.none}</span>;
  return (
    <span className={styles['figures']} data-negative={cents < 0}>
      {formatMoney(cents)}
    </span>
  );
}

/** `10/12/2026`; a dash for nothing. */
export function DateText({ on }: { readonly on: CivilDate | null | undefined }) {
  if (on === null || on === undefined) return <span className={styles['none']}>{uiText.none}</span>;
  return (
    <time className={styles['figures']} dateTime={on}>
      {formatCivilDate(on)}
    </time>
  );
}

/** A due date with its distance in words: `10/12/2026 · vence em 3 dias`. */
export function DueText({ on, daysToDue }: { readonly on: CivilDate; readonly daysToDue: number }) {
  return (
    <>
      <DateText on={on} />{' '}
      <span className={styles['distance']} data-late={daysToDue < 0}>
        {formatDaysToDue(daysToDue)}
      </span>
    </>
  );
}

/** `12/2026`. */
export function CompetenceText({ month }: { readonly month: Competence | null }) {
  return (
    <span className={styles['figures']}>
      {month === null ? uiText.none : formatCompetence(month)}
    </span>
  );
}

/** `21/11/2026, 09:00:00` in the time of Brasília; a dash for nothing. */
export function InstantText({ at }: { readonly at: Instant | null | undefined }) {
  if (at === null || at === undefined) return <span className={styles['none']}>{uiText.none}</span>;
  return (
    <time className={styles['figures']} dateTime={at}>
      {formatInstant(at)}
    </time>
  );
}
