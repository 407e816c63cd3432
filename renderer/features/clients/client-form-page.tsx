import { useParams } from 'react-router';
import { useCall } from '../../api/queries.ts';
import { today } from '../../api/today.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { ClientForm } from './client-form.tsx';
import { newClient, valuesOf } from './client-values.ts';

/** A client to be registered or changed. */
export function ClientFormPage() {
  const { id } = useParams();
  if (id === undefined) return <ClientForm values={newClient(today())} />;
  return <ExistingClient key={id} id={Number(id)} />;
}

function ExistingClient({ id }: { readonly id: number }) {
  const client = useCall('clients.get', { id });
  if (client.error)
    return <ErrorAlert error={client.error} onRetry={() => void client.refetch()} />;
  if (!client.data) return <div role="status">{uiText.loading}</div>;
  return <ClientForm values={valuesOf(client.data, today())} />;
}
