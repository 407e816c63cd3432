import { Button, Group, Stack } from '@mantine/core';
import { companyField } from '../../../preload/contract/system.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { firstRunText } from '../../text/first-run.ts';
import { uiText } from '../../text/ui.ts';
import { CompanyFields, NO_COMPANY, type CompanyValues } from '../../ui/company-fields.tsx';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { useSaveKey } from '../../ui/form/use-save-key.ts';
import { useZodForm } from '../../ui/form/use-zod-form.ts';

/** Who issues the títulos. */
export function CompanyStep({ onDone }: { readonly onDone: () => void }) {
  const company = useCall('company.get', {});
  if (company.isError) return <ErrorAlert error={company.error} />;
  if (company.data === undefined) return <div role="status">{uiText.loading}</div>;
  return <CompanyForm values={company.data ?? NO_COMPANY} onDone={onDone} />;
}

interface CompanyFormProps {
  readonly values: CompanyValues;
  readonly onDone: () => void;
}

function CompanyForm({ values, onDone }: CompanyFormProps) {
  const form = useZodForm(companyField, values);
  const save = useAction('company.save');
  const submit = form.handleSubmit((valid) => save.mutate(valid, { onSuccess: onDone }));
  useSaveKey(() => void submit());
  return (
    <form
      noValidate
      onSubmit={(event) => {
        void submit(event);
      }}
    >
      <Stack gap="md">
        <CompanyFields control={form.control} />
        <ErrorAlert error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {firstRunText.company.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
