import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { formatAmount, parseMoney, type Cents } from '../../domain/money.ts';
import { uiText } from '../text/ui.ts';

interface MoneyInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  readonly value: Cents | null;
  /** Null while the text is no amount. */
  readonly onChange: (value: Cents | null) => void;
}

/** An amount as people type it (`89,9`, `1.089,90`); tidied up when the field is left. */
export function MoneyInput({ value, onChange, onBlur, ...input }: MoneyInputProps) {
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? (value === null ? '' : formatAmount(value));
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      placeholder={uiText.money.placeholder}
      leftSection={<span aria-hidden>R$</span>}
      leftSectionWidth={34}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      {...input}
      value={shown}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        onChange(parseMoney(event.currentTarget.value) ?? null);
      }}
      onBlur={(event) => {
        if (value !== null) setDraft(undefined);
        onBlur?.(event);
      }}
    />
  );
}
