import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { formatMoney, type Cents } from '../../../domain/money.ts';
import { useCall } from '../../api/queries.ts';
import { homeText } from '../../text/home.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface AllocateDialogProps {
  readonly isOpen: boolean;
  readonly amountCents: Cents;
  readonly onClose: () => void;
  readonly onChoose: (tituloId: number) => Promise<unknown>;
}

const TYPING_MS = 150;
const text = homeText.allocate;

/** Chooses the título that a payment is for. */
export function AllocateDialog({ isOpen, amountCents, onClose, onChoose }: AllocateDialogProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked] = useDebouncedValue(query.trim(), TYPING_MS);
  const found = useCall('search.find', { text: asked }, { isEnabled: isOpen && asked.length > 1 });
  const titulos = (found.data ?? []).filter((hit) => hit.kind === 'titulo');
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={text.title}
      confirmLabel={text.confirm}
      isDisabled={chosen === null}
      onConfirm={() => onChoose(Number(chosen))}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{text.text(formatMoney(amountCents))}</Text>
        <TextInput
          label={text.search}
          placeholder={text.placeholder}
          data-autofocus
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(null);
          }}
        />
        {asked.length > 1 && !found.isFetching && titulos.length === 0 && (
          <Text size="sm" c="dimmed" role="status">
            {text.nothing}
          </Text>
        )}
        <Radio.Group value={chosen} onChange={setChosen} aria-label={text.results}>
          <Stack gap={6}>
            {titulos.map((hit) => (
              <Radio
                key={hit.id}
                value={String(hit.id)}
                label={hit.label}
                description={hit.detail}
              />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </ConfirmDialog>
  );
}
