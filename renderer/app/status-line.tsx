import { Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBuildingBank,
  IconCircleCheckFilled,
  IconCircleOff,
  IconFlask,
  IconShieldOff,
} from '@tabler/icons-react';
import { useCall } from '../api/queries.ts';
import { useStatus } from '../api/status.ts';
import { useNow } from '../api/use-now.ts';
import { failureCodes } from '../../domain/failure.ts';
import type { StatusField } from '../../preload/contract/system.ts';
import { failureTexts } from '../text/failures.ts';
import { formatAgo } from '../text/format.ts';
import { frameText } from '../text/frame.ts';
import { environmentTexts } from '../text/states.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './frame.module.css';
import { WayLight } from './way-light.tsx';

const text = frameText.status;

/** The bottom line: is money coming in, by which address, since when. */
export function StatusLine() {
  const status = useStatus().data;
  if (!status) return <footer className={styles['status']} aria-label={text.label} />;
  return (
    <footer className={styles['status']} aria-label={text.label}>
      <Listener listener={status.listener} />
      <PublicUrl url={status.publicBaseUrl} />
      <WayLight />
      <LastCallback at={status.lastCallbackAt} />
      <span className={styles['end']} />
      <Environments simulatorPort={status.simulatorPort} />
      {status.isUnsandboxed && (
        <Tooltip label={text.unsandboxedHint}>
          <span className={styles['item']} data-tone="bad" tabIndex={0}>
            <IconShieldOff size={14} aria-hidden />
            {text.unsandboxed}
          </span>
        </Tooltip>
      )}
      <span className={styles['item']}>{text.version(status.version)}</span>
    </footer>
  );
}

function Listener({ listener }: { readonly listener: StatusField['listener'] }) {
  if (listener.state === 'listening')
    return (
      <span className={styles['item']} data-tone="good">
        <IconCircleCheckFilled size={14} aria-hidden />
        {text.listening(`${listener.host}:${String(listener.port ?? '')}`)}
      </span>
    );
  if (listener.state === 'off')
    return (
      <span className={styles['item']}>
        <IconCircleOff size={14} aria-hidden />
        {text.off}
      </span>
    );
  const code = failureCodes.find((known) => known === listener.failureCode) ?? 'unexpected';
  return (
    <Tooltip label={`${failureTexts[code].why} ${failureTexts[code].next}`}>
      <span className={styles['item']} data-tone="bad" tabIndex={0}>
        <IconAlertTriangle size={14} aria-hidden />
        {text.failed}: {failureTexts[code].title}
      </span>
    </Tooltip>
  );
}

function PublicUrl({ url }: { readonly url: string | null }) {
  if (url === null) return <span className={styles['item']}>{text.noUrl}</span>;
  return (
    <span className={styles['item']}>
      {text.url}: <span className={styles['url']}>{url}</span>
      <CopyButton value={url} what={text.copyUrl} />
    </span>
  );
}

function LastCallback({ at }: { readonly at: StatusField['lastCallbackAt'] }) {
  const now = useNow();
  return (
    <span className={styles['item']}>
      {at === null ? text.noCallback : text.lastCallback(formatAgo(at, now))}
    </span>
  );
}

/** The environments of the accounts that are switched on, and the simulator where it runs. */
function Environments({ simulatorPort }: { readonly simulatorPort: number | null }) {
  const accounts = useCall('accounts.list', {}).data ?? [];
  const active = new Set(accounts.filter(({ isActive }) => isActive).map((one) => one.environment));
  const real = (['production', 'homologation'] as const).filter((one) => active.has(one));
  return (
    <>
      {real.map((environment) => (
        <span key={environment} className={styles['item']}>
          <IconBuildingBank size={14} aria-hidden />
          {environmentTexts[environment]}
        </span>
      ))}
      {simulatorPort !== null && (
        <span className={styles['item']}>
          <IconFlask size={14} aria-hidden />
          {text.simulator(simulatorPort)}
        </span>
      )}
    </>
  );
}
