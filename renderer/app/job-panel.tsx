import { ActionIcon, Button, Group, Progress, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { failureCodes } from '../../domain/failure.ts';
import type { JobField } from '../../preload/contract/system.ts';
import { jobFileName } from '../api/job-files.ts';
import { dismissJob, useJobs } from '../api/jobs.ts';
import { useAction } from '../api/queries.ts';
import { failureTexts } from '../text/failures.ts';
import { jobsText, jobText, leftOutText } from '../text/jobs.ts';
import { sayFailed } from '../ui/toasts.ts';
import styles from './frame.module.css';

/** Long work: how far, how fast, how long still; what came of it until it is dismissed. */
export function JobPanel() {
  const jobs = useJobs();
  if (jobs.length === 0) return null;
  return (
    <section className={styles['jobs']} aria-label={jobsText.panel}>
      {jobs.map((job) => (
        <Job key={job.jobId} job={job} />
      ))}
    </section>
  );
}

function Job({ job }: { readonly job: JobField }) {
  const { label } = jobText(job.kind);
  const isRunning = job.state === 'running';
  const cancel = useAction('jobs.cancel');
  return (
    <div className={styles['job']}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={600}>
          {label}
        </Text>
        {isRunning ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ jobId: job.jobId }, { onError: sayFailed })}
          >
            {jobsText.cancel}
          </Button>
        ) : (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={22}
            aria-label={`${jobsText.dismiss}: ${label}`}
            onClick={() => dismissJob(job.jobId)}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {isRunning && (
        <Progress
          value={job.total === 0 ? 0 : (job.done / job.total) * 100}
          size="sm"
          mt={4}
          aria-label={label}
        />
      )}
      <Text size="sm" c="dimmed" mt={4} role="status">
        {isRunning ? progressOf(job) : endOf(job)}
      </Text>
      {(job.leftOut ?? []).map((leftOut) => (
        <Text key={leftOut.reason} size="sm" mt={4}>
          {leftOutText(leftOut)}
        </Text>
      ))}
      {job.state === 'done' && job.fileId !== null && (
        <JobFile
          fileId={job.fileId}
          suggestedName={jobFileName(job.jobId) ?? jobText(job.kind).fileName}
        />
      )}
    </div>
  );
}

interface JobFileProps {
  readonly fileId: string;
  readonly suggestedName: string;
}

function JobFile({ fileId, suggestedName }: JobFileProps) {
  const open = useAction('files.open');
  const saveAs = useAction('files.saveAs');
  return (
    <Group gap="xs" mt={6}>
      <Button size="compact-sm" onClick={() => open.mutate({ fileId }, { onError: sayFailed })}>
        {jobsText.open}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => saveAs.mutate({ fileId, suggestedName }, { onError: sayFailed })}
      >
        {jobsText.saveAs}
      </Button>
    </Group>
  );
}

function progressOf(job: JobField): string {
  return [
    jobsText.progress(job.done, job.total),
    ...(job.perSecond >= 1 ? [jobsText.rate(job.perSecond)] : []),
    ...(job.secondsLeft === null ? [] : [jobsText.left(job.secondsLeft)]),
    ...failedOf(job),
  ].join(' · ');
}

function endOf(job: JobField): string {
  if (job.state === 'running') return '';
  const code = failureCodes.find((known) => known === job.failure?.code);
  return [
    jobsText.ended[job.state],
    jobsText.progress(job.done, job.total),
    ...failedOf(job),
    ...(code && job.state === 'failed'
      ? [`${failureTexts[code].title}. ${failureTexts[code].next}`]
      : []),
  ].join(' · ');
}

function failedOf({ kind, failed }: JobField): readonly string[] {
  if (failed === 0) return [];
  return [(jobText(kind).failed ?? jobsText.failed)(failed)];
}
