/** The account that charges: the client's own is proposed until the operator chooses. */
import { useEffect, useState } from 'react';
import { useWatch, type Control, type FieldPath, type FieldValues } from 'react-hook-form';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import type { Output } from '../../../preload/contract/api.ts';
import { useCall } from '../../api/queries.ts';
import { titulosText } from '../../text/titulos.ts';
import { useAccountChoices } from '../account-choices.ts';
import { IdField } from './fields.tsx';

const text = titulosText.form;

interface AccountFieldProps<In extends FieldValues, Out> {
  readonly control: Control<In, unknown, Out>;
  readonly name: FieldPath<In>;
  readonly clientName: FieldPath<In>;
  readonly label: string;
  readonly help: string;
  /** Puts an account into the field without counting it as a change of the operator. */
  readonly onPropose: (accountId: number) => void;
}

export function AccountField<In extends FieldValues, Out>(props: AccountFieldProps<In, Out>) {
  const { control, name, clientName, onPropose } = props;
  const accountId: unknown = useWatch({ control, name });
  const clientId: unknown = useWatch({ control, name: clientName });
  const { choices, accounts } = useAccountChoices();
  const byClient = useDefault(typeof clientId === 'number' ? clientId : undefined);
  const [hasChosen, setHasChosen] = useState(false);
  const usable = byClient && isOfferedFirst(accounts, byClient.accountId);
  const proposed = usable ? byClient.accountId : (choices[0]?.id ?? null);
  useEffect(() => {
    if (!byClient || hasChosen || proposed === null || proposed === accountId) return;
    onPropose(proposed);
  }, [byClient, hasChosen, proposed, accountId, onPropose]);
  const hints = [
    ...useDefaultHint(byClient, accountId),
    ...ownHints(accounts.find(({ id }) => id === accountId)),
  ];
  return (
    <IdField
      control={control}
      name={name}
      label={props.label}
      help={props.help}
      isRequired
      choices={choices}
      onChosen={() => setHasChosen(true)}
      {...(hints.length === 0 ? {} : { description: hints.join(' ') })}
    />
  );
}

type Default = Output<'accounts.defaultFor'>;

function useDefault(clientId: number | undefined): Default | undefined {
  return useCall(
    'accounts.defaultFor',
    { clientId: clientId ?? 0 },
    { isEnabled: clientId !== undefined },
  ).data;
}

/** Real money is never proposed while practice is shown, nor the other way round. */
function isOfferedFirst(accounts: readonly AccountRow[], id: number | null): boolean {
  const found = accounts.find((account) => account.id === id);
  const isReal = (account: AccountRow | undefined): boolean =>
    account?.environment === 'production';
  return found !== undefined && isReal(found) === isReal(accounts[0]);
}

/** Whence the account comes, or why it is not the client's own. */
function useDefaultHint(byClient: Default | undefined, chosen: unknown): readonly string[] {
  const all = useCall('accounts.list', {}).data ?? [];
  if (!byClient || byClient.source === 'none') return [];
  const { accountId, source } = byClient;
  if (accountId === chosen) return [text.accountOf[source]];
  const account = all.find(({ id }) => id === accountId);
  if (!account) return [];
  const tell = account.isActive ? text.accountOther : text.accountUnusable;
  return [tell[source](account.label)];
}

function ownHints(account: AccountRow | undefined): readonly string[] {
  if (!account) return [];
  const { label, twin, fallbackLabel } = account;
  if (twin?.isActive) return [text.accountTwin(label, twin.label)];
  return fallbackLabel === null ? [] : [text.accountFallback(label, fallbackLabel)];
}
