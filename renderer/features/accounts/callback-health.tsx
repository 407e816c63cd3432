import { Button, Group } from '@mantine/core';
import { failureOf } from '../../api/client.ts';
import { useAction } from '../../api/queries.ts';
import { accountsText } from '../../text/accounts.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/tone.ts';

const text = accountsText.card;

const tones: Readonly<Record<keyof typeof text.health, Tone>> = {
  running: 'good',
  paused: 'bad',
  'not-registered': 'attention',
  unreachable: 'attention',
};

/** Asks the gateway whether it still calls, and wakes callbacks that it has paused. */
export function CallbackHealth({ accountId }: { readonly accountId: number }) {
  const check = useAction('accounts.callbackHealth');
  const reactivate = useAction('accounts.registerCallback');
  const health = check.data?.health;
  const ask = (): void => check.mutate({ id: accountId });
  const wake = (): void => reactivate.mutate({ id: accountId }, { onSuccess: ask });
  const error = check.error ?? reactivate.error;
  return (
    <>
      <Group mt="sm">
        <Button variant="default" size="xs" loading={check.isPending} onClick={ask}>
          {text.check}
        </Button>
        {health === 'paused' && (
          <Button size="xs" loading={reactivate.isPending} onClick={wake}>
            {text.reactivate}
          </Button>
        )}
      </Group>
      {health && (
        <Notice role="status" tone={tones[health]}>
          {`${text.health[health]} ${check.data?.text ?? ''}`.trim()}
        </Notice>
      )}
      {reactivate.data?.isOk === false && <Notice tone="bad">{reactivate.data.text}</Notice>}
      {error && <FailureAlert failure={failureOf(error)} />}
    </>
  );
}
