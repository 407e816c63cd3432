import { Anchor, Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { SimulatedNotice } from '../../../preload/contract/simulator.ts';
import { simulatorText } from '../../text/simulator.ts';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { InstantText } from '../../ui/values.tsx';
import type { ChargeProps } from './part-props.ts';
import { Change, Outcome, TryAnswer } from './notice-outcome.tsx';
import { ResendDialog } from './resend-dialog.tsx';
import styles from './simulator.module.css';

const text = simulatorText.charge;
const { columns } = simulatorText.notices;
/** Tries shown here; the log has the rest. */
const SHOWN = 30;

/** The notices of this charge, try by try, newest first. */
export function ChargeNotices({ gateway, detail }: ChargeProps) {
  const { charge, notices } = detail;
  const [isResending, setIsResending] = useState(false);
  return (
    <Section
      title={text.notices}
      actions={
        notices.length > 0 && (
          <Button variant="default" onClick={() => setIsResending(true)}>
            {text.resend}
          </Button>
        )
      }
    >
      {notices.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.noNotices}
        </Text>
      ) : (
        <>
          <NoticeTable notices={notices.slice(0, SHOWN)} />
          <Anchor component={Link} to={paths.simulatedNotices(gateway, charge.id)} size="sm">
            {text.more}
          </Anchor>
        </>
      )}
      {isResending && (
        <ResendDialog
          gateway={gateway}
          scope={{ kind: 'charge', charge: charge.id }}
          onClose={() => setIsResending(false)}
        />
      )}
    </Section>
  );
}

function NoticeTable({ notices }: { readonly notices: readonly SimulatedNotice[] }) {
  return (
    <div className={styles['scroll']}>
      <Table aria-label={text.notices} fz="sm" verticalSpacing={4} mb="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.at}</Table.Th>
            <Table.Th>{columns.change}</Table.Th>
            <Table.Th>{columns.answer}</Table.Th>
            <Table.Th>{columns.outcome}</Table.Th>
            <Table.Th>{columns.nextTry}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {notices.map((notice) => (
            <Table.Tr key={notice.line}>
              <Table.Td>
                <InstantText at={notice.at} />
              </Table.Td>
              <Table.Td>
                <Change change={notice.change} />
              </Table.Td>
              <Table.Td>
                <TryAnswer notice={notice} />
              </Table.Td>
              <Table.Td>
                <Outcome notice={notice} />
              </Table.Td>
              <Table.Td>
                <InstantText at={notice.nextTryAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
