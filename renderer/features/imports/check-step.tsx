import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { ImportSummary } from '../../../preload/contract/imports.ts';
import { useJob } from '../../api/jobs.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { importsText } from '../../text/imports.ts';
import { jobsText } from '../../text/jobs.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { CheckedRows } from './checked-rows.tsx';
import type { Mapping } from '../../../domain/import-fields.ts';
import styles from './imports.module.css';
import { useCheck } from './use-check.ts';

const text = importsText.check;

interface CheckStepProps {
  readonly importId: number;
  readonly mapping: Mapping;
  readonly jobId: string;
  readonly onBack: () => void;
  readonly onAgain: (jobId: string) => void;
  readonly onApplied: (summary: ImportSummary) => void;
}

/** The dry run: first its progress, then what each row would do, then the button that does it. */
export function CheckStep(props: CheckStepProps) {
  const { importId, jobId } = props;
  const job = useJob(jobId);
  const isDone = job?.state === 'done';
  const summary = useCall('imports.summary', { importId }, { isEnabled: isDone });
  if (job?.state === 'failed' || job?.state === 'cancelled')
    return <Stopped {...props} isCancelled={job.state === 'cancelled'} />;
  if (summary.error) return <ErrorAlert error={summary.error} />;
  if (!isDone || !summary.data || summary.data.state === 'checking')
    return <Running done={job?.done ?? 0} total={job?.total ?? 0} />;
  return <Checked {...props} summary={summary.data} />;
}

function Running({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <Section title={text.title}>
      <Text size="sm" role="status">
        {text.running} {total > 0 && jobsText.progress(done, total)}
      </Text>
      <Progress value={total === 0 ? 0 : (done / total) * 100} mt="xs" aria-label={text.running} />
    </Section>
  );
}

function Stopped(props: CheckStepProps & { readonly isCancelled: boolean }) {
  const check = useCheck(props.importId, props.onAgain);
  return (
    <Section title={text.title}>
      <Stack gap="sm" mb="sm">
        <Notice tone="attention">{props.isCancelled ? text.cancelled : text.failed}</Notice>
        <ErrorAlert error={check.error} />
      </Stack>
      <Group gap="xs">
        <Button loading={check.isStarting} onClick={() => check.run(props.mapping)}>
          {text.again}
        </Button>
        <Button variant="default" onClick={props.onBack}>
          {text.back}
        </Button>
      </Group>
    </Section>
  );
}

function Checked(props: CheckStepProps & { readonly summary: ImportSummary }) {
  const { importId, mapping, summary } = props;
  const apply = useAction('imports.apply');
  const count = summary.toCreate + summary.toUpdate;
  return (
    <div className={styles['check']}>
      <CheckedRows importId={importId} mapping={mapping} summary={summary} />
      <ErrorAlert error={apply.error} />
      <div className={styles['actions']}>
        <Button
          loading={apply.isPending}
          disabled={count === 0}
          onClick={() => apply.mutate({ importId }, { onSuccess: props.onApplied })}
        >
          {count === 0 ? text.nothing : text.apply(summary.toCreate, summary.toUpdate)}
        </Button>
        <Button variant="default" onClick={props.onBack}>
          {text.back}
        </Button>
        <span className={styles['note']}>
          {count > 0 && text.atOnce} {summary.unchanged > 0 && text.unchanged(summary.unchanged)}{' '}
          {summary.refused > 0 && text.refusedStay(summary.refused)}
        </span>
      </div>
    </div>
  );
}
