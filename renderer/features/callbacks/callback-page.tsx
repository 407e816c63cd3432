/** One callback: what came, whether it can be trusted, what it changed. */
import { Button, Stack, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import type { CallbackDetail } from '../../../preload/contract/callbacks.ts';
import { useCall } from '../../api/queries.ts';
import { callbackFailureText, callbacksText } from '../../text/callbacks.ts';
import { callbackStateTexts } from '../../text/states.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { callbackTones } from '../../ui/tones.ts';
import { InstantText } from '../../ui/values.tsx';
import styles from './callbacks.module.css';
import { Effects } from './effects.tsx';
import { Parsed } from './parsed.tsx';
import { RawRequest } from './raw-request.tsx';
import { Reception } from './reception.tsx';
import { useReplay } from './use-replay.ts';

const text = callbacksText.page;

export function CallbackPage() {
  const id = Number(useParams()['id']);
  const callback = useCall('callbacks.get', { id });
  if (callback.error)
    return <ErrorAlert error={callback.error} onRetry={() => void callback.refetch()} />;
  if (!callback.data) return <div role="status">{uiText.loading}</div>;
  return <Callback callback={callback.data} />;
}

function Callback({ callback }: { readonly callback: CallbackDetail }) {
  const navigate = useNavigate();
  const replay = useReplay((id) => {
    if (id !== callback.id) void navigate(paths.callback(id));
  });
  return (
    <>
      <PageHeader
        title={
          <span className={styles['title']}>
            {callbacksText.name(callback.id)}
            <StatusBadge
              tone={callback.isTest ? 'practice' : callbackTones[callback.state]}
              label={callback.isTest ? callbacksText.test : callbackStateTexts[callback.state]}
            />
          </span>
        }
        detail={
          <>
            <InstantText at={callback.receivedAt} /> · {callback.accountLabel}
          </>
        }
        actions={
          <Tooltip label={callbacksText.actions.replayHint}>
            <Button
              loading={replay.isRunning}
              disabled={callback.isTest}
              leftSection={<IconRefresh size={16} aria-hidden />}
              onClick={() => replay.run(callback.id)}
            >
              {callbacksText.actions.replay}
            </Button>
          </Tooltip>
        }
      />
      <Stack gap="md">
        {callback.failure !== null && (
          <Notice tone={callback.state === 'parked' ? 'bad' : 'attention'} title={text.failure}>
            {callbackFailureText(callback.failure)}
          </Notice>
        )}
        <Effects callback={callback} />
        <div className={styles['columns']}>
          <Stack gap="md">
            <Reception callback={callback} />
            <Parsed parsed={callback.parsed} />
          </Stack>
          <RawRequest callback={callback} />
        </div>
      </Stack>
    </>
  );
}
