import { SimpleGrid } from '@mantine/core';
import { accountPaperText } from '../../text/bookkeeping.ts';
import { NumberField, SwitchField } from '../../ui/form/fields.tsx';
import { Section } from '../../ui/section.tsx';
import type { AccountParts } from './parts.ts';

const text = accountPaperText;

/** What the paper of the account's charges shows. */
export function AccountPaper({ form: { control } }: Pick<AccountParts, 'form'>) {
  return (
    <Section title={text.title}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <SwitchField control={control} name="showsReferenceMonth" {...text.showsReferenceMonth} />
        <div />
        <SwitchField control={control} name="updatesOverdue" {...text.updatesOverdue} />
        <NumberField control={control} name="updateDays" {...text.updateDays} min={0} max={365} />
      </SimpleGrid>
    </Section>
  );
}
