import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { billingKinds } from '../../../preload/contract/clients.ts';
import { useAction } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { sayDone } from '../../ui/toasts.ts';
import type { Billing } from './client-query.ts';

const text = clientsText.bulkBilling;

interface BillingDialogProps {
  readonly ids: readonly number[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Changes the Tipo de cobrança of many clients at once. */
export function BillingDialog({ ids, onClose, onDone }: BillingDialogProps) {
  const [billing, setBilling] = useState<Billing>('titulo');
  const change = useAction('clients.setBilling');
  const run = async (): Promise<void> => {
    const { changed } = await change.mutateAsync({ ids: [...ids], billing });
    sayDone(text.done(changed));
    onDone();
  };
  return (
    <ConfirmDialog
      isOpen
      title={text.title(ids.length)}
      confirmLabel={text.confirm(ids.length)}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Radio.Group label={text.label} value={billing} onChange={(chosen) => setBilling(chosen)}>
          <Stack gap={6} mt={6}>
            {billingKinds.map((kind) => (
              <Radio key={kind} value={kind} label={clientsText.billing[kind]} />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm">{text.text(ids.length, clientsText.billing[billing].toLowerCase())}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
