import { useController, type FieldValues } from 'react-hook-form';
import { fieldErrorText } from '../../text/fields.ts';
import { CompetenceInput } from '../competence-input.tsx';
import type { FieldProps } from './fields.tsx';
import { WithHelp } from './with-help.tsx';

/** A billing month, or none. */
export function CompetenceField<In extends FieldValues, Out>(props: FieldProps<In, Out>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const change = field.onChange as (value: unknown) => void;
  return (
    <WithHelp {...props}>
      <CompetenceInput
        ref={field.ref}
        label={props.label}
        error={fieldErrorText(fieldState.error?.message)}
        onBlur={field.onBlur}
        value={field.value ?? null}
        onChange={change}
      />
    </WithHelp>
  );
}
