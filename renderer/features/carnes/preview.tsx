import { Table, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { problemCodes } from '../../../domain/problem.ts';
import type { CarnePreview } from '../../../preload/contract/carnes.ts';
import { carnesText } from '../../text/carnes.ts';
import { problemTexts } from '../../text/failures.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { CompetenceText, DateText, Money } from '../../ui/values.tsx';
import styles from './carnes.module.css';

type Parcel = CarnePreview['parcels'][number];

const text = carnesText.preview;

/** What the form leads to: every parcel, the way to the gateway, what is wrong. */
export function Preview({ preview }: { readonly preview: UseQueryResult<CarnePreview> }) {
  const { data, error } = preview;
  return (
    <Section title={text.title}>
      <div aria-live="polite">
        <ErrorAlert error={error} />
        {!data && !error && (
          <Text size="sm" c="dimmed">
            {text.waiting}
          </Text>
        )}
        {data && !error && <Planned plan={data} />}
      </div>
    </Section>
  );
}

function Planned({ plan }: { readonly plan: CarnePreview }) {
  const clashes = plan.parcels.filter(({ clashesWith }) => clashesWith !== null).length;
  return (
    <>
      {clashes > 0 && (
        <div className={styles['notice']}>
          <Notice tone="bad">{text.clashes(clashes)}</Notice>
        </div>
      )}
      <Problems plan={plan} />
      <Way plan={plan} />
      <div className={styles['parcels']} tabIndex={0} role="group" aria-label={text.caption}>
        <Table aria-label={text.caption} fz="sm" verticalSpacing={4} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right">{text.number}</Table.Th>
              <Table.Th>{text.due}</Table.Th>
              <Table.Th>{text.month}</Table.Th>
              <Table.Th ta="right">{text.amount}</Table.Th>
              <Table.Th>{text.note}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plan.parcels.map((parcel) => (
              <ParcelRow key={parcel.number} parcel={parcel} />
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th colSpan={3}>{text.total(plan.parcels.length)}</Table.Th>
              <Table.Th ta="right">
                <Money cents={plan.totalCents} />
              </Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </div>
    </>
  );
}

function ParcelRow({ parcel }: { readonly parcel: Parcel }) {
  return (
    <Table.Tr>
      <Table.Td ta="right">{parcel.number}</Table.Td>
      <Table.Td>
        <DateText on={parcel.dueOn} />
      </Table.Td>
      <Table.Td>
        <CompetenceText month={parcel.competence} />
      </Table.Td>
      <Table.Td ta="right">
        <Money cents={parcel.amountCents} />
      </Table.Td>
      <Table.Td>
        <Note parcel={parcel} />
      </Table.Td>
    </Table.Tr>
  );
}

function Note({ parcel }: { readonly parcel: Parcel }) {
  if (parcel.clashesWith !== null)
    return (
      <span className={styles['bad']}>{text.clash(formatTituloNumber(parcel.clashesWith))}</span>
    );
  if (parcel.isShifted) return <strong>{text.shifted}</strong>;
  if (parcel.effectiveDueOn !== parcel.dueOn)
    return (
      <Text size="xs" c="dimmed">
        {text.effective(formatCivilDate(parcel.effectiveDueOn))}
      </Text>
    );
  return null;
}

function Problems({ plan }: { readonly plan: CarnePreview }) {
  if (plan.problems.length === 0) return null;
  return (
    <div className={styles['notice']}>
      <Notice tone="attention" title={text.problems}>
        <ul className={styles['list']}>
          {plan.problems.map(({ code, field }) => (
            <li key={`${code} ${field}`}>{problemText(code)}</li>
          ))}
        </ul>
        {text.problemsText}
      </Notice>
    </div>
  );
}

function problemText(code: string): string {
  const known = problemCodes.find((candidate) => candidate === code);
  return known === undefined ? carnesText.problemOther : problemTexts[known];
}

function Way({ plan }: { readonly plan: CarnePreview }) {
  const isGroup = plan.way === 'gateway-carne';
  return (
    <div className={styles['way']}>
      <strong>{text.way}.</strong> {isGroup ? text.gatewayCarne : text.singleCharges}
      {!isGroup && (
        <ul className={styles['list']}>
          {plan.reasons.map((reason) => (
            <li key={reason}>{carnesText.reasons[reason] ?? carnesText.reasonOther}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
