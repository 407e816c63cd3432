import { useParams } from 'react-router';
import { useCall } from '../../api/queries.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { uiText } from '../../text/ui.ts';
import { AccountForm } from './account-form.tsx';
import { newAccountOf, valuesOf } from './account-values.ts';

/** An account to be made or changed. */
export function AccountPage() {
  const { id } = useParams();
  return id === undefined ? <NewAccount /> : <ExistingAccount id={Number(id)} />;
}

function NewAccount() {
  const gateways = useCall('accounts.gateways', {});
  const first = gateways.data?.[0];
  if (gateways.isError) return <ErrorAlert error={gateways.error} />;
  if (!first || !gateways.data) return <div role="status">{uiText.loading}</div>;
  return <AccountForm gateways={gateways.data} account={undefined} values={newAccountOf(first)} />;
}

function ExistingAccount({ id }: { readonly id: number }) {
  const gateways = useCall('accounts.gateways', {});
  const account = useCall('accounts.get', { id });
  const error = gateways.error ?? account.error;
  if (error) return <ErrorAlert error={error} />;
  if (!account.data || !gateways.data) return <div role="status">{uiText.loading}</div>;
  return (
    <AccountForm
      key={id}
      gateways={gateways.data}
      account={account.data}
      values={valuesOf(account.data)}
    />
  );
}
