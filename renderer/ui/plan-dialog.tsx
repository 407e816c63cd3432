import { Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanRow } from '../../preload/contract/clients.ts';
import { useAction, useCall } from '../api/queries.ts';
import { plansText } from '../text/plans.ts';
import { useAccountChoices } from './account-choices.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { MoneyInput } from './money-input.tsx';
import { sayDone } from './toasts.ts';

const text = plansText.form;
const LONGEST_NAME = 80;

interface PlanDialogProps {
  /** Undefined for a new one. */
  readonly plan?: PlanRow;
  readonly onClose: () => void;
  readonly onSaved?: (plan: PlanRow) => void;
}

/** A plan, made or changed without leaving the screen. */
export function PlanDialog({ plan, onClose, onSaved }: PlanDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(plan));
  const change = (changes: Partial<Draft>): void => setDraft({ ...draft, ...changes });
  const { name, priceCents, isActive } = draft;
  const save = useAction('plans.save');
  const run = async (): Promise<void> => {
    if (priceCents === null) return;
    const saved = await save.mutateAsync({
      ...draft,
      priceCents,
      ...(plan ? { id: plan.id } : {}),
    });
    onSaved?.(saved);
    sayDone(plan ? text.saved : text.created);
  };
  return (
    <ConfirmDialog
      isOpen
      title={plan ? text.editTitle : text.newTitle}
      confirmLabel={plan ? text.save : text.create}
      isDisabled={name.trim() === '' || priceCents === null || priceCents <= 0}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        <TextInput
          label={text.name}
          placeholder={text.namePlaceholder}
          maxLength={LONGEST_NAME}
          withAsterisk
          data-autofocus
          value={name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <MoneyInput
          label={text.price}
          withAsterisk
          value={priceCents}
          onChange={(price) => change({ priceCents: price })}
        />
        <AccountInput accountId={draft.accountId} onChange={(accountId) => change({ accountId })} />
        {plan && (
          <Switch
            label={text.isActive}
            description={text.isActiveHint}
            checked={isActive}
            onChange={(event) => change({ isActive: event.currentTarget.checked })}
          />
        )}
        {plan && plan.clients > 0 && <Text size="sm">{text.effect(plan.clients)}</Text>}
      </Stack>
    </ConfirmDialog>
  );
}

type Draft = Pick<PlanRow, 'name' | 'isActive' | 'accountId'> & {
  readonly priceCents: PlanRow['priceCents'] | null;
};

function draftOf(plan: PlanRow | undefined): Draft {
  if (!plan) return { name: '', priceCents: null, isActive: true, accountId: null };
  const { name, priceCents, isActive, accountId } = plan;
  return { name, priceCents, isActive, accountId };
}

interface AccountInputProps {
  readonly accountId: number | null;
  readonly onChange: (accountId: number | null) => void;
}

/** Active accounts, and the plan's own where that is resting. */
function AccountInput({ accountId, onChange }: AccountInputProps) {
  const { choices } = useAccountChoices();
  const all = useCall('accounts.list', {}).data ?? [];
  const own = all.filter(({ id, isActive }) => id === accountId && !isActive);
  const offered = [
    ...choices,
    ...own.map(({ id, label }) => ({ id, label: text.inactiveAccount(label) })),
  ];
  return (
    <Select
      label={text.account}
      description={text.accountHint}
      data={offered.map(({ id, label }) => ({ value: String(id), label }))}
      searchable
      clearable
      value={accountId === null ? null : String(accountId)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}
