import { Table, Text } from '@mantine/core';
import type { SimulatedDetail } from '../../../preload/contract/simulator.ts';
import { simulatorText } from '../../text/simulator.ts';
import { Section } from '../../ui/section.tsx';
import { DateText, Money } from '../../ui/values.tsx';
import styles from './simulator.module.css';

const text = simulatorText.charge;
const { paymentColumns: columns } = text;

/** What the gateway's own book says of the money. */
export function Ledger({ payments }: Pick<SimulatedDetail, 'payments'>) {
  return (
    <Section title={text.payments}>
      {payments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.noPayments}
        </Text>
      ) : (
        <div className={styles['scroll']}>
          <Table aria-label={text.payments} fz="sm" verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th ta="right">{columns.paid}</Table.Th>
                <Table.Th>{columns.on}</Table.Th>
                <Table.Th ta="right">{columns.fee}</Table.Th>
                <Table.Th>{columns.credited}</Table.Th>
                <Table.Th ta="right">{columns.refunded}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {payments.map((payment, index) => (
                <Table.Tr key={index}>
                  <Table.Td ta="right">
                    <Money cents={payment.paidCents} />
                  </Table.Td>
                  <Table.Td>
                    <DateText on={payment.paidOn} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Money cents={payment.feeCents} />
                  </Table.Td>
                  <Table.Td>
                    <DateText on={payment.creditedOn} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Money cents={payment.refundedCents} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Section>
  );
}
