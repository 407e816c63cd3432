/** One charge as its gateway sees it: what can be done, its money, its notices, and what the app sent. */
import { Anchor, Button, Stack } from '@mantine/core';
import { IconFileTypePdf, IconMail, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAction, useCall } from '../../api/queries.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { sayFailed } from '../../ui/toasts.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { ActDialog, type ChargeAct } from './act-dialog.tsx';
import { ChargeActs } from './charge-acts.tsx';
import { ChargeFacts } from './charge-facts.tsx';
import { ChargeNotices } from './charge-notices.tsx';
import { ChargeStatus } from './charge-status.tsx';
import { InputRecords } from './input-records.tsx';
import { LetterDialog } from './letter-dialog.tsx';
import { Ledger } from './ledger.tsx';
import type { ChargeProps } from './part-props.ts';
import styles from './simulator.module.css';
import { useSimulator } from './use-simulator.ts';

const text = simulatorText.charge;

export function SimulatedChargePage() {
  const { gateway = '', charge: id = '' } = useParams();
  const overview = useSimulator();
  const detail = useCall('simulator.charge', { gateway, id });
  if (!detail.data && detail.error)
    return <ErrorAlert error={detail.error} onRetry={() => void detail.refetch()} />;
  if (!detail.data) return <div role="status">{uiText.loading}</div>;
  const label = overview.data?.gateways.find((one) => one.id === gateway)?.label ?? gateway;
  return <Charge gateway={gateway} gatewayLabel={label} detail={detail.data} />;
}

function Charge({ gatewayLabel, ...props }: ChargeProps & { readonly gatewayLabel: string }) {
  const { gateway, detail } = props;
  const { charge } = detail;
  const [act, setAct] = useState<ChargeAct>();
  return (
    <>
      <PageHeader
        title={
          <span className={styles['title']}>
            <VisibleText>{text.title(charge.id)}</VisibleText>
            <ChargeStatus status={charge.status} />
          </span>
        }
        detail={
          <>
            <Anchor component={Link} to={paths.simulatorOf(gateway)} inherit underline="always">
              {gatewayLabel}
            </Anchor>
            {charge.payer !== null && (
              <>
                {' · '}
                <VisibleText>{charge.payer}</VisibleText>
              </>
            )}
          </>
        }
        actions={<ChargeButtons {...props} />}
      />
      <div className={styles['columns']}>
        <Stack gap="md">
          <ChargeActs actions={detail.actions} onAct={(action) => setAct({ charge, action })} />
          <ChargeFacts {...props} />
          <Ledger payments={detail.payments} />
        </Stack>
        <Stack gap="md">
          <ChargeNotices {...props} />
          <InputRecords requests={detail.requests} isOurs={charge.tituloId !== null} />
        </Stack>
      </div>
      {act && <ActDialog gateway={gateway} act={act} onClose={() => setAct(undefined)} />}
    </>
  );
}

function ChargeButtons({ gateway, detail }: ChargeProps) {
  const { charge, letter, hasPage, hasPdf } = detail;
  const [isMailing, setIsMailing] = useState(false);
  const open = useAction('simulator.open');
  const show = (kind: 'page' | 'pdf'): void =>
    open.mutate({ gateway, id: charge.id, kind }, { onError: sayFailed });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMail size={16} aria-hidden />}
        onClick={() => setIsMailing(true)}
      >
        {text.mail}
      </Button>
      {hasPage && (
        <Button
          variant="default"
          leftSection={<IconWorld size={16} aria-hidden />}
          onClick={() => show('page')}
        >
          {text.page}
        </Button>
      )}
      {hasPdf && (
        <Button
          variant="default"
          leftSection={<IconFileTypePdf size={16} aria-hidden />}
          onClick={() => show('pdf')}
        >
          {text.pdf}
        </Button>
      )}
      {isMailing && <LetterDialog letter={letter} onClose={() => setIsMailing(false)} />}
    </>
  );
}
