import { Stack } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import type { AccountDetail } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { NumberField } from '../../ui/form/fields.tsx';
import type { AccountParts } from './parts.ts';

const { label, help } = accountsText.fields.fallbackRank;
const text = accountsText.fallback;

/** "Ordem de reserva", with who would step in now. */
export function FallbackRank({ form: { control }, account }: AccountParts) {
  const rank = useWatch({ control, name: 'fallbackRank' });
  return (
    <NumberField
      control={control}
      name="fallbackRank"
      label={label}
      help={<Help />}
      description={whoStepsIn(rank, account)}
      isOptional
      min={1}
      max={99}
    />
  );
}

function Help() {
  return (
    <Stack gap={6}>
      <span>{help.off}</span>
      <span>{help.what}</span>
      <span>{help.never}</span>
    </Stack>
  );
}

function whoStepsIn(rank: number | null, account: AccountDetail | undefined): string {
  if (rank === null) return text.none;
  if (rank !== account?.fallbackRank) return text.unsaved;
  return account.fallbackLabel === null ? text.last : text.next(account.fallbackLabel);
}
