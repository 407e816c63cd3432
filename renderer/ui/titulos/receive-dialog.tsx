import { Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { ZERO, type Cents } from '../../../domain/money.ts';
import {
  manualMethods,
  type TituloDetail,
  type TituloRow,
} from '../../../preload/contract/titulos.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { today } from '../../api/today.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { paymentMethodTexts } from '../../text/states.ts';
import { titulosText } from '../../text/titulos.ts';
import { uiText } from '../../text/ui.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { DateInput } from '../date-input.tsx';
import { ErrorAlert } from '../failure-alert.tsx';
import { MoneyInput } from '../money-input.tsx';
import { sayDone } from '../toasts.ts';
import { Effects } from './effects.tsx';
import { balanceOf } from './outcome.ts';
import { receiptEffects } from './receipt-effects.ts';
import { TodayAmount } from './today-amount.tsx';

const text = titulosText.receive;

type Method = (typeof manualMethods)[number];

const methods = manualMethods.map((value) => ({ value, label: paymentMethodTexts[value] }));

interface ReceiveDialogProps {
  readonly row: TituloRow;
  readonly onClose: () => void;
}

/** "Receber": a receipt by hand, and what it does to título and charge. */
export function ReceiveDialog({ row, onClose }: ReceiveDialogProps) {
  const detail = useCall('titulos.get', { id: row.id });
  const form = useReceipt(row, detail.data);
  const receive = useAction('titulos.receive');
  const run = async (): Promise<void> => {
    if (form.amountCents === null || form.paidOn === null) return;
    const { discountCents, paidOn, method, amountCents } = form;
    const receipt = { id: row.id, discountCents: discountCents ?? ZERO, paidOn, method };
    await receive.mutateAsync({ ...receipt, amountCents });
    sayDone(titulosText.done.received);
  };
  return (
    <ConfirmDialog
      isOpen
      isDisabled={!form.isValid}
      title={text.title(formatTituloNumber(row.number))}
      confirmLabel={text.confirm}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        <ErrorAlert error={detail.error} />
        {detail.isPending && (
          <Text size="sm" role="status">
            {uiText.loading}
          </Text>
        )}
        {detail.data && <TodayAmount explained={detail.data.today} />}
        <ReceiptFields form={form} />
        {form.amountCents !== null && (
          <div>
            <Text size="sm" fw={600}>
              {text.effects}
            </Text>
            <Effects lines={receiptEffects(row, form)} />
          </div>
        )}
      </Stack>
    </ConfirmDialog>
  );
}

function ReceiptFields({ form }: { readonly form: ReturnType<typeof useReceipt> }) {
  return (
    <SimpleGrid cols={2} spacing="sm">
      <MoneyInput
        label={text.amount}
        data-autofocus
        withAsterisk
        value={form.amountCents}
        onChange={form.setAmount}
      />
      <MoneyInput
        label={text.discount}
        error={form.isOverDiscounted && text.tooMuchDiscount}
        value={form.discountCents}
        onChange={form.setDiscount}
      />
      <DateInput
        label={text.paidOn}
        withAsterisk
        error={form.isFuture && text.future}
        value={form.paidOn}
        onChange={form.setPaidOn}
      />
      <Select
        label={text.method}
        data={methods}
        allowDeselect={false}
        value={form.method}
        onChange={(chosen) => form.setMethod(chosen as Method)}
      />
    </SimpleGrid>
  );
}

/** What the operator typed; the amount starts as what the título is worth today, less what came in. */
function useReceipt(row: TituloRow, detail: TituloDetail | undefined) {
  const [typedCents, setAmount] = useState<Cents | null>();
  const [discountCents, setDiscount] = useState<Cents | null>(ZERO);
  const [paidOn, setPaidOn] = useState<CivilDate | null>(today());
  const [method, setMethod] = useState<Method>('cash');
  const proposed = proposedOf(row, detail);
  const amountCents = typedCents === undefined ? proposed : typedCents;
  const isFuture = paidOn !== null && paidOn > today();
  const isOverDiscounted = (discountCents ?? 0) > balanceOf(row);
  const isFilled = amountCents !== null && amountCents > 0 && paidOn !== null;
  return {
    ...{ amountCents, discountCents, paidOn, method, isFuture, isOverDiscounted },
    isValid: isFilled && !isFuture && !isOverDiscounted,
    ...{ setAmount, setDiscount, setPaidOn, setMethod },
  };
}

function proposedOf(row: TituloRow, detail: TituloDetail | undefined): Cents {
  if (!detail || row.settledCents > 0) return balanceOf(row);
  return detail.today.amountCents;
}
