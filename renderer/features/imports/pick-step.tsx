import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet, IconUsers } from '@tabler/icons-react';
import type { ImportAnalysis } from '../../../preload/contract/imports.ts';
import { useAction } from '../../api/queries.ts';
import { importsText } from '../../text/imports.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './imports.module.css';

const text = importsText.pick;

/** Which list: one of the operator's, or the sample. */
export function PickStep({ onRead }: { readonly onRead: (file: ImportAnalysis) => void }) {
  const list = useRead(onRead);
  return (
    <div className={styles['pick']}>
      <Section title={text.title}>
        <Stack gap="sm">
          <Text size="sm">{text.text}</Text>
          <Text size="sm" c="dimmed">
            {text.excel}
          </Text>
          <ErrorAlert error={list.error} />
          <Group gap="xs">
            <Button
              loading={list.isBusy}
              leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
              onClick={() => void list.choose().catch(shown)}
            >
              {text.choose}
            </Button>
            <Button
              variant="default"
              disabled={list.isBusy}
              leftSection={<IconUsers size={16} aria-hidden />}
              onClick={() => void list.takeSample().catch(shown)}
            >
              {text.sample}
            </Button>
            <Text size="sm" c="dimmed">
              {text.sampleHint}
            </Text>
          </Group>
          {list.isReading && (
            <Text size="sm" role="status">
              {text.reading}
            </Text>
          )}
        </Stack>
      </Section>
    </div>
  );
}

/** Picks a list, or takes the sample, and has it read. */
function useRead(onRead: (file: ImportAnalysis) => void) {
  const pick = useAction('files.pick');
  const sample = useAction('imports.sample');
  const analyse = useAction('imports.analyse');
  const read = async (fileId: string): Promise<void> => {
    onRead(await analyse.mutateAsync({ fileId }));
  };
  const choose = async (): Promise<void> => {
    analyse.reset();
    const picked = await pick.mutateAsync({ kind: 'csv' });
    if (picked) await read(picked.fileId);
  };
  const takeSample = async (): Promise<void> => {
    analyse.reset();
    const { fileId } = await sample.mutateAsync({});
    await read(fileId);
  };
  return {
    choose,
    takeSample,
    isReading: analyse.isPending,
    isBusy: pick.isPending || sample.isPending || analyse.isPending,
    error: analyse.error ?? pick.error ?? sample.error,
  };
}

/** The alert above shows what went wrong. */
function shown(): undefined {
  return undefined;
}
