import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAction, useCall } from '../../api/queries.ts';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import type { ListenerField } from '../../../preload/contract/listener.ts';
import { listenerText } from '../../text/listener.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { sayDone } from '../../ui/toasts.ts';
import { AliasFields } from './alias-fields.tsx';
import { draftOf, isDraftRight, settingsOf } from './listener-draft.ts';
import { ProxyFields } from './proxy-fields.tsx';
import { SourceFields } from './source-fields.tsx';

/** Borrowed paths, proxies and ranges; they are saved apart, and hold at once. */
export function ListenerDoors() {
  const settings = useCall('listener.get', {});
  const accounts = useCall('accounts.list', {});
  if (!settings.data || !accounts.data) return null;
  return <Doors settings={settings.data} accounts={accounts.data} />;
}

function Doors({
  settings,
  accounts,
}: {
  readonly settings: ListenerField;
  readonly accounts: readonly AccountRow[];
}) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const save = useAction('listener.save');
  const put = (): void =>
    save.mutate(settingsOf(draft), { onSuccess: () => sayDone(listenerText.saved) });
  return (
    <Section title={listenerText.title} detail={listenerText.detail}>
      <Stack gap="md">
        <ErrorAlert error={save.error} />
        <AliasFields draft={draft} change={setDraft} accounts={accounts} />
        <ProxyFields draft={draft} change={setDraft} />
        <SourceFields draft={draft} change={setDraft} accounts={accounts} />
        <Group>
          <Button
            variant="default"
            loading={save.isPending}
            disabled={!isDraftRight(draft)}
            onClick={put}
          >
            {listenerText.save}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
