import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { SimulatedCharge } from '../../../preload/contract/simulator.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DetailList } from '../../ui/detail-list.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { DateText, InstantText, Money } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import type { ChargeProps } from './part-props.ts';
import styles from './simulator.module.css';

const text = simulatorText.charge;
const { columns } = simulatorText.charges;

/** The charge as the gateway holds it. */
export function ChargeFacts({ detail }: Pick<ChargeProps, 'detail'>) {
  const { charge } = detail;
  return (
    <Section title={text.facts}>
      <DetailList
        details={[
          { label: columns.total, value: <Money cents={charge.totalCents} /> },
          { label: columns.dueToday, value: <Money cents={charge.dueTodayCents} /> },
          { label: columns.createdAt, value: <InstantText at={charge.createdAt} /> },
          { label: columns.dueOn, value: <DateText on={charge.dueOn} /> },
          { label: columns.status, value: <Code text={charge.status} /> },
          { label: text.number, value: <Code text={charge.id} /> },
          { label: text.reference, value: <Code text={charge.customId} /> },
          ...groupOf(charge),
          { label: text.titulo, value: <TituloLink charge={charge} /> },
          { label: text.linha, value: <Code text={detail.linha} what={text.linha} /> },
          { label: text.pix, value: <Code text={detail.pixPayload} what={text.pix} /> },
          { label: text.callbackUrl, value: <Code text={detail.callbackUrl} /> },
        ]}
      />
    </Section>
  );
}

function groupOf({ groupId, parcel }: SimulatedCharge) {
  if (groupId === null) return [];
  const value = <VisibleText>{text.parcelOf(parcel ?? 0, groupId)}</VisibleText>;
  return [{ label: text.group, value }];
}

function TituloLink({ charge }: { readonly charge: SimulatedCharge }) {
  const { tituloId, tituloNumber } = charge;
  if (tituloId === null || tituloNumber === null) return <>{text.foreign}</>;
  return (
    <Anchor component={Link} to={paths.titulo(tituloId)} inherit>
      {formatTituloNumber(tituloNumber)}
    </Anchor>
  );
}

interface CodeProps {
  readonly text: string | null;
  /** Offers to copy it under this name. */
  readonly what?: string;
}

function Code({ text: code, what }: CodeProps) {
  if (code === null || code === '') return <>{uiText.none}</>;
  return (
    <span className={styles['mono']}>
      <VisibleText>{code}</VisibleText>
      {what !== undefined && <CopyButton value={code} what={what} />}
    </span>
  );
}
