import { SimpleGrid } from '@mantine/core';
import type { GatewayForm } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { environmentTexts, instrumentTexts } from '../../text/states.ts';
import {
  ChoiceField,
  NumberField,
  SwitchField,
  TextField,
  type Choice,
} from '../../ui/form/fields.tsx';
import { GatewayMark } from '../../ui/gateway-mark.tsx';
import { Section } from '../../ui/section.tsx';
import { gatewayStandings } from './gateway-standing.ts';
import { offersOf, payableDaysOf } from './account-values.ts';
import styles from './identification.module.css';
import type { AccountParts } from './parts.ts';

const text = accountsText.fields;

/** Name, gateway, environment and numbering. */
export function Identification(
  props: AccountParts & { readonly gateways: readonly GatewayForm[] },
) {
  const { form, gateway, gateways, account } = props;
  const { control } = form;
  const choose = (id: string): void => {
    const chosen = gateways.find((candidate) => candidate.id === id);
    if (!chosen) return;
    const offers = offersOf(chosen);
    form.setValue('profile', chosen.profiles[0]?.id ?? null, { shouldDirty: true });
    form.setValue('environment', offers.environment, { shouldDirty: true });
    form.setValue('instrument', offers.instrument, { shouldDirty: true });
    form.setValue('credentials', {}, { shouldDirty: true });
    form.setValue('terms.payableDays', payableDaysOf(chosen, form.getValues('terms.payableDays')), {
      shouldDirty: true,
    });
  };
  const standing = accountsText.standings[gatewayStandings[gateway.id]].text;
  const isFixed = account?.canChangeEnvironment === false;
  return (
    <Section title={accountsText.sections.identification}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextField control={control} name="label" {...text.label} isRequired maxLength={60} />
        <div className={styles['gateway']}>
          <GatewayMark gateway={gateway.id} label={gateway.label} />
          <ChoiceField
            control={control}
            name="gateway"
            {...text.gateway}
            isDisabled={account !== undefined}
            {...(standing === null ? {} : { description: standing })}
            choices={inGroups(gateways)}
            onChosen={choose}
          />
        </div>
        {gateway.profiles.length > 0 && (
          <ChoiceField
            control={control}
            name="profile"
            {...text.profile}
            isDisabled={account !== undefined}
            choices={gateway.profiles.map(({ id, label }) => ({ value: id, label }))}
            onChosen={() => form.setValue('credentials', {}, { shouldDirty: true })}
          />
        )}
        <ChoiceField
          control={control}
          name="environment"
          {...text.environment}
          isDisabled={isFixed}
          {...(isFixed ? { description: accountsText.form.fixed } : {})}
          choices={gateway.environments.map((value) => ({ value, label: environmentTexts[value] }))}
          onChosen={() => form.setValue('credentials', {}, { shouldDirty: true })}
        />
        <ChoiceField
          control={control}
          name="instrument"
          {...text.instrument}
          choices={gateway.instruments.map((value) => ({ value, label: instrumentTexts[value] }))}
        />
        <NumberField
          control={control}
          name="startNumber"
          {...text.startNumber}
          isOptional
          min={0}
          max={99_999_999}
        />
        <SwitchField control={control} name="isActive" {...text.isActive} />
      </SimpleGrid>
    </Section>
  );
}

/** Those of today first. */
function inGroups(gateways: readonly GatewayForm[]): readonly Choice[] {
  const { standings } = accountsText;
  return (['current', 'legacy', 'historical'] as const).flatMap((standing) =>
    gateways
      .filter(({ id }) => gatewayStandings[id] === standing)
      .map(({ id, label }) => ({ value: id, label, group: standings[standing].group })),
  );
}
