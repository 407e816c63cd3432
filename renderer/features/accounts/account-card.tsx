import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import { accountsText } from '../../text/accounts.ts';
import { formatCount } from '../../text/format.ts';
import { environmentTexts } from '../../text/states.ts';
import { CallbackDeadline } from '../../ui/callback-deadline.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DetailList } from '../../ui/detail-list.tsx';
import { GatewayMark } from '../../ui/gateway-mark.tsx';
import { paths } from '../../ui/paths.ts';
import { TestReception } from '../../ui/reception-test/test-reception.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { environmentTones } from '../../ui/tones.ts';
import { InstantText } from '../../ui/values.tsx';
import styles from './account-card.module.css';
import { AccountNotices } from './account-notices.tsx';
import { CallbackHealth } from './callback-health.tsx';
import { gatewayStandings } from './gateway-standing.ts';
import { PollNow } from './poll-now.tsx';
import { RegisterCallback } from './register-callback.tsx';

const text = accountsText.card;

/** One account at a glance. */
export function AccountCard({ account }: { readonly account: AccountRow }) {
  return (
    <Paper withBorder p="md" component="li" className={styles['card'] ?? ''}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="xs">
        <GatewayMark gateway={account.gateway} label={account.gatewayLabel} />
        <div className={styles['name']}>
          <Title order={2} size="h4">
            {account.label}
          </Title>
          <Text size="sm" c="dimmed">
            {account.gatewayLabel}
          </Text>
        </div>
        <Button
          component={Link}
          to={paths.account(account.id)}
          variant="default"
          flex="none"
          aria-label={`${text.edit} ${account.label}`}
        >
          {text.edit}
        </Button>
      </Group>
      <Badges account={account} />
      <div className={styles['notices']}>
        <AccountNotices account={account} />
        <CallbackDeadline deadline={account.callbackDeadline} />
      </div>
      <DetailList
        details={[
          { label: text.live, value: formatCount(account.liveCharges) },
          { label: text.settling, value: account.autoSettle ? text.automatic : text.manual },
          { label: text.sending, value: account.sendsOnline ? text.online : text.offline },
          ...(account.fallbackRank === null
            ? []
            : [{ label: text.fallback, value: fallbackOf(account) }]),
          {
            label: text.lastCallback,
            value: account.lastCallbackAt ? (
              <InstantText at={account.lastCallbackAt} />
            ) : (
              text.never
            ),
          },
          {
            label: accountsText.polling.last,
            value: account.polledAt ? (
              <InstantText at={account.polledAt} />
            ) : (
              accountsText.polling.never
            ),
          },
        ]}
      />
      {account.pollFailure !== null && (
        <Text size="sm" c="dimmed">
          {accountsText.polling.broken(account.pollFailure)}
        </Text>
      )}
      <CallbackUrl url={account.callbackUrl} />
      {account.liveCharges > 0 && <PollNow account={account} />}
      <Group mt="sm">
        <TestReception accountId={account.id} label={account.label} />
      </Group>
      {account.checksCallback && <CallbackHealth accountId={account.id} />}
      {account.registersCallback && <RegisterCallback accountId={account.id} />}
    </Paper>
  );
}

function fallbackOf({ fallbackLabel }: AccountRow): string {
  return fallbackLabel === null ? text.noFallback : text.fallbackNext(fallbackLabel);
}

function Badges({ account }: { readonly account: AccountRow }) {
  const standing = accountsText.standings[gatewayStandings[account.gateway]].badge;
  return (
    <Group gap={6} mb="sm">
      <StatusBadge
        tone={environmentTones[account.environment]}
        label={environmentTexts[account.environment]}
      />
      {account.isActive ? (
        <StatusBadge tone="good" label={text.active} />
      ) : (
        <StatusBadge tone="ended" label={text.inactive} />
      )}
      {!account.isReady && <StatusBadge tone="attention" label={text.incomplete} />}
      {standing !== null && <StatusBadge tone="ended" label={standing} />}
    </Group>
  );
}

function CallbackUrl({ url }: { readonly url: string | null }) {
  return (
    <div className={styles['url']}>
      <Text size="xs" c="dimmed">
        {text.callbackUrl}
      </Text>
      {url === null ? (
        <Text size="sm">{text.noCallbackUrl}</Text>
      ) : (
        <Group gap={4} wrap="nowrap">
          <code className={styles['code']}>{url}</code>
          <CopyButton value={url} what={text.copyUrl} />
        </Group>
      )}
    </div>
  );
}
