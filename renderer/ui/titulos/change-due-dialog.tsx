import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { useAction } from '../../api/queries.ts';
import { today } from '../../api/today.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { gatewayTexts } from '../../text/states.ts';
import { titulosText } from '../../text/titulos.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { DateInput } from '../date-input.tsx';
import { sayDone } from '../toasts.ts';
import { fateOf } from './outcome.ts';

const text = titulosText.changeDue;

interface ChangeDueDialogProps {
  readonly row: TituloRow;
  readonly onClose: () => void;
}

/** Moves the due date: here at once, or through the gateway where the charge is registered. */
export function ChangeDueDialog({ row, onClose }: ChangeDueDialogProps) {
  const [dueOn, setDueOn] = useState<CivilDate | null>(row.dueOn);
  const change = useAction('titulos.changeDue');
  const fate = fateOf(row);
  const error = errorOf(row, dueOn);
  const run = async (): Promise<void> => {
    if (dueOn === null) return;
    await change.mutateAsync({ id: row.id, dueOn });
    sayDone(fate === 'registered' ? titulosText.done.dueAsked : titulosText.done.dueChanged);
  };
  return (
    <ConfirmDialog
      isOpen
      isDisabled={
        dueOn === null || dueOn === row.dueOn || error !== undefined || fate === 'on-the-way'
      }
      title={text.title(formatTituloNumber(row.number))}
      confirmLabel={text.confirm}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{text.current(row.dueOn)}</Text>
        <DateInput
          label={text.dueOn}
          value={dueOn}
          minDate={today()}
          data-autofocus
          error={error}
          onChange={setDueOn}
        />
        <Text size="sm">{explanationOf(row)}</Text>
      </Stack>
    </ConfirmDialog>
  );
}

function errorOf(row: TituloRow, dueOn: CivilDate | null): string | undefined {
  if (dueOn === null || dueOn === row.dueOn) return undefined;
  return dueOn < today() ? text.past : undefined;
}

function explanationOf(row: TituloRow): string {
  switch (fateOf(row)) {
    case 'registered':
      return text.atGateway(row.charge ? gatewayTexts[row.charge.gateway] : '');
    case 'on-the-way':
      return text.onTheWay;
    case 'none':
    case 'prepared':
    case 'over':
      return text.atOnce;
  }
}
