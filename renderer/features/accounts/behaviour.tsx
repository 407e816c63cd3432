import { SimpleGrid } from '@mantine/core';
import { accountsText } from '../../text/accounts.ts';
import { MoneyField, NumberField, SwitchField } from '../../ui/form/fields.tsx';
import { Section } from '../../ui/section.tsx';
import { FallbackRank } from './fallback-rank.tsx';
import type { AccountParts } from './parts.ts';

const text = accountsText.fields;

/** What the account does by itself. */
export function Behaviour(parts: AccountParts) {
  const { control } = parts.form;
  return (
    <Section title={accountsText.sections.behaviour}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <SwitchField control={control} name="autoSettle" {...text.autoSettle} />
        <SwitchField control={control} name="sendsOnline" {...text.sendsOnline} />
        <SwitchField control={control} name="forwardsEmail" {...text.forwardsEmail} />
        <SwitchField
          control={control}
          name="closesOnGatewayCancel"
          {...text.closesOnGatewayCancel}
        />
        <NumberField
          control={control}
          name="sendDaysBeforeDue"
          {...text.sendDaysBeforeDue}
          min={0}
          max={365}
        />
        <MoneyField control={control} name="feeEstimateCents" {...text.feeEstimateCents} />
        {!parts.account?.twinOf && <FallbackRank {...parts} />}
      </SimpleGrid>
    </Section>
  );
}
