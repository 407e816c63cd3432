/** The button that tests the whole way of an account's callbacks, and the dialog that shows it. Read this first. */
import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAntenna } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ReceptionTest } from '../../../preload/contract/callbacks.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { receptionTestText as text } from '../../text/reception-test.ts';
import { ErrorAlert } from '../failure-alert.tsx';
import { Notice } from '../notice.tsx';
import { paths } from '../paths.ts';
import type { Tone } from '../tone.ts';
import { RehearsedPostings } from './rehearsed-postings.tsx';
import { TestSteps } from './test-steps.tsx';

interface TestReceptionProps {
  readonly accountId: number;
  readonly label: string;
}

export function TestReception({ accountId, label }: TestReceptionProps) {
  const [isOpen, setIsOpen] = useState(false);
  const test = useAction('callbacks.test');
  const last = useCall('callbacks.lastTest', { accountId }, { isEnabled: isOpen });
  const run = (): void => {
    setIsOpen(true);
    test.mutate({ accountId });
  };
  // While it runs the core tells each step; its end is the answer itself.
  const shown = test.isPending ? last.data : (test.data ?? last.data);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconAntenna size={14} aria-hidden />}
        loading={test.isPending}
        aria-label={text.buttonOf(label)}
        onClick={run}
      >
        {text.button}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={text.title(label)}
        closeButtonProps={{ 'aria-label': text.close }}
        size="lg"
      >
        <Stack gap="md">
          <Text size="sm">{text.detail}</Text>
          <ErrorAlert error={test.error} />
          {shown && <Shown test={shown} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setIsOpen(false)}>
              {text.close}
            </Button>
            <Button loading={test.isPending} onClick={run}>
              {text.again}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

const verdictTones: Readonly<Record<NonNullable<ReceptionTest['verdict']>, Tone>> = {
  passed: 'good',
  incomplete: 'attention',
  failed: 'bad',
};

function Shown({ test }: { readonly test: ReceptionTest }) {
  const { verdict, inboxId, steps, postings } = test;
  return (
    <>
      {verdict === null ? (
        <Notice role="status" tone="waiting" title={text.running} />
      ) : (
        <Notice role="status" tone={verdictTones[verdict]} title={text.verdicts[verdict]}>
          {text.verdictDetails[verdict]}
        </Notice>
      )}
      <TestSteps steps={steps} />
      {postings.length > 0 && <RehearsedPostings postings={postings} />}
      {inboxId !== null && (
        <Anchor component={Link} to={paths.callback(inboxId)} size="sm">
          {text.openCallback(inboxId)}
        </Anchor>
      )}
    </>
  );
}
