/** The fields of a form: an input of `ui/` tied to its place in the form, with its error and its "?". */
import { NumberInput, Select, Switch, Textarea, TextInput, type ComboboxItem } from '@mantine/core';
import type { ReactNode } from 'react';
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { fieldErrorText } from '../../text/fields.ts';
import { uiText } from '../../text/ui.ts';
import { DateInput } from '../date-input.tsx';
import { MoneyInput } from '../money-input.tsx';
import { ScaledInput } from '../scaled-input.tsx';
import { TaxIdInput } from '../tax-id-input.tsx';
import { WithHelp } from './with-help.tsx';

export interface FieldProps<In extends FieldValues, Out> {
  readonly control: Control<In, unknown, Out>;
  readonly name: FieldPath<In>;
  readonly label: string;
  /** What the "?" explains; without it there is none. */
  readonly help?: ReactNode;
  readonly description?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly placeholder?: string;
}

/** Everything but a switch says with a star that it must be filled. */
function starOf(props: { readonly isRequired?: boolean }) {
  return { withAsterisk: props.isRequired ?? false };
}

function useField<In extends FieldValues, Out>(props: FieldProps<In, Out>) {
  const { control, name, label } = props;
  const { field, fieldState } = useController({ control, name });
  return {
    value: field.value as unknown,
    change: field.onChange as (value: unknown) => void,
    shared: {
      label,
      name: field.name,
      ref: field.ref,
      onBlur: field.onBlur,
      error: fieldErrorText(fieldState.error?.message),
      disabled: props.isDisabled ?? false,
      ...(props.description === undefined ? {} : { description: props.description }),
      ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
    },
  };
}

interface TextFieldExtras {
  readonly maxLength?: number;
  /** Rewrites what is typed, for example with marks. */
  readonly mask?: (text: string) => string;
  readonly isNullWhenEmpty?: boolean;
}

/** One line of text. */
export function TextField<In extends FieldValues, Out>(
  props: FieldProps<In, Out> & TextFieldExtras,
) {
  const { value, change, shared } = useField(props);
  const type = (typed: string): void => {
    const text = props.mask?.(typed) ?? typed;
    change(text === '' && props.isNullWhenEmpty ? null : text);
  };
  return (
    <WithHelp {...props}>
      <TextInput
        {...shared}
        {...starOf(props)}
        {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
        autoComplete="off"
        value={textOf(value)}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </WithHelp>
  );
}

/** Several lines of text. */
export function NotesField<In extends FieldValues, Out>(
  props: FieldProps<In, Out> & { readonly rows?: number },
) {
  const { value, change, shared } = useField(props);
  return (
    <WithHelp {...props}>
      <Textarea
        {...shared}
        {...starOf(props)}
        rows={props.rows ?? 3}
        value={textOf(value)}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </WithHelp>
  );
}

/** CPF or CNPJ, masked as typed. */
export function TaxIdField<In extends FieldValues, Out>(props: FieldProps<In, Out>) {
  const { value, change, shared } = useField(props);
  return (
    <WithHelp {...props}>
      <TaxIdInput {...shared} {...starOf(props)} value={textOf(value)} onChange={change} />
    </WithHelp>
  );
}

/** An amount in centavos. */
export function MoneyField<In extends FieldValues, Out>(props: FieldProps<In, Out>) {
  const { value, change, shared } = useField(props);
  return (
    <WithHelp {...props}>
      <MoneyInput
        {...shared}
        {...starOf(props)}
        value={(value ?? null) as never}
        onChange={change}
      />
    </WithHelp>
  );
}

/** A civil date. */
export function DateField<In extends FieldValues, Out>(props: FieldProps<In, Out>) {
  const { value, change, shared } = useField(props);
  return (
    <WithHelp {...props}>
      <DateInput
        {...shared}
        {...starOf(props)}
        value={(value ?? null) as never}
        onChange={change}
      />
    </WithHelp>
  );
}

/** A rate with fixed decimals, kept as a whole number. */
export function ScaledField<In extends FieldValues, Out>(
  props: FieldProps<In, Out> & { readonly decimals: number; readonly unit: string },
) {
  const { value, change, shared } = useField(props);
  return (
    <WithHelp {...props}>
      <ScaledInput
        {...shared}
        {...starOf(props)}
        decimals={props.decimals}
        rightSection={<span aria-hidden>{props.unit}</span>}
        value={(value ?? null) as never}
        onChange={change}
      />
    </WithHelp>
  );
}

/** A whole number. */
export function NumberField<In extends FieldValues, Out>(
  props: FieldProps<In, Out> & {
    readonly min?: number;
    readonly max?: number;
    readonly isOptional?: boolean;
  },
) {
  const { value, change, shared } = useField(props);
  return (
    <WithHelp {...props}>
      <NumberInput
        {...shared}
        {...starOf(props)}
        {...(props.min === undefined ? {} : { min: props.min })}
        {...(props.max === undefined ? {} : { max: props.max })}
        allowDecimal={false}
        hideControls
        clampBehavior="none"
        value={typeof value === 'number' ? value : ''}
        onChange={(typed) => change(typed === '' && props.isOptional ? null : typed)}
      />
    </WithHelp>
  );
}

/** Sim or Não. */
export function SwitchField<In extends FieldValues, Out>(props: FieldProps<In, Out>) {
  const { value, change, shared } = useField(props);
  return (
    <WithHelp {...props}>
      <Switch
        {...shared}
        checked={value === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    </WithHelp>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Under which heading it is offered; either all choices have one or none. */
  readonly group?: string;
}

/** One of a few choices. */
export function ChoiceField<In extends FieldValues, Out>(
  props: FieldProps<In, Out> & {
    readonly choices: readonly Choice[];
    readonly isSearchable?: boolean;
    /** What else changes with the choice. */
    readonly onChosen?: (value: string) => void;
  },
) {
  const { value, change, shared } = useField(props);
  return (
    <WithHelp {...props}>
      <Select
        {...shared}
        {...starOf(props)}
        data={groupsOf(props.choices)}
        maxDropdownHeight={320}
        searchable={props.isSearchable ?? false}
        nothingFoundMessage={uiText.nothingFound}
        allowDeselect={false}
        value={typeof value === 'string' ? value : null}
        onChange={(chosen) => {
          change(chosen);
          if (chosen !== null) props.onChosen?.(chosen);
        }}
      />
    </WithHelp>
  );
}

/** One row of the database among few, by its id. */
export function IdField<In extends FieldValues, Out>(
  props: FieldProps<In, Out> & {
    readonly choices: readonly { readonly id: number; readonly label: string }[];
    readonly isClearable?: boolean;
    /** What else changes with the choice. */
    readonly onChosen?: (id: number | null) => void;
  },
) {
  const { value, change, shared } = useField(props);
  const choose = (chosen: string | null): void => {
    const id = chosen === null ? null : Number(chosen);
    change(id);
    props.onChosen?.(id);
  };
  return (
    <WithHelp {...props}>
      <Select
        {...shared}
        {...starOf(props)}
        data={props.choices.map(({ id, label }) => ({ value: String(id), label }))}
        searchable
        nothingFoundMessage={uiText.nothingFound}
        clearable={props.isClearable ?? false}
        allowDeselect={props.isClearable ?? false}
        value={typeof value === 'number' ? String(value) : null}
        onChange={choose}
      />
    </WithHelp>
  );
}

interface Heading {
  readonly group: string;
  readonly items: ComboboxItem[];
}

/** The choices under their headings, as the select takes them. */
function groupsOf(choices: readonly Choice[]): (ComboboxItem | Heading)[] {
  const headings = [...new Set(choices.map(({ group }) => group))];
  return headings.flatMap<ComboboxItem | Heading>((group) => {
    const items = choices
      .filter((choice) => choice.group === group)
      .map(({ value, label }) => ({ value, label }));
    return group === undefined ? items : [{ group, items }];
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
