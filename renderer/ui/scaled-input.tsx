import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { formatScaled, parseScaled } from '../text/format.ts';

interface ScaledInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** Whole number of steps of 1/10^decimals; null while the text is no number. */
  readonly value: number | null;
  readonly decimals: number;
  readonly onChange: (value: number | null) => void;
}

/** A rate with fixed decimals: `2,00` is 200 with two decimals. */
export function ScaledInput({ value, decimals, onChange, onBlur, ...input }: ScaledInputProps) {
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? (value === null ? '' : formatScaled(value, decimals));
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      {...input}
      value={shown}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        onChange(parseScaled(event.currentTarget.value, decimals) ?? null);
      }}
      onBlur={(event) => {
        if (value !== null) setDraft(undefined);
        onBlur?.(event);
      }}
    />
  );
}
