import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type { SimulatedAction } from '../../../domain/simulator-panel.ts';
import type { SimulatedCharge } from '../../../preload/contract/simulator.ts';
import { CallFailure } from '../../api/client.ts';
import { useAction } from '../../api/queries.ts';
import { simulatedReasonText, simulatedStatusText, simulatorText } from '../../text/simulator.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { MoneyInput } from '../../ui/money-input.tsx';
import { sayDone } from '../../ui/toasts.ts';
import { isHarsh, takesMoney } from './action-looks.ts';

const text = simulatorText.act;

/** An act on one charge that waits for a yes. */
export interface ChargeAct {
  readonly charge: Pick<SimulatedCharge, 'id'>;
  readonly action: SimulatedAction;
}

interface ActDialogProps {
  readonly gateway: string;
  readonly act: ChargeAct;
  readonly onClose: () => void;
}

/** Says what the act stands for, asks for amount and day where it has them, and shows why it was refused. */
export function ActDialog({ gateway, act: { charge, action }, onClose }: ActDialogProps) {
  const [amountCents, setAmount] = useState<Cents | null>(null);
  const [on, setOn] = useState<CivilDate | null>(null);
  const call = useAction('simulator.act');
  const run = async (): Promise<void> => {
    const outcome = await call.mutateAsync({
      gateway,
      id: charge.id,
      action,
      ...(amountCents === null ? {} : { amountCents }),
      ...(on === null ? {} : { on }),
    });
    if (outcome.ending === 'refused') throw refusal(outcome.reason);
    sayDone(text.done(action, simulatedStatusText(outcome.status) ?? outcome.status));
  };
  return (
    <ConfirmDialog
      isOpen
      isDestructive={isHarsh(action)}
      title={text.title(action, charge.id)}
      confirmLabel={text.confirm(action)}
      onConfirm={run}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">{simulatorText.actionHints[action]}</Text>
        {takesMoney(action) && (
          <SimpleGrid cols={2} spacing="sm">
            <MoneyInput
              label={text.amount}
              description={action === 'refund' ? text.wholeHint : text.amountHint}
              data-autofocus
              value={amountCents}
              onChange={setAmount}
            />
            <DateInput label={text.on} description={text.onHint} value={on} onChange={setOn} />
          </SimpleGrid>
        )}
      </Stack>
    </ConfirmDialog>
  );
}

/** The gateway's reason, shown where failures are. */
function refusal(reason: string): CallFailure {
  return new CallFailure({
    code: 'state-not-allowed',
    message: 'The simulated gateway refused',
    detail: { gatewayText: simulatedReasonText(reason) },
  });
}
