import { Button, Group, Stack } from '@mantine/core';
import { setPractice } from '../../api/practice.ts';
import { useAction } from '../../api/queries.ts';
import { useStatus } from '../../api/status.ts';
import { firstRunText } from '../../text/first-run.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

const text = firstRunText.practice;

/** Makes the simulator account, and shows practice from then on. */
export function PracticeStep({ onDone }: { readonly onDone: () => void }) {
  const status = useStatus().data;
  const start = useAction('practice.start');
  if (status?.hasPracticeAccount) return <StatusBadge tone="good" label={text.ready} />;
  const begin = (): void => {
    start.mutate(
      {},
      {
        onSuccess: () => {
          setPractice(true);
          onDone();
        },
      },
    );
  };
  return (
    <Stack gap="sm">
      <ErrorAlert error={start.error} />
      <Group>
        <Button loading={start.isPending} onClick={begin}>
          {text.start}
        </Button>
      </Group>
    </Stack>
  );
}
