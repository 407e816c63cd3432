import { Grid } from '@mantine/core';
import type { Control, FieldPath, FieldValues } from 'react-hook-form';
import { addressText } from '../../text/company.ts';
import { maskPostalCode } from '../../text/format.ts';
import { TextField } from './fields.tsx';

interface AddressFieldsProps<In extends FieldValues, Out> {
  readonly control: Control<In, unknown, Out>;
  /** Where the address stands in the form. */
  readonly under: FieldPath<In>;
}

/** The seven fields of an address, as the contract's `addressField` has them. */
export function AddressFields<In extends FieldValues, Out>(props: AddressFieldsProps<In, Out>) {
  const field = (name: Exclude<keyof typeof addressText, 'title'>) => ({
    control: props.control,
    name: `${props.under}.${name}` as FieldPath<In>,
    label: addressText[name],
  });
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, sm: 3 }}>
        <TextField {...field('postalCode')} mask={maskPostalCode} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <TextField {...field('street')} maxLength={200} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 3 }}>
        <TextField {...field('number')} maxLength={55} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 3 }}>
        <TextField {...field('complement')} maxLength={100} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 4 }}>
        <TextField {...field('district')} maxLength={120} />
      </Grid.Col>
      <Grid.Col span={{ base: 9, sm: 4 }}>
        <TextField {...field('city')} maxLength={120} />
      </Grid.Col>
      <Grid.Col span={{ base: 3, sm: 1 }}>
        <TextField {...field('state')} mask={upperCase} maxLength={2} />
      </Grid.Col>
    </Grid>
  );
}

function upperCase(text: string): string {
  return text.toUpperCase();
}
