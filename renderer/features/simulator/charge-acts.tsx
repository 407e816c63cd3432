import { Button, Group, Text } from '@mantine/core';
import { Fragment } from 'react';
import type { SimulatedAction } from '../../../domain/simulator-panel.ts';
import type { ChargeActionField } from '../../../preload/contract/simulator.ts';
import { simulatedReasonText, simulatorText } from '../../text/simulator.ts';
import { Section } from '../../ui/section.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { actionIcons, isHarsh } from './action-looks.ts';
import styles from './simulator.module.css';

const text = simulatorText.charge;

interface ChargeActsProps {
  readonly actions: readonly ChargeActionField[];
  readonly onAct: (action: SimulatedAction) => void;
}

/** A button for each act that is possible now, and the gateway's reason for each that is not. */
export function ChargeActs({ actions, onAct }: ChargeActsProps) {
  const possible = actions.filter(({ reason }) => reason === null);
  const impossible = actions.filter(({ reason }) => reason !== null);
  return (
    <Section title={text.actions}>
      {possible.length === 0 && (
        <Text size="sm" c="dimmed">
          {simulatorText.charges.noAction}
        </Text>
      )}
      <Group gap="xs">
        {possible.map(({ action }) => {
          const ActionIcon = actionIcons[action];
          return (
            <Button
              key={action}
              variant={action === 'pay' ? 'filled' : 'default'}
              {...(isHarsh(action) ? { c: 'var(--bad)' } : {})}
              leftSection={<ActionIcon size={16} aria-hidden />}
              onClick={() => onAct(action)}
            >
              {simulatorText.actions[action]}
            </Button>
          );
        })}
      </Group>
      {impossible.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="sm" mb={4}>
            {text.impossible}
          </Text>
          <dl className={styles['reasons']}>
            {byReason(impossible).map(([reason, names]) => (
              <Fragment key={reason}>
                <dt>{names.join(', ')}</dt>
                <dd>
                  <VisibleText>{simulatedReasonText(reason)}</VisibleText>
                </dd>
              </Fragment>
            ))}
          </dl>
        </>
      )}
    </Section>
  );
}

/** Most acts are impossible for one and the same reason, which is said once. */
function byReason(
  actions: readonly ChargeActionField[],
): readonly (readonly [reason: string, names: readonly string[]])[] {
  const reasons = [...new Set(actions.map(({ reason }) => reason ?? ''))];
  return reasons.map((reason) => [
    reason,
    actions
      .filter((one) => one.reason === reason)
      .map(({ action }) => simulatorText.actions[action]),
  ]);
}
