import { SimpleGrid, Stack } from '@mantine/core';
import { parseTaxId } from '../../../domain/cpf-cnpj.ts';
import { clientsText } from '../../text/clients.ts';
import { NotesField, SwitchField, TaxIdField, TextField } from '../../ui/form/fields.tsx';
import { Section } from '../../ui/section.tsx';
import type { ClientFormState } from './client-values.ts';

const { fields } = clientsText;
const { sections } = clientsText.form;
const CPF_LENGTH = 11;

/** Tab Cadastro: who the client is and where. */
export function Registration({ form }: { readonly form: ClientFormState }) {
  const { control } = form;
  const warning = taxIdWarning(form.watch('taxId'));
  return (
    <Stack gap="md">
      <Section title={sections.identity}>
        <Stack gap="md">
          <TextField control={control} name="name" {...fields.name} isRequired maxLength={200} />
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
            <TaxIdField
              control={control}
              name="taxId"
              {...fields.taxId}
              {...(warning === undefined ? {} : { description: warning })}
            />
            <TextField control={control} name="phone" {...fields.phone} maxLength={30} />
            <TextField control={control} name="email" {...fields.email} maxLength={250} />
          </SimpleGrid>
          <SwitchField control={control} name="isActive" {...fields.isActive} />
        </Stack>
      </Section>
      <Address form={form} />
      <Section title={sections.notes}>
        <NotesField control={control} name="notes" {...fields.notes} />
      </Section>
    </Stack>
  );
}

function Address({ form: { control } }: { readonly form: ClientFormState }) {
  return (
    <Section title={sections.address}>
      <SimpleGrid cols={{ base: 1, sm: 4 }} spacing="md">
        <TextField
          control={control}
          name="address.postalCode"
          {...fields.postalCode}
          maxLength={9}
        />
        <TextField control={control} name="address.street" {...fields.street} maxLength={200} />
        <TextField control={control} name="address.number" {...fields.number} maxLength={55} />
        <TextField
          control={control}
          name="address.complement"
          {...fields.complement}
          maxLength={100}
        />
        <TextField control={control} name="address.district" {...fields.district} maxLength={120} />
        <TextField control={control} name="address.city" {...fields.city} maxLength={120} />
        <TextField control={control} name="address.state" {...fields.state} maxLength={2} />
      </SimpleGrid>
    </Section>
  );
}

/** A hint, not an error: whether a wrong number is refused is a setting of the core. */
function taxIdWarning(typed: string): string | undefined {
  const bare = typed.replace(/[\s./-]/g, '');
  const isComplete = bare.length === CPF_LENGTH || bare.length > CPF_LENGTH + 2;
  return isComplete && parseTaxId(typed) === undefined ? clientsText.form.taxIdWrong : undefined;
}
