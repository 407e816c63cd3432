import { Button, Stack } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import type { Control } from 'react-hook-form';
import {
  companyField,
  settingsField,
  type SettingsField,
} from '../../../preload/contract/system.ts';
import { useAction } from '../../api/queries.ts';
import { settingsText } from '../../text/settings.ts';
import { uiText } from '../../text/ui.ts';
import { CompanyFields, type CompanyValues } from '../../ui/company-fields.tsx';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { SwitchField } from '../../ui/form/fields.tsx';
import { UnsavedGuard } from '../../ui/form/unsaved-guard.tsx';
import { useSaveKey } from '../../ui/form/use-save-key.ts';
import { useZodForm } from '../../ui/form/use-zod-form.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import { SecuritySetUp } from '../../ui/security-set-up.tsx';
import { sayDone } from '../../ui/toasts.ts';
import { About } from './about.tsx';
import { Appearance } from './appearance.tsx';
import { CallbackSettings } from './callback-settings.tsx';
import { ListenerDoors } from './listener-doors.tsx';

interface SettingsFormProps {
  readonly company: CompanyValues;
  readonly settings: SettingsField;
}

/** Everything of the screen is saved by one button. */
export function SettingsForm({ company, settings }: SettingsFormProps) {
  const companyForm = useZodForm(companyField, company);
  const settingsForm = useZodForm(settingsField, settings);
  const saveCompany = useAction('company.save');
  const saveSettings = useAction('settings.save');
  const isCompanyDirty = companyForm.formState.isDirty;
  const areSettingsDirty = settingsForm.formState.isDirty;

  const putCompany = companyForm.handleSubmit(async (valid) => {
    companyForm.reset(await saveCompany.mutateAsync(valid));
    sayDone(settingsText.saved);
  });
  const putSettings = settingsForm.handleSubmit(async (valid) => {
    // The way in may have brought another address while the form was open.
    const { publicBaseUrl } = settings;
    settingsForm.reset(await saveSettings.mutateAsync({ ...valid, publicBaseUrl }));
    sayDone(settingsText.saved);
  });
  const save = (): void => {
    // What failed is shown from the two calls' own state.
    if (isCompanyDirty) putCompany().catch(() => undefined);
    if (areSettingsDirty) putSettings().catch(() => undefined);
  };
  useSaveKey(save);
  return (
    <>
      <PageHeader
        title={settingsText.title}
        actions={
          <Button
            loading={saveCompany.isPending || saveSettings.isPending}
            disabled={!isCompanyDirty && !areSettingsDirty}
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            onClick={save}
          >
            {uiText.save}
          </Button>
        }
      />
      <Stack gap="md" maw={980}>
        <ErrorAlert error={saveCompany.error ?? saveSettings.error} />
        <Section title={settingsText.company}>
          <CompanyFields control={companyForm.control} />
        </Section>
        <CallbackSettings form={settingsForm} publicBaseUrl={settings.publicBaseUrl} />
        <ListenerDoors />
        <Checks control={settingsForm.control} />
        <Section title={settingsText.security.title}>
          <SecuritySetUp />
        </Section>
        <Appearance />
        <About />
      </Stack>
      <UnsavedGuard isDirty={isCompanyDirty || areSettingsDirty} />
    </>
  );
}

function Checks({ control }: { readonly control: Control<SettingsField, unknown, SettingsField> }) {
  return (
    <Section title={settingsText.checks.title}>
      <SwitchField control={control} name="checksTaxIds" {...settingsText.checks.taxIds} />
    </Section>
  );
}
