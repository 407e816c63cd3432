import { Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useCall } from '../../api/queries.ts';
import { firstRunText } from '../../text/first-run.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { IssueForm } from './issue-form.tsx';
import { Journey } from './journey.tsx';

const text = firstRunText.titulo;
const FEW_CLIENTS = 50;

/** Issues a título of practice, has it paid, and shows each stage as it happens. */
export function TituloStep() {
  // Remembered, so that leaving and coming back goes on with the same título.
  const [tituloId, setTituloId, forget] = useLocalStorage<number | null>({
    key: 'baixa.first-run-titulo',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const accounts = useCall('accounts.list', {});
  const clients = useCall('clients.list', { filter: {}, sort: 'name', limit: FEW_CLIENTS });
  if (tituloId !== null) return <Journey tituloId={tituloId} onAnother={forget} />;
  const error = accounts.error ?? clients.error;
  if (error) return <ErrorAlert error={error} />;
  if (!accounts.data || !clients.data) return <Text role="status">{uiText.loading}</Text>;
  const account = accounts.data.find(({ environment }) => environment === 'simulator');
  if (!account) return <Notice tone="attention">{text.needAccount}</Notice>;
  if (clients.data.rows.length === 0) return <Notice tone="attention">{text.needClients}</Notice>;
  return <IssueForm account={account} clients={clients.data.rows} onIssued={setTituloId} />;
}
