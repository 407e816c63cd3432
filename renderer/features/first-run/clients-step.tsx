import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useStatus } from '../../api/status.ts';
import { firstRunText } from '../../text/first-run.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { paths } from '../../ui/paths.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { importSample } from './import-sample.ts';

const text = firstRunText.clients;

/** Made-up clients at once, or the operator's own. */
export function ClientsStep({ onDone }: { readonly onDone: () => void }) {
  const hasClients = useStatus().data?.hasClients ?? false;
  const sample = useMutation({ mutationFn: importSample, onSuccess: onDone });
  return (
    <Stack gap="sm" align="flex-start">
      {hasClients && <StatusBadge tone="good" label={text.ready} />}
      <Group gap="xs">
        <Button
          variant={hasClients ? 'default' : 'filled'}
          loading={sample.isPending}
          onClick={() => sample.mutate()}
        >
          {text.sample}
        </Button>
        <Button component={Link} to={paths.importClients} variant="default">
          {text.own}
        </Button>
        <Button component={Link} to={paths.newClient} variant="default">
          {text.one}
        </Button>
      </Group>
      {sample.isPending && (
        <Text size="sm" c="dimmed" role="status">
          {text.loading}
        </Text>
      )}
      {sample.data && sample.data.refused > 0 && (
        <Text size="sm">{text.refused(sample.data.refused)}</Text>
      )}
      <ErrorAlert error={sample.error} />
    </Stack>
  );
}
