/** Contas: one card an account. */
import { Button, SimpleGrid } from '@mantine/core';
import { IconBuildingBank, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useAction, useCall } from '../../api/queries.ts';
import { accountsText } from '../../text/accounts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { AccountCard } from './account-card.tsx';

/** Deadlines pass by the clock alone. */
const EVERY_MS = 60_000;

export function AccountsPage() {
  const accounts = useCall('accounts.list', {}, { everyMs: EVERY_MS });
  return (
    <>
      <PageHeader
        title={accountsText.title}
        detail={accountsText.detail}
        actions={
          <Button component={Link} to={paths.newAccount} leftSection={<IconPlus size={16} />}>
            {accountsText.add}
          </Button>
        }
      />
      <ErrorAlert error={accounts.error} onRetry={() => void accounts.refetch()} />
      {accounts.data?.length === 0 && <NoAccounts />}
      <SimpleGrid
        component="ul"
        cols={{ base: 1, md: 2, xl: 3 }}
        spacing="md"
        m={0}
        p={0}
        aria-label={accountsText.list}
      >
        {accounts.data?.map((account) => (
          <AccountCard key={account.id} account={account} />
        ))}
      </SimpleGrid>
    </>
  );
}

function NoAccounts() {
  const start = useAction('practice.start');
  return (
    <EmptyState
      icon={IconBuildingBank}
      title={accountsText.empty.title}
      actions={
        <Button variant="default" loading={start.isPending} onClick={() => start.mutate({})}>
          {accountsText.empty.practice}
        </Button>
      }
    >
      {accountsText.empty.text}
      <ErrorAlert error={start.error} />
    </EmptyState>
  );
}
