import { Button, Table, Text } from '@mantine/core';
import type { StandingFault } from '../../../preload/contract/simulator.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { simulatorText } from '../../text/simulator.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { sayDone, sayFailed } from '../../ui/toasts.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { FaultForm } from './fault-form.tsx';
import type { PartProps } from './part-props.ts';
import styles from './simulator.module.css';

const text = simulatorText.faults;

/** What goes wrong on purpose: the faults that stand, and a form for one more. */
export function FaultsPart({ overview, gateway }: PartProps) {
  const faults = useCall('simulator.faults', {});
  const clear = useAction('simulator.clearFaults');
  const hasFaults = faults.data !== undefined && faults.data.length > 0;
  return (
    <div className={styles['parts']}>
      <Section
        title={text.title}
        detail={text.detail}
        actions={
          hasFaults && (
            <Button
              variant="default"
              loading={clear.isPending}
              onClick={() =>
                clear.mutate({}, { onSuccess: () => sayDone(text.cleared), onError: sayFailed })
              }
            >
              {text.clear}
            </Button>
          )
        }
      >
        <ErrorAlert error={faults.error} onRetry={() => void faults.refetch()} />
        {faults.data?.length === 0 && (
          <Text size="sm" c="dimmed">
            {text.none}
          </Text>
        )}
        {hasFaults && <FaultTable faults={faults.data} gateways={overview.gateways} />}
      </Section>
      <FaultForm key={gateway.id} gateways={overview.gateways} gateway={gateway.id} />
    </div>
  );
}

interface FaultTableProps {
  readonly faults: readonly StandingFault[];
  readonly gateways: PartProps['overview']['gateways'];
}

function FaultTable({ faults, gateways }: FaultTableProps) {
  const { columns } = text;
  return (
    <div className={styles['scroll']}>
      <Table aria-label={text.title} fz="sm" verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.gateway}</Table.Th>
            <Table.Th>{columns.kind}</Table.Th>
            <Table.Th>{columns.when}</Table.Th>
            <Table.Th>{columns.detail}</Table.Th>
            <Table.Th>{columns.actions}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.map((fault) => (
            <FaultRow
              key={fault.position}
              fault={fault}
              label={gateways.find(({ id }) => id === fault.gateway)?.label ?? fault.gateway}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface FaultRowProps {
  readonly fault: StandingFault;
  /** Of its gateway. */
  readonly label: string;
}

function FaultRow({ fault, label }: FaultRowProps) {
  const { position, gateway, kind } = fault;
  const remove = useAction('simulator.removeFault');
  return (
    <Table.Tr>
      <Table.Td>{label}</Table.Td>
      <Table.Td>{text.kinds[kind]}</Table.Td>
      <Table.Td>{whenOf(fault)}</Table.Td>
      <Table.Td>
        <VisibleText>{detailOf(fault)}</VisibleText>
      </Table.Td>
      <Table.Td>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={text.removeOf(kind)}
          loading={remove.isPending}
          onClick={() => remove.mutate({ position, gateway, kind }, { onError: sayFailed })}
        >
          {text.remove}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function whenOf({ count, probability }: StandingFault): string {
  const times = count === undefined ? undefined : text.times(count);
  const chance = probability === undefined ? undefined : text.chance(probability * 100);
  return [times, chance].filter(Boolean).join(', ') || text.always;
}

function detailOf(fault: StandingFault): string {
  const { details } = text;
  const parts = [
    fault.delayMs === undefined ? '' : details.delay(secondsOf(fault.delayMs)),
    fault.status === undefined ? '' : details.status(fault.status),
    fault.code === undefined ? '' : details.code(fault.code),
    fault.after === true ? details.after : '',
    details.path(fault.method ?? '', fault.path ?? ''),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const secondsOf = (ms: number): string => String(ms / 1_000).replace('.', ',');
