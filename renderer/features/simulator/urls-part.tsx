import { Button, Group, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SimulatedUrl } from '../../../preload/contract/simulator.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { formatCount } from '../../text/format.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { sayDone, sayFailed } from '../../ui/toasts.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { isCallbackUrl } from './callback-url.ts';
import { PanelUrls } from './panel-urls.tsx';
import type { PartProps } from './part-props.ts';
import styles from './simulator.module.css';
import { TestResult, useUrlTest, type UrlTester } from './url-test.tsx';

const text = simulatorText.urls;

/** Each address that the gateway calls: on or off, its queue, "Testar". */
export function UrlsPart({ gateway }: PartProps) {
  const urls = useCall('simulator.urls', { gateway: gateway.id });
  const tester = useUrlTest(gateway.id);
  return (
    <div className={styles['parts']}>
      <Section title={text.list} detail={text.detail}>
        <ErrorAlert error={urls.error} onRetry={() => void urls.refetch()} />
        {urls.isPending && <div role="status">{uiText.loading}</div>}
        {urls.data?.urls.length === 0 && (
          <Text size="sm" c="dimmed">
            {text.none}
          </Text>
        )}
        {urls.data !== undefined && urls.data.urls.length > 0 && (
          <UrlTable gateway={gateway.id} urls={urls.data.urls} tester={tester} />
        )}
        <TestResult tester={tester} />
      </Section>
      {urls.data !== undefined && urls.data.panel.length > 0 && (
        <PanelUrls key={JSON.stringify(urls.data.panel)} gateway={gateway.id} held={urls.data} />
      )}
      <OtherUrl tester={tester} />
    </div>
  );
}

interface UrlTableProps {
  readonly gateway: string;
  readonly urls: readonly SimulatedUrl[];
  readonly tester: UrlTester;
}

function UrlTable({ gateway, urls, tester }: UrlTableProps) {
  const { columns } = text;
  return (
    <div className={styles['scroll']}>
      <Table aria-label={text.list} fz="sm" verticalSpacing={6} mb="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.url}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
            <Table.Th ta="right">{columns.failedTries}</Table.Th>
            <Table.Th ta="right">{columns.pending}</Table.Th>
            <Table.Th ta="right">{columns.suspended}</Table.Th>
            <Table.Th ta="right">{columns.notices}</Table.Th>
            <Table.Th>{columns.actions}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {urls.map((url) => (
            <UrlRow key={url.url} gateway={gateway} row={url} tester={tester} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface UrlRowProps {
  readonly gateway: string;
  readonly row: SimulatedUrl;
  readonly tester: UrlTester;
}

function UrlRow({ gateway, row, tester }: UrlRowProps) {
  const { url, isActive } = row;
  const turn = useAction('simulator.switchUrl');
  const switchIt = (): void =>
    turn.mutate(
      { gateway, url, isActive: !isActive },
      {
        onSuccess: () => sayDone(isActive ? text.switchedOff : text.switchedOn),
        onError: sayFailed,
      },
    );
  return (
    <Table.Tr>
      <Table.Td className={styles['mono'] ?? ''}>
        <VisibleText>{url}</VisibleText>
      </Table.Td>
      <Table.Td>
        <StatusBadge tone={isActive ? 'good' : 'bad'} label={isActive ? text.on : text.off} />
      </Table.Td>
      <Table.Td ta="right">{formatCount(row.failedTries)}</Table.Td>
      <Table.Td ta="right">{formatCount(row.pending)}</Table.Td>
      <Table.Td ta="right">{formatCount(row.suspended)}</Table.Td>
      <Table.Td ta="right">{formatCount(row.notices)}</Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text.testOf(url)}
            loading={tester.running === url}
            onClick={() => tester.run(url)}
          >
            {text.test}
          </Button>
          <Button
            size="compact-sm"
            variant={isActive ? 'default' : 'filled'}
            aria-label={`${isActive ? text.switchOff : text.switchOn} ${url}`}
            loading={turn.isPending}
            onClick={switchIt}
          >
            {isActive ? text.switchOff : text.switchOn}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** A URL that no charge has yet: tried before it is written into the account. */
function OtherUrl({ tester }: { readonly tester: UrlTester }) {
  const [url, setUrl] = useState('');
  const isWrong = url.trim() !== '' && !isCallbackUrl(url);
  return (
    <Section title={text.other}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isCallbackUrl(url)) tester.run(url.trim());
        }}
      >
        <Group gap="xs" align="flex-start">
          <TextInput
            aria-label={text.otherLabel}
            placeholder="http://127.0.0.1:8090/…"
            w={420}
            maw="100%"
            autoComplete="off"
            error={isWrong && simulatorText.resend.wrongUrl}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!isCallbackUrl(url)}>
            {text.test}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
