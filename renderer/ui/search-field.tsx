import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { uiText } from '../text/ui.ts';

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  /** Called once typing rests. */
  readonly onChange: (text: string) => void;
}

const TYPING_MS = 200;
const LONGEST_QUERY = 100;

/** The search over a list. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [draft, setDraft] = useState(value);
  const [told, setTold] = useState(value);
  const tell = useDebouncedCallback((text: string) => {
    setTold(text.trim());
    onChange(text.trim());
  }, TYPING_MS);
  if (value !== told) {
    setTold(value);
    setDraft(value);
  }
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      w={240}
      maxLength={LONGEST_QUERY}
      autoComplete="off"
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        draft !== '' && (
          <CloseButton
            size="sm"
            aria-label={uiText.filters.clear}
            onClick={() => {
              setDraft('');
              tell('');
            }}
          />
        )
      }
      value={draft}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}
