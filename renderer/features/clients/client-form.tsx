/** The form of a client: tab Cadastro, tab Financeiro. */
import { Button, Tabs } from '@mantine/core';
import { IconAlertCircle, IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldErrors } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { clientToSave, type ClientToSave } from '../../../preload/contract/clients.ts';
import { useAction } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { SAVED, UnsavedGuard } from '../../ui/form/unsaved-guard.tsx';
import { useSaveKey } from '../../ui/form/use-save-key.ts';
import { useZodForm } from '../../ui/form/use-zod-form.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { sayDone } from '../../ui/toasts.ts';
import { Billing } from './billing.tsx';
import type { ClientFormState, ClientValues } from './client-values.ts';
import { Registration } from './registration.tsx';

const text = clientsText.form;
const tabs = ['registration', 'billing'] as const;
type Tab = (typeof tabs)[number];

export function ClientForm({ values }: { readonly values: ClientValues }) {
  const form = useZodForm(clientToSave, values);
  const navigate = useNavigate();
  const saveCall = useAction('clients.save');
  const [tab, setTab] = useState<Tab>('registration');
  const save = async (client: ClientToSave): Promise<void> => {
    const saved = await saveCall.mutateAsync(client).catch(() => undefined);
    if (!saved) return;
    sayDone(text.saved);
    await navigate(paths.client(saved.id), { replace: true, state: SAVED });
  };
  const submit = (): void => {
    void form.handleSubmit(save, (errors) => setTab(tabOf(errors)))();
  };
  useSaveKey(submit);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PageHeader
        title={values.id === undefined ? text.newTitle : values.name}
        actions={
          <Button
            type="submit"
            loading={saveCall.isPending}
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          >
            {uiText.save}
          </Button>
        }
      />
      <ErrorAlert error={saveCall.error} />
      <ClientTabs form={form} tab={tab} onTab={setTab} />
      <UnsavedGuard isDirty={form.formState.isDirty} />
    </form>
  );
}

interface ClientTabsProps {
  readonly form: ClientFormState;
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}

function ClientTabs({ form, tab, onTab }: ClientTabsProps) {
  const faulty = faultyTabs(form.formState.errors);
  return (
    <Tabs value={tab} onChange={(chosen) => onTab(chosen as Tab)} maw={980} keepMounted>
      <Tabs.List mb="md">
        {tabs.map((name) => (
          <Tabs.Tab
            key={name}
            value={name}
            {...(faulty.has(name)
              ? {
                  rightSection: (
                    <IconAlertCircle size={15} color="var(--bad)" aria-label={text.tabError} />
                  ),
                }
              : {})}
          >
            {text.tabs[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="registration">
        <Registration form={form} />
      </Tabs.Panel>
      <Tabs.Panel value="billing">
        <Billing form={form} />
      </Tabs.Panel>
    </Tabs>
  );
}

function faultyTabs(errors: FieldErrors<ClientValues>): ReadonlySet<Tab> {
  const names = Object.keys(errors);
  return new Set(names.map((name) => (name === 'contract' ? 'billing' : 'registration')));
}

/** Where to look first. */
function tabOf(errors: FieldErrors<ClientValues>): Tab {
  const faulty = faultyTabs(errors);
  return tabs.find((name) => faulty.has(name)) ?? 'registration';
}
