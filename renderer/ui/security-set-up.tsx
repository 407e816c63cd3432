import { Anchor, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SecurityField } from '../../preload/contract/system.ts';
import { useAction, useCall } from '../api/queries.ts';
import { fieldErrors } from '../text/fields.ts';
import { securityText } from '../text/security.ts';
import { ErrorAlert } from './failure-alert.tsx';
import { StatusBadge } from './status-badge.tsx';

const SHORTEST_PASSPHRASE = 8;
const text = securityText.setUp;

/** How the credentials are protected: says it, or asks for it where it was never decided. */
export function SecuritySetUp() {
  const security = useCall('security.status', {});
  if (!security.data) return <ErrorAlert error={security.error} />;
  if (security.data.state !== 'not-set-up') return <Protected security={security.data} />;
  return <Choice hasKeyring={security.data.hasKeyring} />;
}

function Protected({ security }: { readonly security: SecurityField }) {
  return (
    <Stack gap={6} align="flex-start">
      {security.unlockers.map((unlocker) => (
        <StatusBadge key={unlocker} tone="good" label={text.done[unlocker]} />
      ))}
    </Stack>
  );
}

function Choice({ hasKeyring }: { readonly hasKeyring: boolean }) {
  const [wantsPassphrase, setWantsPassphrase] = useState(!hasKeyring);
  return (
    <Stack gap="sm" maw={440}>
      {wantsPassphrase ? <PassphraseForm hasKeyring={hasKeyring} /> : <KeyringForm />}
      {hasKeyring && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          ta="left"
          onClick={() => setWantsPassphrase(!wantsPassphrase)}
        >
          {wantsPassphrase ? text.keyringChoice : text.passphraseChoice}
        </Anchor>
      )}
    </Stack>
  );
}

function KeyringForm() {
  const setUp = useAction('security.setUp');
  return (
    <>
      <Text size="sm">{text.keyringText}</Text>
      <ErrorAlert error={setUp.error} />
      <Group>
        <Button loading={setUp.isPending} onClick={() => setUp.mutate({ unlocker: 'keyring' })}>
          {text.keyring}
        </Button>
      </Group>
    </>
  );
}

function PassphraseForm({ hasKeyring }: { readonly hasKeyring: boolean }) {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const setUp = useAction('security.setUp');
  const isShort = passphrase !== '' && passphrase.length < SHORTEST_PASSPHRASE;
  const isDifferent = repeated !== '' && repeated !== passphrase;
  const isReady = passphrase.length >= SHORTEST_PASSPHRASE && repeated === passphrase;
  return (
    <Stack
      component="form"
      gap="sm"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) setUp.mutate({ unlocker: 'passphrase', passphrase });
      }}
    >
      {!hasKeyring && <Text size="sm">{text.passphraseText}</Text>}
      <PasswordInput
        label={securityText.passphrase}
        description={text.hint}
        autoComplete="new-password"
        value={passphrase}
        error={isShort && text.hint}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <PasswordInput
        label={securityText.repeat}
        autoComplete="new-password"
        value={repeated}
        error={isDifferent && fieldErrors['passphrases-differ']}
        onChange={(event) => setRepeated(event.currentTarget.value)}
      />
      <ErrorAlert error={setUp.error} />
      <Group>
        <Button type="submit" disabled={!isReady} loading={setUp.isPending}>
          {text.action}
        </Button>
      </Group>
    </Stack>
  );
}
