import { Group } from '@mantine/core';
import { formatCount } from '../text/format.ts';
import styles from './filter-chips.module.css';

export interface FilterChip<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly count?: number;
}

interface FilterChipsProps<Value extends string> {
  readonly label: string;
  readonly chips: readonly FilterChip<Value>[];
  readonly value: Value | undefined;
  /** The chip that was chosen; undefined when the chosen one was pressed again. */
  readonly onChange: (value: Value | undefined) => void;
}

/** Filters of which one at most is on. */
export function FilterChips<Value extends string>(props: FilterChipsProps<Value>) {
  const { label, chips, value, onChange } = props;
  return (
    <Group gap={6} role="group" aria-label={label}>
      {chips.map((chip) => (
        <button
          key={chip.value}
          type="button"
          className={styles['chip']}
          aria-pressed={chip.value === value}
          onClick={() => onChange(chip.value === value ? undefined : chip.value)}
        >
          {chip.label}
          {chip.count !== undefined && (
            <span className={styles['count']}>{formatCount(chip.count)}</span>
          )}
        </button>
      ))}
    </Group>
  );
}
