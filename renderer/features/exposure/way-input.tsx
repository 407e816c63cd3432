import { TextInput } from '@mantine/core';
import { WithHelp } from '../../ui/form/with-help.tsx';
import type { WayFaults, WayFieldName } from './way-checks.ts';

/** What the fields of one way share: the texts under them, and where they tell that they were left. */
export interface WayFieldContext {
  /** Only of fields that were left, or of all once saving was refused. */
  readonly faults: WayFaults;
  readonly leave: (field: WayFieldName) => void;
}

interface WayInputProps {
  readonly field: WayFieldName;
  readonly words: { readonly label: string; readonly help: string; readonly placeholder?: string };
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly context: WayFieldContext;
}

/** One line of text of a way, with its "?" and what is wrong with it. */
export function WayInput({ field, words, value, onChange, context, ...rest }: WayInputProps) {
  const { label, help, placeholder } = words;
  return (
    <WithHelp label={label} help={help}>
      <TextInput
        label={label}
        withAsterisk
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        spellCheck={false}
        error={context.faults[field]}
        value={value}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(rest.description === undefined ? {} : { description: rest.description })}
        onBlur={() => context.leave(field)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </WithHelp>
  );
}
