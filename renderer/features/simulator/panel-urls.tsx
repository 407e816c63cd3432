import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { UrlsOfGateway } from '../../../preload/contract/simulator.ts';
import { useAction } from '../../api/queries.ts';
import { simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { sayDone } from '../../ui/toasts.ts';
import { isCallbackUrl } from './callback-url.ts';

const text = simulatorText.urls.panel;

interface PanelUrlsProps {
  readonly gateway: string;
  readonly held: UrlsOfGateway;
}

type Typed = Readonly<Record<string, string>>;

/** "Cole esta URL": the addresses that the account has at the gateway's site. */
export function PanelUrls({ gateway, held: { panel, ours } }: PanelUrlsProps) {
  const [typed, setTyped] = useState<Typed>(() =>
    Object.fromEntries(panel.map(({ name, url }) => [name, url ?? ''])),
  );
  const save = useAction('simulator.savePanelUrls');
  const isWrong = (name: string): boolean =>
    (typed[name] ?? '').trim() !== '' && !isCallbackUrl(typed[name] ?? '');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    save.mutate({ gateway, urls: urlsOf(typed) }, { onSuccess: () => sayDone(text.saved) });
  };
  return (
    <Section title={text.title} detail={text.detail}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={620}>
          {panel.map(({ name }) => (
            <TextInput
              key={name}
              label={text.names[name] ?? name}
              autoComplete="off"
              error={isWrong(name) && simulatorText.resend.wrongUrl}
              value={typed[name] ?? ''}
              onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
            />
          ))}
          <ErrorAlert error={save.error} />
          <Group gap="xs">
            <Button
              type="submit"
              loading={save.isPending}
              disabled={panel.some(({ name }) => isWrong(name))}
            >
              {uiText.save}
            </Button>
            {ours.map(({ accountLabel, url }) => (
              <Button
                key={url}
                variant="default"
                onClick={() => setTyped(Object.fromEntries(panel.map(({ name }) => [name, url])))}
              >
                {text.ours(accountLabel)}
              </Button>
            ))}
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function urlsOf(typed: Typed): Record<string, string | null> {
  const entries = Object.entries(typed).map(([name, url]) => [name, url.trim() || null]);
  return Object.fromEntries(entries) as Record<string, string | null>;
}
