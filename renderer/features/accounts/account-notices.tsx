import { Anchor, Stack } from '@mantine/core';
import { Link } from 'react-router';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { Notice } from '../../ui/notice.tsx';
import { paths } from '../../ui/paths.ts';

const { sharing, twin: twinText } = accountsText;

type Told = Pick<AccountRow, 'sharesLoginWith' | 'sharesCallback' | 'twin' | 'twinOf'>;

/** What an operator must know before trusting this account: others with its login, and its double for tests. */
export function AccountNotices({ account }: { readonly account: Told }) {
  const { sharesLoginWith, twin, twinOf } = account;
  if (sharesLoginWith.length === 0 && twin === null && twinOf === null) return null;
  return (
    <Stack gap="xs">
      <Sharing account={account} />
      {twin && <TwinNotice twin={twin} />}
      {twinOf && (
        <Notice tone="practice" title={twinText.of(twinOf.label)}>
          {twinText.ofText(twinOf.label)} <OpenAccount {...twinOf} />
        </Notice>
      )}
    </Stack>
  );
}

function Sharing({ account }: { readonly account: Told }) {
  const { sharesLoginWith: labels, sharesCallback } = account;
  if (labels.length === 0) return null;
  if (sharesCallback)
    return (
      <Notice tone="bad" title={sharing.callback}>
        {sharing.callbackText(labels)}
      </Notice>
    );
  return (
    <Notice tone="attention" title={sharing.login(labels)}>
      {sharing.loginText}
    </Notice>
  );
}

function TwinNotice({ twin }: { readonly twin: NonNullable<Told['twin']> }) {
  const link = <OpenAccount id={twin.id} label={twin.label} />;
  if (!twin.isActive)
    return (
      <Notice tone="plain">
        {twinText.resting(twin.label)} {link}
      </Notice>
    );
  return (
    <Notice tone="attention" title={twinText.title}>
      {twinText.text(twin.label)} {link}
    </Notice>
  );
}

function OpenAccount({ id, label }: { readonly id: number; readonly label: string }) {
  return (
    <Anchor component={Link} to={paths.account(id)} inherit c="inherit" underline="always">
      {twinText.open(label)}
    </Anchor>
  );
}
