import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ProblemField, TituloRow } from '../../../preload/contract/titulos.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { problemTexts } from '../../text/failures.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { ErrorAlert } from '../failure-alert.tsx';
import { sayDone } from '../toasts.ts';
import { Effects } from './effects.tsx';
import { sendOutcome, type SendOutcome } from './outcome.ts';
import styles from './titulos.module.css';

const text = titulosText.send;
/** Problems told one by one; the rest is counted. */
const TOLD = 20;

interface SendDialogProps {
  readonly rows: readonly TituloRow[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

interface Faulty {
  readonly row: TituloRow;
  readonly problems: readonly ProblemField[];
}

/** "Enviar ao gateway": checks every título offline first, then sends those that can go. */
export function SendDialog({ rows, onClose, onDone }: SendDialogProps) {
  const outcome = sendOutcome(rows);
  const ids = outcome.sendable.map(({ id }) => id);
  const check = useCall('titulos.check', { ids }, { isEnabled: ids.length > 0 });
  const send = useAction('titulos.send');
  const faulty = faultyOf(outcome.sendable, check.data ?? []);
  const good = ids.filter((id) => !faulty.some(({ row }) => row.id === id));
  const run = async (): Promise<void> => {
    await send.mutateAsync({ ids: good });
    sayDone(titulosText.done.sent(good.length));
    onDone?.();
  };
  return (
    <ConfirmDialog
      isOpen
      isDisabled={good.length === 0 || !check.data}
      title={text.title(rows.length)}
      confirmLabel={text.confirm(good.length)}
      onConfirm={run}
      onClose={onClose}
    >
      <ErrorAlert error={check.error} />
      {check.isPending && ids.length > 0 ? (
        <Text size="sm" role="status">
          {text.checking}
        </Text>
      ) : (
        <Preview outcome={outcome} faulty={faulty} good={good.length} isOne={rows.length === 1} />
      )}
    </ConfirmDialog>
  );
}

interface PreviewProps {
  readonly outcome: SendOutcome;
  readonly faulty: readonly Faulty[];
  readonly good: number;
  readonly isOne: boolean;
}

function Preview({ outcome, faulty, good, isOne }: PreviewProps): ReactNode {
  return (
    <Stack gap="xs">
      <Effects
        lines={[
          good > 0 && (isOne ? text.willSendOne : text.willSend(good)),
          good === 0 && text.nothing,
          outcome.registered > 0 && text.registered(outcome.registered),
          outcome.onTheWay > 0 && text.onTheWay(outcome.onTheWay),
          outcome.waiting > 0 && text.waiting(outcome.waiting),
          outcome.closed > 0 && text.closed(outcome.closed),
          good > 0 && text.explicit,
        ]}
      />
      {faulty.length > 0 && (
        <div>
          <Text size="sm">{text.problems(faulty.length)}</Text>
          <ul className={styles['problems']} tabIndex={0} aria-label={text.problems(faulty.length)}>
            {faulty.slice(0, TOLD).map(({ row, problems }) => (
              <li key={row.id}>
                <strong>{formatTituloNumber(row.number)}</strong> {row.clientName}:{' '}
                {problems.map(({ code }) => problemTexts[code]).join(' ')}
              </li>
            ))}
            {faulty.length > TOLD && <li>{text.more(faulty.length - TOLD)}</li>}
          </ul>
        </div>
      )}
    </Stack>
  );
}

function faultyOf(
  rows: readonly TituloRow[],
  checked: readonly { readonly tituloId: number; readonly problems: readonly ProblemField[] }[],
): readonly Faulty[] {
  const byId = new Map(checked.map(({ tituloId, problems }) => [tituloId, problems]));
  return rows
    .map((row) => ({ row, problems: byId.get(row.id) ?? [] }))
    .filter(({ problems }) => problems.length > 0);
}
