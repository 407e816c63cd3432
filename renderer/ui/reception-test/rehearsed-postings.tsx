import { Table, Text } from '@mantine/core';
import type { ReceptionTest } from '../../../preload/contract/callbacks.ts';
import { receptionTestText as text } from '../../text/reception-test.ts';
import { uiText } from '../../text/ui.ts';
import { DateText, Money } from '../values.tsx';

/** What a payment would write into the books. */
export function RehearsedPostings({ postings }: Pick<ReceptionTest, 'postings'>) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {text.postings}
      </Text>
      <Table aria-label={text.postings} fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text.columns.historico}</Table.Th>
            <Table.Th>{text.columns.cashAccount}</Table.Th>
            <Table.Th>{text.columns.on}</Table.Th>
            <Table.Th ta="right">{text.columns.amount}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {postings.map((posting) => (
            <Table.Tr key={posting.side}>
              <Table.Td>{posting.historico}</Table.Td>
              <Table.Td>{posting.cashAccount ?? uiText.none}</Table.Td>
              <Table.Td>
                <DateText on={posting.onDate} /> {posting.isExpected && text.expected}
              </Table.Td>
              <Table.Td ta="right">
                <Money cents={posting.amountCents} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
