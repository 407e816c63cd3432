import { Table, Text } from '@mantine/core';
import type { PaymentField } from '../../../preload/contract/titulos.ts';
import { paymentMethodTexts, paymentStateTexts, reviewTexts } from '../../text/states.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { paymentTones } from '../../ui/tones.ts';
import { DateText, Money } from '../../ui/values.tsx';

const text = tituloPageText.payments;

/** The money that came for this título, and what became of it. */
export function Payments({ payments }: { readonly payments: readonly PaymentField[] }) {
  const shown = shownOf(payments);
  return (
    <Section title={text.title}>
      {payments.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      ) : (
        <Table.ScrollContainer
          minWidth={420}
          type="native"
          tabIndex={0}
          role="group"
          aria-label={text.title}
        >
          <Table aria-label={text.caption} fz="sm" verticalSpacing={5}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{text.paidOn}</Table.Th>
                <Table.Th>{text.method}</Table.Th>
                <Table.Th ta="right">{text.amount}</Table.Th>
                {shown.hasLate && <Table.Th ta="right">{text.late}</Table.Th>}
                {shown.hasDiscount && <Table.Th ta="right">{text.discount}</Table.Th>}
                <Table.Th ta="right">{text.fee}</Table.Th>
                <Table.Th>{text.creditedOn}</Table.Th>
                <Table.Th>{text.state}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {payments.map((payment) => (
                <Payment key={payment.id} payment={payment} shown={shown} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}

/** Columns that stand only where something is in them: the usual payment then fits without scrolling. */
interface Shown {
  readonly hasLate: boolean;
  readonly hasDiscount: boolean;
}

function shownOf(payments: readonly PaymentField[]): Shown {
  return {
    hasLate: payments.some(({ lateCents }) => lateCents !== 0),
    hasDiscount: payments.some(({ discountCents }) => discountCents !== 0),
  };
}

interface PaymentProps {
  readonly payment: PaymentField;
  readonly shown: Shown;
}

function Payment({ payment, shown }: PaymentProps) {
  return (
    <Table.Tr>
      <Table.Td>
        <DateText on={payment.paidOn} />
      </Table.Td>
      <Table.Td>
        {paymentMethodTexts[payment.method]}
        <Text size="xs" c="dimmed">
          {text.sources[payment.source]}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <Money cents={payment.amountCents} />
      </Table.Td>
      {shown.hasLate && (
        <Table.Td ta="right">
          <Money cents={payment.lateCents} />
        </Table.Td>
      )}
      {shown.hasDiscount && (
        <Table.Td ta="right">
          <Money cents={payment.discountCents} />
        </Table.Td>
      )}
      <Table.Td ta="right">
        <Money cents={payment.feeCents} />
        {payment.feeIsEstimate && (
          <Text size="xs" c="dimmed">
            {text.estimate}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <DateText on={payment.creditedOn} />
      </Table.Td>
      <Table.Td>
        <StatusBadge tone={paymentTones[payment.state]} label={paymentStateTexts[payment.state]} />
        {payment.review !== 'none' && (
          <Text size="xs" c="dimmed">
            {reviewTexts[payment.review]}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
