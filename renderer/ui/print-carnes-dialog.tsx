import { Checkbox, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Input } from '../../preload/contract/api.ts';
import type { CarneRow } from '../../preload/contract/carnes.ts';
import { nameJobFile } from '../api/job-files.ts';
import { useAction } from '../api/queries.ts';
import { today } from '../api/today.ts';
import { carnesText } from '../text/carnes.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

type Order = Input<'documents.carnes'>['order'];

const text = carnesText.print;

interface PrintCarnesDialogProps {
  readonly rows: readonly CarneRow[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** How carnês go on paper; the file waits in the panel of jobs. */
export function PrintCarnesDialog({ rows, onClose, onDone }: PrintCarnesDialogProps) {
  const [hasCover, setHasCover] = useState(true);
  const [isSecondCopy, setIsSecondCopy] = useState(false);
  const [order, setOrder] = useState<Order>('by-client');
  const print = useAction('documents.carnes');
  const unregistered = missingOf(rows);
  const run = async (): Promise<void> => {
    const carneIds = rows.map(({ id }) => id);
    const { jobId } = await print.mutateAsync({ carneIds, hasCover, order, isSecondCopy });
    nameJobFile(jobId, fileNameOf(rows));
    onDone?.();
  };
  return (
    <ConfirmDialog
      isOpen
      title={text.title(rows.length)}
      confirmLabel={text.confirm}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{text.text(rows.length, parcelsOf(rows))}</Text>
        {unregistered > 0 && <Text size="sm">{text.unregistered(unregistered)}</Text>}
        <Checkbox
          label={text.cover}
          description={text.coverHint}
          checked={hasCover}
          onChange={(event) => setHasCover(event.currentTarget.checked)}
        />
        <Checkbox
          label={text.secondCopy}
          checked={isSecondCopy}
          onChange={(event) => setIsSecondCopy(event.currentTarget.checked)}
        />
        <Radio.Group label={text.order} value={order} onChange={(chosen) => setOrder(chosen)}>
          <Stack gap={6} mt={6}>
            <Radio value="by-client" label={text.byClient} description={text.byClientHint} />
            <Radio value="stacked" label={text.stacked} description={text.stackedHint} />
          </Stack>
        </Radio.Group>
      </Stack>
    </ConfirmDialog>
  );
}

function parcelsOf(rows: readonly CarneRow[]): number {
  return rows.reduce((total, { parcels }) => total + parcels, 0);
}

/** Parcels without a registration, paid ones included in the registered. */
function missingOf(rows: readonly CarneRow[]): number {
  return rows.reduce(
    (total, { parcels, registeredParcels, cancelledParcels, state }) =>
      total +
      (state === 'finished' ? 0 : Math.max(0, parcels - registeredParcels - cancelledParcels)),
    0,
  );
}

function fileNameOf(rows: readonly CarneRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first ? `carne-${String(first.id)}.pdf` : `carnes-${today()}.pdf`;
}
