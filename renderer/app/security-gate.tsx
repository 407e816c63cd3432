import { Button, Center, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useAction, useCall } from '../api/queries.ts';
import { securityText } from '../text/security.ts';
import { uiText } from '../text/ui.ts';
import { ErrorAlert } from '../ui/failure-alert.tsx';

/** Shows the app only while the secrets of this computer can be opened, or were never set up. */
export function SecurityGate({ children }: { readonly children: ReactNode }) {
  const security = useCall('security.status', {});
  if (security.isError)
    return (
      <Center h="100%" p="xl">
        <ErrorAlert error={security.error} onRetry={() => void security.refetch()} />
      </Center>
    );
  if (!security.data)
    return (
      <Center h="100%" role="status">
        {uiText.loading}
      </Center>
    );
  return security.data.state === 'locked' ? <UnlockScreen /> : children;
}

function UnlockScreen() {
  const [passphrase, setPassphrase] = useState('');
  const queries = useQueryClient();
  const unlock = useAction('security.unlock');
  return (
    <Center h="100%" component="main">
      <Paper
        withBorder
        p="xl"
        w={400}
        component="form"
        onSubmit={(event) => {
          event.preventDefault();
          unlock.mutate({ passphrase }, { onSuccess: () => void queries.invalidateQueries() });
        }}
      >
        <Stack gap="sm">
          <Title order={1} size="h2">
            {securityText.unlock.title}
          </Title>
          <Text size="sm" c="dimmed">
            {securityText.unlock.text}
          </Text>
          <PasswordInput
            label={securityText.passphrase}
            value={passphrase}
            autoFocus
            autoComplete="off"
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <ErrorAlert error={unlock.error} />
          <Button type="submit" loading={unlock.isPending} disabled={passphrase === ''}>
            {securityText.unlock.action}
          </Button>
        </Stack>
      </Paper>
    </Center>
  );
}
