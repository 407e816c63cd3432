/** One título: what it is worth today, how it is paid, and everything that happened to it. */
import { Anchor, Stack } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { useCall } from '../../api/queries.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { TituloBadges } from '../../ui/titulos/titulo-badges.tsx';
import { useTituloActions } from '../../ui/titulos/use-titulo-actions.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { Attempts } from './attempts.tsx';
import { ChargeSection } from './charge-section.tsx';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { Payable } from './payable.tsx';
import { Payments } from './payments.tsx';
import { TituloButtons } from './titulo-buttons.tsx';
import { TodaySection } from './today-section.tsx';
import styles from './titulo-page.module.css';

export function TituloPage() {
  const id = Number(useParams()['id']);
  const titulo = useCall('titulos.get', { id });
  if (titulo.error)
    return <ErrorAlert error={titulo.error} onRetry={() => void titulo.refetch()} />;
  if (!titulo.data) return <div role="status">{uiText.loading}</div>;
  return <Titulo titulo={titulo.data} />;
}

function Titulo({ titulo }: { readonly titulo: TituloDetail }) {
  const actions = useTituloActions();
  return (
    <>
      <PageHeader
        title={
          <span className={styles['title']}>
            {tituloPageText.number(formatTituloNumber(titulo.number))}
            <TituloBadges row={titulo} />
          </span>
        }
        detail={
          <>
            <Anchor component={Link} to={paths.client(titulo.clientId)} inherit>
              <VisibleText>{titulo.clientName}</VisibleText>
            </Anchor>
            {titulo.description !== '' && (
              <>
                {' · '}
                <VisibleText>{titulo.description}</VisibleText>
              </>
            )}
          </>
        }
        actions={<TituloButtons titulo={titulo} actions={actions} />}
      />
      <div className={styles['columns']}>
        <Stack gap="md">
          <Facts titulo={titulo} />
          <TodaySection titulo={titulo} />
          <Payments payments={titulo.payments} />
          <History entries={titulo.history} />
        </Stack>
        <Stack gap="md">
          <Payable titulo={titulo} />
          <ChargeSection titulo={titulo} />
          <Attempts attempts={titulo.attempts} />
        </Stack>
      </div>
      {actions.dialog}
    </>
  );
}
