import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { formatMoney } from '../../../domain/money.ts';
import { billingKinds, type PlanRow } from '../../../preload/contract/clients.ts';
import { useCall } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { useAccountChoices } from '../../ui/account-choices.ts';
import {
  ChoiceField,
  DateField,
  IdField,
  MoneyField,
  NumberField,
  TextField,
} from '../../ui/form/fields.tsx';
import { PlanDialog } from '../../ui/plan-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import type { ClientFormState } from './client-values.ts';

const { fields, plan: planText, price: priceText } = clientsText;
const billings = billingKinds.map((value) => ({ value, label: clientsText.billing[value] }));

/** Tab Financeiro: how the client is charged. */
export function Billing({ form }: { readonly form: ClientFormState }) {
  const { control } = form;
  const { choices } = useAccountChoices();
  const plans = useCall('plans.list', {}).data ?? [];
  const planId = form.watch('contract.planId');
  const plan = plans.find(({ id }) => id === planId);
  return (
    <Section title={clientsText.form.sections.contract}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <ChoiceField
          control={control}
          name="contract.billing"
          {...fields.billing}
          choices={billings}
        />
        <NumberField
          control={control}
          name="contract.dueDay"
          {...fields.dueDay}
          isRequired
          min={1}
          max={31}
        />
        <PlanField form={form} plans={plans} />
        <MoneyField
          control={control}
          name="contract.priceCents"
          {...fields.price}
          description={plan ? priceText.ofPlan(formatMoney(plan.priceCents)) : priceText.noPlan}
        />
        <IdField
          control={control}
          name="contract.accountId"
          {...fields.account}
          choices={choices}
          isClearable
        />
        <DateField control={control} name="contract.startsOn" {...fields.startsOn} isRequired />
        <TextField control={control} name="contract.login" {...fields.login} maxLength={120} />
      </SimpleGrid>
    </Section>
  );
}

interface PlanFieldProps {
  readonly form: ClientFormState;
  readonly plans: readonly PlanRow[];
}

/** The plan, or a new one on the spot. */
function PlanField({ form, plans }: PlanFieldProps) {
  const [isAdding, setIsAdding] = useState(false);
  const chosen = form.watch('contract.planId');
  const offered = plans.filter(({ id, isActive }) => isActive || id === chosen);
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <Stack gap={0} flex={1}>
        <IdField
          control={form.control}
          name="contract.planId"
          {...fields.plan}
          choices={offered.map((plan) => ({ id: plan.id, label: labelOf(plan) }))}
          isClearable
        />
      </Stack>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setIsAdding(true)}
      >
        {clientsText.form.newPlan}
      </Button>
      {isAdding && (
        <PlanDialog
          onClose={() => setIsAdding(false)}
          onSaved={(plan) =>
            form.setValue('contract.planId', plan.id, { shouldDirty: true, shouldValidate: true })
          }
        />
      )}
    </Group>
  );
}

function labelOf({ name, priceCents, isActive }: PlanRow): string {
  const label = `${name} · ${formatMoney(priceCents)}`;
  return isActive ? label : `${label} (${planText.inactive})`;
}
