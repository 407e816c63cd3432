import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useCallback } from 'react';
import { carnesText } from '../../text/carnes.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { AccountField } from '../../ui/form/account-field.tsx';
import { ClientField } from '../../ui/form/client-field.tsx';
import {
  ChoiceField,
  DateField,
  MoneyField,
  NumberField,
  TextField,
} from '../../ui/form/fields.tsx';
import { UnsavedGuard } from '../../ui/form/unsaved-guard.tsx';
import { useSaveKey } from '../../ui/form/use-save-key.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './carnes.module.css';
import type { CarneFormState } from './carne-values.ts';
import { Preview } from './preview.tsx';
import { useCarnePreview } from './use-carne-preview.ts';

const text = carnesText.form;
const MAXIMUM_PARCELS = 36;
const rules = [
  { value: 'keep', label: text.keep },
  { value: 'next', label: text.next },
];

interface NewCarneFormProps {
  readonly form: CarneFormState;
  readonly error: unknown;
  readonly isSaving: boolean;
  readonly onSave: () => void;
}

/** The fields of a carnê at the left, what they lead to at the right. */
export function NewCarneForm({ form, error, isSaving, onSave }: NewCarneFormProps) {
  const preview = useCarnePreview(form.watch());
  const hasClash = preview.data?.parcels.some(({ clashesWith }) => clashesWith !== null) ?? false;
  const count = preview.data?.parcels.length;
  useSaveKey(onSave);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <PageHeader
        title={text.title}
        detail={text.detail}
        actions={
          <Button
            type="submit"
            loading={isSaving}
            disabled={hasClash}
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          >
            {count === undefined ? text.create : text.createCount(count)}
          </Button>
        }
      />
      <div className={styles['columns']}>
        <Stack gap="md">
          <ErrorAlert error={error} />
          <CarneFields form={form} />
        </Stack>
        <Preview preview={preview} />
      </div>
      <UnsavedGuard isDirty={form.formState.isDirty} />
    </form>
  );
}

function CarneFields({ form: { control, resetField } }: Pick<NewCarneFormProps, 'form'>) {
  const propose = useCallback(
    (accountId: number) => resetField('accountId', { defaultValue: accountId }),
    [resetField],
  );
  return (
    <Section title={text.data}>
      <Stack gap="md">
        <ClientField control={control} name="clientId" label={text.client} />
        <TextField
          control={control}
          name="description"
          label={text.description}
          help={text.descriptionHelp}
          placeholder={text.descriptionPlaceholder}
          isRequired
          maxLength={255}
        />
        <SimpleGrid cols={2} spacing="md">
          <MoneyField control={control} name="amountCents" label={text.amount} isRequired />
          <NumberField
            control={control}
            name="parcels"
            label={text.parcels}
            help={text.parcelsHelp}
            isRequired
            min={1}
            max={MAXIMUM_PARCELS}
          />
          <DateField
            control={control}
            name="firstDueOn"
            label={text.first}
            help={text.firstHelp}
            isRequired
          />
          <ChoiceField
            control={control}
            name="businessDays"
            label={text.businessDays}
            help={text.businessDaysHelp}
            choices={rules}
          />
        </SimpleGrid>
        <AccountField
          control={control}
          name="accountId"
          clientName="clientId"
          label={text.account}
          help={text.accountHelp}
          onPropose={propose}
        />
      </Stack>
    </Section>
  );
}
