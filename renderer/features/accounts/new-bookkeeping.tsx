import { Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HistoricoField, HistoricoToAdd } from '../../../preload/contract/bookkeeping.ts';
import { useAction } from '../../api/queries.ts';
import { bookkeepingText } from '../../text/bookkeeping.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { sayDone } from '../../ui/toasts.ts';

const LONGEST_CONVENIO = 60;
const LONGEST_CODE = 20;
const LONGEST_NAME = 80;
const sides = ['receipt', 'credit', 'fee', 'other'] as const;

interface NewConvenioDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (id: number) => void;
}

/** An agreement of the bank `0-Carteira`, made without leaving the account. */
export function NewConvenioDialog({ onClose, onCreated }: NewConvenioDialogProps) {
  const text = bookkeepingText.newConvenio;
  const [name, setName] = useState('');
  const add = useAction('accounts.addConvenio');
  const run = async (): Promise<void> => {
    const { id } = await add.mutateAsync({ name });
    onCreated(id);
    sayDone(text.created);
  };
  return (
    <ConfirmDialog
      isOpen
      title={text.title}
      confirmLabel={text.create}
      isDisabled={name.trim() === ''}
      onConfirm={run}
      onClose={onClose}
    >
      <TextInput
        label={text.name}
        description={text.hint}
        maxLength={LONGEST_CONVENIO}
        withAsterisk
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

interface NewHistoricoDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (historico: HistoricoField) => void;
}

const BLANK: HistoricoToAdd = { code: '', name: '', side: 'receipt' };

/** An entry, made without leaving the account. */
export function NewHistoricoDialog({ onClose, onCreated }: NewHistoricoDialogProps) {
  const text = bookkeepingText.newHistorico;
  const [draft, setDraft] = useState(BLANK);
  const add = useAction('accounts.addHistorico');
  const run = async (): Promise<void> => {
    onCreated(await add.mutateAsync(draft));
    sayDone(text.created);
  };
  return (
    <ConfirmDialog
      isOpen
      title={text.title}
      confirmLabel={text.create}
      isDisabled={draft.code.trim() === '' || draft.name.trim() === ''}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        <TextInput
          label={text.code}
          maxLength={LONGEST_CODE}
          withAsterisk
          data-autofocus
          value={draft.code}
          onChange={(event) => setDraft({ ...draft, code: event.currentTarget.value })}
        />
        <TextInput
          label={text.name}
          maxLength={LONGEST_NAME}
          withAsterisk
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <Select
          label={text.side}
          data={sides.map((value) => ({ value, label: text.sides[value] }))}
          allowDeselect={false}
          value={draft.side}
          onChange={(side) =>
            setDraft({ ...draft, side: sides.find((one) => one === side) ?? 'other' })
          }
        />
      </Stack>
    </ConfirmDialog>
  );
}
