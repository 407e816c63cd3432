import { Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { nameJobFile } from '../../api/job-files.ts';
import { useAction } from '../../api/queries.ts';
import { today } from '../../api/today.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { titulosText } from '../../text/titulos.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { Effects } from './effects.tsx';
import { paperOf } from './outcome.ts';

const text = titulosText.print;

interface PrintDialogProps {
  readonly rows: readonly TituloRow[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Prints what is registered; the file waits in the panel of jobs. */
export function PrintDialog({ rows, onClose, onDone }: PrintDialogProps) {
  const [isSecondCopy, setIsSecondCopy] = useState(false);
  const print = useAction('documents.boletos');
  const printable = rows.filter((row) => paperOf(row) !== undefined);
  const boletos = printable.filter((row) => paperOf(row) === 'boleto').length;
  const pix = printable.length - boletos;
  const leftOut = rows.length - printable.length;
  const run = async (): Promise<void> => {
    // All that was chosen goes: the job names what is not on the paper, and why.
    const tituloIds = rows.map(({ id }) => id);
    const { jobId } = await print.mutateAsync({ tituloIds, isSecondCopy });
    nameJobFile(jobId, fileNameOf(printable));
    onDone?.();
  };
  return (
    <ConfirmDialog
      isOpen
      isDisabled={printable.length === 0}
      title={text.title}
      confirmLabel={text.confirm(boletos, pix)}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        {printable.length === 0 && <Text size="sm">{titulosText.nothingToPrint}</Text>}
        <Effects
          lines={[
            boletos > 0 && text.boletos(boletos),
            pix > 0 && text.pix(pix),
            leftOut > 0 && printable.length > 0 && text.leftOut(leftOut),
          ]}
        />
        <Checkbox
          label={text.secondCopy}
          description={text.secondCopyHint}
          checked={isSecondCopy}
          onChange={(event) => setIsSecondCopy(event.currentTarget.checked)}
        />
      </Stack>
    </ConfirmDialog>
  );
}

function fileNameOf(rows: readonly TituloRow[]): string {
  const [first] = rows;
  const isPix = rows.every((row) => paperOf(row) === 'pix');
  if (rows.length === 1 && first)
    return `${isPix ? 'cobranca-pix' : 'boleto'}-${formatTituloNumber(first.number)}.pdf`;
  return `${isPix ? 'cobrancas-pix' : 'boletos'}-${today()}.pdf`;
}
