import { Table } from '@mantine/core';
import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { Money } from '../values.tsx';

const text = tituloPageText.today;

/** What a título is worth today, line by line. */
export function TodayAmount({ explained }: { readonly explained: TituloDetail['today'] }) {
  return (
    <Table aria-label={text.caption} withRowBorders={false} verticalSpacing={3} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.what}</Table.Th>
          <Table.Th>{text.why}</Table.Th>
          <Table.Th ta="right">{text.amount}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {explained.lines.map((line) => (
          <Table.Tr key={line.kind}>
            <Table.Td>{text.kinds[line.kind]}</Table.Td>
            <Table.Td c="dimmed">{line.note}</Table.Td>
            <Table.Td ta="right">
              <Money cents={line.cents} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th>{text.total}</Table.Th>
          <Table.Td c="dimmed">
            {explained.lateDays > 0 ? text.late(explained.lateDays) : text.onTime}
          </Table.Td>
          <Table.Th ta="right">
            <Money cents={explained.amountCents} />
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}
