import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import { fieldErrorText } from '../../text/fields.ts';
import { ClientSelect } from '../client-select.tsx';

interface ClientFieldProps<In extends FieldValues, Out> {
  readonly control: Control<In, unknown, Out>;
  readonly name: FieldPath<In>;
  readonly label: string;
}

/** The client that something is for. */
export function ClientField<In extends FieldValues, Out>(props: ClientFieldProps<In, Out>) {
  const { field, fieldState } = useController({ control: props.control, name: props.name });
  const change = field.onChange as (value: unknown) => void;
  return (
    <ClientSelect
      ref={field.ref}
      label={props.label}
      withAsterisk
      error={fieldErrorText(fieldState.error?.message)}
      onBlur={field.onBlur}
      value={typeof field.value === 'number' ? field.value : null}
      onChange={change}
    />
  );
}
