import { TextInput, type TextInputProps } from '@mantine/core';
import { maskTaxId } from '../text/format.ts';

interface TaxIdInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** With or without mask. */
  readonly value: string;
  readonly onChange: (masked: string) => void;
}

/** CPF or CNPJ (letters too), masked as typed. */
export function TaxIdInput({ value, onChange, ...input }: TaxIdInputProps) {
  return (
    <TextInput
      autoComplete="off"
      {...input}
      value={maskTaxId(value)}
      onChange={(event) => onChange(maskTaxId(event.currentTarget.value))}
    />
  );
}
