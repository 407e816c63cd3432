import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useCallback } from 'react';
import { nextBankDay } from '../../../domain/bank-days.ts';
import { isCivilDate } from '../../../domain/civil-date.ts';
import { titulosText } from '../../text/titulos.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { AccountField } from '../../ui/form/account-field.tsx';
import { ClientField } from '../../ui/form/client-field.tsx';
import { CompetenceField } from '../../ui/form/competence-field.tsx';
import { DateField, MoneyField, TextField } from '../../ui/form/fields.tsx';
import { UnsavedGuard } from '../../ui/form/unsaved-guard.tsx';
import { useSaveKey } from '../../ui/form/use-save-key.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import type { TituloFormState, TituloValues } from './titulo-values.ts';

const text = titulosText.form;

interface NewTituloFormProps {
  readonly form: TituloFormState;
  readonly error: unknown;
  readonly isSaving: boolean;
  readonly onSave: () => void;
}

/** The fields of a loose título. */
export function NewTituloForm({ form, error, isSaving, onSave }: NewTituloFormProps) {
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
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          >
            {text.create}
          </Button>
        }
      />
      <Stack gap="md" maw={760}>
        <ErrorAlert error={error} />
        <TituloFields form={form} />
      </Stack>
      <UnsavedGuard isDirty={form.formState.isDirty} />
    </form>
  );
}

function TituloFields({ form }: Pick<NewTituloFormProps, 'form'>) {
  const { control, resetField } = form;
  const propose = useCallback(
    (accountId: number) => resetField('accountId', { defaultValue: accountId }),
    [resetField],
  );
  const shift = shiftOf(form.watch('dueOn'));
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
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
          <MoneyField control={control} name="faceCents" label={text.face} isRequired />
          <DateField
            control={control}
            name="dueOn"
            label={text.dueOn}
            isRequired
            {...(shift === undefined ? {} : { description: shift })}
          />
          <CompetenceField
            control={control}
            name="competence"
            label={text.competence}
            help={text.competenceHelp}
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

/** Told where the due date is no bank day. */
function shiftOf(dueOn: TituloValues['dueOn'] | null): string | undefined {
  if (dueOn === null || !isCivilDate(dueOn)) return undefined;
  const effective = nextBankDay(dueOn);
  return effective === dueOn ? undefined : text.dueShift(effective);
}
