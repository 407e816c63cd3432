import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Cents } from '../../../domain/money.ts';
import type { PlanRow } from '../../../preload/contract/clients.ts';
import { useAction } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { MoneyInput } from '../../ui/money-input.tsx';
import { sayDone } from '../../ui/toasts.ts';

const text = clientsText.plan;
const LONGEST_NAME = 80;

interface NewPlanDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (plan: PlanRow) => void;
}

/** A plan made without leaving the client. */
export function NewPlanDialog({ onClose, onCreated }: NewPlanDialogProps) {
  const [name, setName] = useState('');
  const [priceCents, setPrice] = useState<Cents | null>(null);
  const save = useAction('plans.save');
  const run = async (): Promise<void> => {
    if (priceCents === null) return;
    onCreated(await save.mutateAsync({ name, priceCents, isActive: true, accountId: null }));
    sayDone(text.created);
  };
  return (
    <ConfirmDialog
      isOpen
      title={text.title}
      confirmLabel={text.confirm}
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
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MoneyInput label={text.price} withAsterisk value={priceCents} onChange={setPrice} />
      </Stack>
    </ConfirmDialog>
  );
}
