import { SimpleGrid, Stack } from '@mantine/core';
import type { Control } from 'react-hook-form';
import type { z } from 'zod';
import type { companyField, CompanyField } from '../../preload/contract/system.ts';
import { companyText } from '../text/company.ts';
import { AddressFields } from './form/address-fields.tsx';
import { TaxIdField, TextField } from './form/fields.tsx';

export type CompanyValues = z.input<typeof companyField>;

export const NO_COMPANY: CompanyValues = {
  legalName: '',
  tradeName: '',
  taxId: '',
  phone: '',
  email: '',
  address: {
    street: '',
    number: '',
    complement: '',
    district: '',
    city: '',
    state: '',
    postalCode: '',
  },
};

/** Who issues the títulos: the fields of Configurações and of the first step. */
export function CompanyFields({
  control,
}: {
  readonly control: Control<CompanyValues, unknown, CompanyField>;
}) {
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextField
          control={control}
          name="legalName"
          {...companyText.legalName}
          isRequired
          maxLength={200}
        />
        <TextField control={control} name="tradeName" {...companyText.tradeName} maxLength={200} />
        <TaxIdField control={control} name="taxId" {...companyText.taxId} />
        <TextField control={control} name="phone" {...companyText.phone} maxLength={30} />
        <TextField control={control} name="email" {...companyText.email} maxLength={250} />
      </SimpleGrid>
      <AddressFields control={control} under="address" />
    </Stack>
  );
}
