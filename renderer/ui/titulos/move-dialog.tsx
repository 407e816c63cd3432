import { Select, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Environment } from '../../../domain/account.ts';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import type { Input, Output } from '../../../preload/contract/api.ts';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { titulosText } from '../../text/titulos.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { ErrorAlert } from '../failure-alert.tsx';
import { sayDone } from '../toasts.ts';
import { MovePreview } from './move-preview.tsx';

const text = titulosText.move;

/** What is to move: ticked rows, or all that is open at an account. */
export type MoveSource =
  | { readonly kind: 'rows'; readonly rows: readonly TituloRow[] }
  | {
      readonly kind: 'account';
      readonly account: Pick<AccountRow, 'id' | 'label' | 'environment'>;
    };

interface MoveDialogProps {
  readonly source: MoveSource;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Another account for títulos, after saying in numbers what that does at both gateways. */
export function MoveDialog({ source, onClose, onDone }: MoveDialogProps) {
  const [toId, setToId] = useState<number | null>(null);
  const targets = useTargets(source);
  const to = targets.data?.find(({ id }) => id === toId);
  const what = whatOf(source);
  const preview = useCall(
    'titulos.previewMove',
    { what, toAccountId: toId ?? 0 },
    { isEnabled: to !== undefined },
  );
  const move = useAction('titulos.move');
  const moving = preview.data === undefined ? 0 : movingOf(preview.data);
  const run = async (): Promise<void> => {
    if (!to || !preview.data) return;
    await move.mutateAsync({ what: without(what, preview.data), toAccountId: to.id });
    sayDone(titulosText.done.moving(moving, to.label));
    onDone?.();
  };
  return (
    <ConfirmDialog
      isOpen
      isDisabled={moving === 0}
      title={titleOf(source)}
      confirmLabel={text.confirm(moving)}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        <ErrorAlert error={targets.error ?? preview.error} />
        <Target targets={targets.data} toId={toId} onChoose={setToId} />
        {to && <Outcome source={source} to={to.label} preview={preview.data} />}
      </Stack>
    </ConfirmDialog>
  );
}

interface TargetProps {
  readonly targets: readonly AccountRow[] | undefined;
  readonly toId: number | null;
  readonly onChoose: (id: number | null) => void;
}

function Target({ targets, toId, onChoose }: TargetProps): ReactNode {
  if (targets?.length === 0) return <Text size="sm">{text.nobody}</Text>;
  return (
    <>
      <Select
        label={text.to}
        description={text.toHelp}
        data={(targets ?? []).map(({ id, label }) => ({ value: String(id), label }))}
        searchable
        allowDeselect={false}
        data-autofocus
        value={toId === null ? null : String(toId)}
        onChange={(id) => onChoose(id === null ? null : Number(id))}
      />
      {toId === null && <Text size="sm">{text.choose}</Text>}
    </>
  );
}

interface OutcomeProps {
  readonly source: MoveSource;
  readonly to: string;
  readonly preview: Output<'titulos.previewMove'> | undefined;
}

function Outcome({ source, to, preview }: OutcomeProps): ReactNode {
  if (!preview)
    return (
      <Text size="sm" role="status">
        {text.looking}
      </Text>
    );
  const isOfAccount = source.kind === 'account';
  return (
    <MovePreview
      preview={preview}
      to={to}
      isOfAccount={isOfAccount}
      mayHaveParcels={isOfAccount || source.rows.some(({ carneId }) => carneId !== null)}
    />
  );
}

/** Active accounts where at least one of the títulos may go. */
function useTargets(source: MoveSource) {
  const { data, error } = useCall('accounts.list', {});
  const environments = environmentsOf(source);
  const ownId = source.kind === 'account' ? source.account.id : undefined;
  return {
    data: data?.filter(
      ({ id, isActive, environment }) => isActive && id !== ownId && environments.has(environment),
    ),
    error,
  };
}

function environmentsOf(source: MoveSource): ReadonlySet<Environment> {
  if (source.kind === 'account') return new Set([source.account.environment]);
  return new Set(source.rows.map(({ environment }) => environment));
}

type What = Input<'titulos.move'>['what'];

function whatOf(source: MoveSource): What {
  if (source.kind === 'account') return { fromAccountId: source.account.id };
  return { ids: source.rows.map(({ id }) => id) };
}

/** Ticked títulos that would stay are not asked for; those of an account are looked at again anyway. */
function without(what: What, { refused }: Output<'titulos.previewMove'>): What {
  if (!('ids' in what)) return what;
  const staying = new Set(refused.map(({ tituloId }) => tituloId));
  return { ids: what.ids.filter((id) => !staying.has(id)) };
}

function movingOf({ byPlan }: Output<'titulos.previewMove'>): number {
  return byPlan['prepared-anew'] + byPlan['cancelled-and-issued'];
}

function titleOf(source: MoveSource): string {
  if (source.kind === 'account') return text.titleOfAccount(source.account.label);
  return text.title(source.rows.length);
}
