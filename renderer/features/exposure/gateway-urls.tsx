import { Anchor, Group, Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ExposureField } from '../../../preload/contract/exposure.ts';
import { useCall } from '../../api/queries.ts';
import { exposureText } from '../../text/exposure.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { paths } from '../../ui/paths.ts';
import { TestReception } from '../../ui/reception-test/test-reception.tsx';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import styles from './exposure.module.css';

const text = exposureText.urls;

type Url = ExposureField['urls'][number];

/** How far each gateway was told the address of now, and which one is to be pasted where. */
export function GatewayUrls({ urls }: { readonly urls: readonly Url[] }) {
  return (
    <Section title={text.title} detail={text.detail}>
      {urls.length === 0 ? <Text size="sm">{text.none}</Text> : <Table urls={urls} />}
    </Section>
  );
}

function Table({ urls }: { readonly urls: readonly Url[] }) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{text.account}</th>
          <th scope="col" className={styles['wide']}>
            {text.how}
          </th>
          <th scope="col">{text.progress}</th>
        </tr>
      </thead>
      <tbody>
        {urls.map((url) => (
          <tr key={url.accountId}>
            <th scope="row">
              <Anchor component={Link} to={paths.account(url.accountId)} inherit>
                {url.label}
              </Anchor>
            </th>
            <td>
              <How url={url} />
            </td>
            <td>
              <Told url={url} />
              <TestReception accountId={url.accountId} label={url.label} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function How({ url: { way, url, label, accountId } }: { readonly url: Url }) {
  if (way !== 'by-hand' || url === null) return <>{text.ways[way]}</>;
  return (
    <>
      {text.ways[way]}
      <Group gap={6} wrap="nowrap">
        <code className={styles['url']}>{url}</code>
        <CopyButton value={url} what={text.copy(label)} />
      </Group>
      <PasteAt accountId={accountId} />
    </>
  );
}

/** Where the gateway's panel takes the URL, for those whose panel is known. */
function PasteAt({ accountId }: { readonly accountId: number }) {
  const accounts = useCall('accounts.list', {}).data ?? [];
  const gateway = accounts.find(({ id }) => id === accountId)?.gateway;
  const place = gateway === undefined ? undefined : text.pasteAt[gateway];
  if (place === undefined) return null;
  return (
    <Text size="sm" c="dimmed">
      {place}
    </Text>
  );
}

function Told({ url: { way, url, label, done, total } }: { readonly url: Url }) {
  if (url === null) return <StatusBadge tone="attention" label={text.noUrl} />;
  if (way === 'account')
    return done >= total ? (
      <StatusBadge tone="good" label={text.stored} />
    ) : (
      <Group gap={6}>
        <StatusBadge tone="attention" label={text.notStored} />
        <Anchor component={Link} to={paths.accounts} size="sm">
          {text.openAccount}
        </Anchor>
      </Group>
    );
  if (total === 0) return <>{text.noCharges}</>;
  return (
    <>
      <StatusBadge tone={done >= total ? 'good' : 'waiting'} label={text.charges(done, total)} />
      {way === 'charges' && done < total && (
        <Progress
          mt={4}
          size={5}
          value={(done / total) * 100}
          aria-label={text.progressOf(label)}
        />
      )}
    </>
  );
}
