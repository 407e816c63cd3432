import { Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatMoney } from '../../../domain/money.ts';
import type { BulkResult, TituloRow } from '../../../preload/contract/titulos.ts';
import { useAction } from '../../api/queries.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { sayDone, sayWarning } from '../toasts.ts';
import { Effects } from './effects.tsx';
import { cancelOutcome } from './outcome.ts';

const text = titulosText.cancel;
const LONGEST_REASON = 200;

interface CancelDialogProps {
  readonly rows: readonly TituloRow[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Cancels one or many títulos, after saying in numbers what that does here and at the gateway. */
export function CancelDialog({ rows, onClose, onDone }: CancelDialogProps) {
  const [reason, setReason] = useState('');
  const cancel = useAction('titulos.cancel');
  const outcome = cancelOutcome(rows);
  const count = outcome.cancellable.length;
  const run = async (): Promise<void> => {
    const ids = outcome.cancellable.map(({ id }) => id);
    tell(await cancel.mutateAsync({ ids, reason }));
    onDone?.();
  };
  return (
    <ConfirmDialog
      isOpen
      isDestructive
      isDisabled={count === 0}
      title={text.title(rows.length)}
      confirmLabel={text.confirm(count)}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        {count === 0 ? <Text size="sm">{text.nothing}</Text> : null}
        <Effects
          lines={[
            count > 0 && text.here(count, formatMoney(outcome.amountCents)),
            outcome.registered > 0 && text.atGateway(outcome.registered),
            outcome.prepared > 0 && text.discarded(outcome.prepared),
            outcome.onTheWay > 0 && text.onTheWay(outcome.onTheWay),
            outcome.refused > 0 && text.refused(outcome.refused),
            outcome.registered + outcome.onTheWay > 0 && text.late,
          ]}
        />
        {count > 0 && (
          <TextInput
            label={text.reason}
            placeholder={text.reasonPlaceholder}
            maxLength={LONGEST_REASON}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}

function tell({ done, refused }: BulkResult): void {
  if (refused.length === 0) {
    sayDone(titulosText.done.cancelled(done));
    return;
  }
  const lines = refused.map(
    ({ number, reason }) =>
      `${formatTituloNumber(number)}: ${titulosText.refusals[reason] ?? titulosText.refusalOther}`,
  );
  sayWarning(text.refusedTitle, `${text.partial(done, refused.length)} ${lines.join('; ')}.`);
}
