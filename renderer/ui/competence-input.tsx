import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { formatCompetence, type Competence } from '../../domain/civil-date.ts';

interface CompetenceInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  readonly value: Competence | null;
  /** Null while the field is empty or no month. */
  readonly onChange: (value: Competence | null) => void;
}

/** A billing month typed as mm/aaaa. */
export function CompetenceInput({ value, onChange, onBlur, ...input }: CompetenceInputProps) {
  const [draft, setDraft] = useState<string>();
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      placeholder="mm/aaaa"
      {...input}
      value={draft ?? (value === null ? '' : formatCompetence(value))}
      onChange={(event) => {
        const masked = maskMonth(event.currentTarget.value);
        setDraft(masked);
        onChange(parseMonth(masked));
      }}
      onBlur={(event) => {
        if (value !== null) setDraft(undefined);
        onBlur?.(event);
      }}
    />
  );
}

function maskMonth(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 6);
  return digits.length > 2 ? `${digits.slice(0, 2)}/${digits.slice(2)}` : digits;
}

function parseMonth(text: string): Competence | null {
  const parts = /^(0[1-9]|1[0-2])\/(\d{4})$/.exec(text);
  return parts ? (`${parts[2] ?? ''}-${parts[1] ?? ''}` as Competence) : null;
}
