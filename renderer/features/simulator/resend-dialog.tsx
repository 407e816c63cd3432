import { Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { assertNever } from '../../../domain/assert-never.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Input } from '../../../preload/contract/api.ts';
import { useAction } from '../../api/queries.ts';
import { simulatorText } from '../../text/simulator.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { sayDone } from '../../ui/toasts.ts';
import { isCallbackUrl } from './callback-url.ts';
import { periodOf } from './simulator-query.ts';

const text = simulatorText.resend;

/** What is to go again: ticked notices, those of one charge, or a choice made in the dialog. */
export type ResendScope =
  | { readonly kind: 'chosen'; readonly noticeIds: readonly number[] }
  | { readonly kind: 'charge'; readonly charge: string }
  | { readonly kind: 'some' };

const choices = ['failed', 'delivered', 'all'] as const;
type Choice = (typeof choices)[number];

interface ResendDialogProps {
  readonly gateway: string;
  readonly scope: ResendScope;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** "Reenviar callback", to the same URL or to another one, after a "sim". */
export function ResendDialog({ gateway, scope, onClose, onDone }: ResendDialogProps) {
  const [choice, setChoice] = useState<Choice>('failed');
  const [from, setFrom] = useState<CivilDate | null>(null);
  const [to, setTo] = useState<CivilDate | null>(null);
  const [url, setUrl] = useState('');
  const resend = useAction('simulator.resend');
  const isWrongUrl = url.trim() !== '' && !isCallbackUrl(url);
  const run = async (): Promise<void> => {
    const order = { ...selectionOf(scope, choice), ...periodOf(from, to) };
    const target = url.trim() === '' ? {} : { url: url.trim() };
    const { queued } = await resend.mutateAsync({ gateway, ...order, ...target });
    sayDone(text.done(queued));
    onDone?.();
  };
  return (
    <ConfirmDialog
      isOpen
      isDisabled={isWrongUrl}
      title={text.title}
      confirmLabel={text.confirm}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        {scope.kind === 'some' ? (
          <Radio.Group label={text.what} value={choice} onChange={(value) => setChoice(value)}>
            <Stack gap={6} mt={6}>
              {choices.map((value) => (
                <Radio key={value} value={value} label={text.scopes[value]} />
              ))}
            </Stack>
          </Radio.Group>
        ) : (
          <Text size="sm" fw={600}>
            {scopeText(scope)}
          </Text>
        )}
        {scope.kind === 'some' && (
          <SimpleGrid cols={2} spacing="sm">
            <DateInput
              label={text.from}
              description={text.periodHint}
              value={from}
              onChange={setFrom}
            />
            <DateInput label={text.to} description={text.periodHint} value={to} onChange={setTo} />
          </SimpleGrid>
        )}
        <TextInput
          label={text.url}
          description={text.urlHint}
          error={isWrongUrl && text.wrongUrl}
          autoComplete="off"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Text size="sm">{text.queue}</Text>
      </Stack>
    </ConfirmDialog>
  );
}

function scopeText(scope: Exclude<ResendScope, { readonly kind: 'some' }>): string {
  if (scope.kind === 'charge') return text.scopes.charge(scope.charge);
  const { length } = scope.noticeIds;
  return length === 1 ? text.scopes.one : text.scopes.chosen(length);
}

type Selection = Pick<Input<'simulator.resend'>, 'noticeIds' | 'charge' | 'outcome'>;

function selectionOf(scope: ResendScope, choice: Choice): Selection {
  switch (scope.kind) {
    case 'chosen':
      return { noticeIds: [...scope.noticeIds] };
    case 'charge':
      return { charge: scope.charge };
    case 'some':
      return choice === 'all' ? {} : { outcome: choice };
    default:
      return assertNever(scope);
  }
}
