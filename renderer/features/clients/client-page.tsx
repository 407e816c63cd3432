/** One client: totals, then the three sections in Mk-Auth's order. */
import { Button, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { ClientDetail } from '../../../preload/contract/clients.ts';
import { useCall } from '../../api/queries.ts';
import { clientsText } from '../../text/clients.ts';
import { formatPhone, maskTaxId } from '../../text/format.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { ClientCarnes } from './client-carnes.tsx';
import { ClientEntries } from './client-entries.tsx';
import { ClientFacts } from './client-facts.tsx';
import { ClientReceived } from './client-received.tsx';
import { ClientTotals } from './client-totals.tsx';
import styles from './client-page.module.css';

const text = clientsText.page;

export function ClientPage() {
  const id = Number(useParams()['id']);
  const client = useCall('clients.get', { id });
  if (client.error)
    return <ErrorAlert error={client.error} onRetry={() => void client.refetch()} />;
  if (!client.data) return <div role="status">{uiText.loading}</div>;
  return <Client key={id} client={client.data} />;
}

function Client({ client }: { readonly client: ClientDetail }) {
  return (
    <>
      <PageHeader
        title={
          <span className={styles['title']}>
            <VisibleText>{client.name}</VisibleText>
            {!client.isActive && <StatusBadge tone="ended" label={text.inactive} />}
          </span>
        }
        detail={summaryOf(client)}
        actions={
          <Button
            component={Link}
            to={paths.editClient(client.id)}
            leftSection={<IconPencil size={16} aria-hidden />}
          >
            {text.edit}
          </Button>
        }
      />
      <Stack gap="md">
        {client.warnings.length > 0 && (
          <Notice tone="attention" title={text.warnings}>
            {client.warnings.map((warning) => (
              <div key={warning}>{clientsText.warnings[warning]}</div>
            ))}
          </Notice>
        )}
        <ClientTotals totals={client.totals} />
        <ClientEntries clientId={client.id} />
        <ClientCarnes clientId={client.id} />
        <ClientReceived clientId={client.id} />
        <ClientFacts client={client} />
      </Stack>
    </>
  );
}

function summaryOf(client: ClientDetail): string {
  const taxId = client.taxId === '' ? [] : [maskTaxId(client.taxId)];
  const phone = client.phone === '' ? [] : [formatPhone(client.phone)];
  return [text.code(client.code), ...taxId, ...phone].join(' · ');
}
