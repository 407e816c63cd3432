import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import {
  addDays,
  formatCivilDate,
  isCivilDate,
  parseBrazilianDate,
  type CivilDate,
} from '../../domain/civil-date.ts';
import { maskDate } from '../text/format.ts';
import { uiText } from '../text/ui.ts';

interface DateInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  readonly value: CivilDate | null;
  /** Null while the text is no date. */
  readonly onChange: (value: CivilDate | null) => void;
  readonly minDate?: CivilDate;
}

/** A date typed as dd/mm/aaaa, chosen on a calendar, or moved by a day with the arrows. */
export function DateInput({ value, onChange, onBlur, minDate, ...input }: DateInputProps) {
  const [draft, setDraft] = useState<string>();
  const type = (text: string): void => {
    const masked = maskDate(text);
    setDraft(masked);
    onChange(masked.length === 10 ? (parseBrazilianDate(masked) ?? null) : null);
  };
  const choose = (date: CivilDate): void => {
    setDraft(undefined);
    onChange(date);
  };
  const step = (event: KeyboardEvent): void => {
    const days = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (days === undefined || value === null) return;
    event.preventDefault();
    choose(addDays(value, days));
  };
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      placeholder={uiText.date.placeholder}
      {...input}
      value={draft ?? (value === null ? '' : formatCivilDate(value))}
      rightSection={<Calendar value={value} onChoose={choose} {...(minDate ? { minDate } : {})} />}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={step}
      onBlur={(event) => {
        if (value !== null) setDraft(undefined);
        onBlur?.(event);
      }}
    />
  );
}

interface CalendarProps {
  readonly value: CivilDate | null;
  readonly minDate?: CivilDate;
  readonly onChoose: (date: CivilDate) => void;
}

function Calendar({ value, minDate, onChoose }: CalendarProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={uiText.date.open}
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconCalendar size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          ariaLabels={uiText.date.calendar}
          value={value}
          {...(value === null ? {} : { defaultDate: value })}
          {...(minDate === undefined ? {} : { minDate })}
          onChange={(date) => {
            setIsOpen(false);
            if (date !== null && isCivilDate(date)) onChoose(date);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
