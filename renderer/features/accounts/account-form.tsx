/** The form of an account: exactly the fields of its gateway. */
import { Button, Stack } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import {
  accountToSave,
  type AccountDetail,
  type AccountToSave,
  type GatewayForm,
} from '../../../preload/contract/accounts.ts';
import { queryKey, useAction } from '../../api/queries.ts';
import { accountsText } from '../../text/accounts.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { SAVED, UnsavedGuard } from '../../ui/form/unsaved-guard.tsx';
import { useSaveKey } from '../../ui/form/use-save-key.ts';
import { useZodForm } from '../../ui/form/use-zod-form.ts';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { sayDone, sayWarning } from '../../ui/toasts.ts';
import { AccountNotices } from './account-notices.tsx';
import { valuesOf, type AccountValues } from './account-values.ts';
import { AccountPaper } from './account-paper.tsx';
import { Behaviour } from './behaviour.tsx';
import { Bookkeeping } from './bookkeeping.tsx';
import { ClampNotes } from './clamp-notes.tsx';
import { Credentials } from './credentials.tsx';
import { Identification } from './identification.tsx';
import { Message } from './message.tsx';
import { MoveOpen } from './move-open.tsx';
import { Terms } from './terms.tsx';

interface AccountFormProps {
  readonly gateways: readonly GatewayForm[];
  /** Undefined while it was never saved. */
  readonly account: AccountDetail | undefined;
  readonly values: AccountValues;
}

const text = accountsText.form;

export function AccountForm({ gateways, account, values }: AccountFormProps) {
  const form = useZodForm(accountToSave, values);
  const saving = useSaveAccount(form.reset);
  const [isTesting, setIsTesting] = useState(false);
  const { isDirty } = form.formState;
  const save = (thenTest: boolean): void => {
    void form.handleSubmit((valid) => saving.run(valid, thenTest))();
  };
  const test = (): void => {
    if (isDirty || !account) {
      save(true);
      return;
    }
    setIsTesting(true);
    void saving.test(account.id).finally(() => setIsTesting(false));
  };
  useSaveKey(() => save(false));
  const gatewayId = useWatch({ control: form.control, name: 'gateway' });
  const gateway = gateways.find(({ id }) => id === gatewayId);
  if (!gateway) return null;
  const parts = { form, gateway, account };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(false);
      }}
    >
      <PageHeader
        title={account?.label ?? text.newTitle}
        detail={account?.gatewayLabel ?? gateway.label}
        actions={
          <>
            <Button variant="default" loading={isTesting} onClick={test}>
              {isDirty || !account ? text.saveAndTest : text.test}
            </Button>
            <Button
              type="submit"
              loading={saving.isSaving}
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            >
              {uiText.save}
            </Button>
          </>
        }
      />
      <Stack gap="md" maw={980}>
        <ErrorAlert error={saving.error} />
        {saving.tested && <TestResult tested={saving.tested} />}
        {account && <AccountNotices account={account} />}
        {account && <ClampNotes notes={account.clampNotes} terms={account.terms} />}
        <Identification {...parts} gateways={gateways} />
        <Credentials {...parts} />
        <Behaviour {...parts} />
        <Terms {...parts} />
        <Message {...parts} />
        <AccountPaper form={form} />
        <Bookkeeping form={form} />
        {account && <MoveOpen account={account} />}
      </Stack>
      <UnsavedGuard isDirty={isDirty} />
    </form>
  );
}

interface Tested {
  readonly isOk: boolean;
  readonly text: string;
}

function TestResult({ tested }: { readonly tested: Tested }) {
  return (
    <Notice
      role="status"
      tone={tested.isOk ? 'good' : 'bad'}
      title={tested.isOk ? text.testOk : text.testFailed}
    >
      {tested.text}
    </Notice>
  );
}

/** Saving, testing after it, and where to go on. */
function useSaveAccount(reset: (values: AccountValues) => void) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const saveCall = useAction('accounts.save');
  const testCall = useAction('accounts.testCredentials');
  const test = (id: number): Promise<Tested | undefined> =>
    testCall.mutateAsync({ id }).catch(() => undefined);
  const run = async (valid: AccountToSave, thenTest: boolean): Promise<void> => {
    testCall.reset();
    const saved = await saveCall.mutateAsync(valid).catch(() => undefined);
    if (!saved) return;
    // A form that is opened again at once must not begin with what stood before.
    queries.setQueryData(queryKey('accounts.get', { id: saved.id }), saved);
    reset(valuesOf(saved));
    sayDone(text.saved);
    const tested = thenTest ? await test(saved.id) : undefined;
    if (valid.id !== undefined) return;
    await navigate(paths.account(saved.id), { replace: true, state: SAVED });
    // This screen is gone by now, and with it the place where the outcome of the test stood.
    if (tested) tellOutcome(tested);
  };
  return {
    run,
    test,
    isSaving: saveCall.isPending,
    error: saveCall.error ?? testCall.error,
    tested: testCall.data,
  };
}

function tellOutcome({ isOk, text: words }: Tested): void {
  if (isOk) sayDone(text.testOk);
  else sayWarning(text.testFailed, words);
}
