/** One carnê and its parcels. */
import { Anchor, Button, Stack } from '@mantine/core';
import { IconBook, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { CarneRow } from '../../../preload/contract/carnes.ts';
import { useCall } from '../../api/queries.ts';
import { carnesText } from '../../text/carnes.ts';
import { environmentTexts } from '../../text/states.ts';
import { uiText } from '../../text/ui.ts';
import { DetailList } from '../../ui/detail-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { PrintCarnesDialog } from '../../ui/print-carnes-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { environmentTones } from '../../ui/tones.ts';
import { DateText, Money } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { CarneBadges } from './carne-columns.tsx';
import styles from './carnes.module.css';
import { Parcels } from './parcels.tsx';

const text = carnesText.page;
const { columns } = carnesText;

export function CarnePage() {
  const id = Number(useParams()['id']);
  const carne = useCall('carnes.get', { id });
  if (carne.error) return <ErrorAlert error={carne.error} onRetry={() => void carne.refetch()} />;
  if (!carne.data) return <div role="status">{uiText.loading}</div>;
  return <Carne key={id} carne={carne.data} />;
}

function Carne({ carne }: { readonly carne: CarneRow }) {
  const [isPrinting, setIsPrinting] = useState(false);
  return (
    <>
      <PageHeader
        title={
          <span className={styles['title']}>
            {carnesText.name(carne.id)}
            <CarneBadges row={carne} />
          </span>
        }
        detail={
          <>
            <Anchor component={Link} to={paths.client(carne.clientId)} inherit>
              <VisibleText>{carne.clientName}</VisibleText>
            </Anchor>{' '}
            · {carne.description}
          </>
        }
        actions={
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => setIsPrinting(true)}
          >
            {carnesText.actions.print}
          </Button>
        }
      />
      <Stack gap="md" flex={1} mih={0}>
        <CarneFacts carne={carne} />
        <Parcels
          carne={carne}
          empty={
            <EmptyState icon={IconBook} title={text.noParcels}>
              {text.noParcelsText}
            </EmptyState>
          }
        />
      </Stack>
      {isPrinting && <PrintCarnesDialog rows={[carne]} onClose={() => setIsPrinting(false)} />}
    </>
  );
}

function CarneFacts({ carne }: { readonly carne: CarneRow }) {
  return (
    <Section title={text.facts}>
      <DetailList
        details={[
          { label: columns.total, value: <Money cents={carne.totalCents} /> },
          { label: columns.open, value: <Money cents={carne.openCents} /> },
          { label: columns.parcels, value: carnesText.of(carne.paidParcels, carne.parcels) },
          { label: columns.registered, value: String(carne.registeredParcels) },
          { label: columns.overdue, value: String(carne.overdueParcels) },
          { label: text.cancelled, value: String(carne.cancelledParcels) },
          { label: columns.first, value: <DateText on={carne.firstDueOn} /> },
          { label: columns.last, value: <DateText on={carne.lastDueOn} /> },
          {
            label: columns.account,
            value: (
              <>
                {carne.accountLabel}{' '}
                <StatusBadge
                  tone={environmentTones[carne.environment]}
                  label={environmentTexts[carne.environment]}
                />
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}
