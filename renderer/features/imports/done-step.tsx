import { Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import type { ImportAnalysis, ImportSummary } from '../../../preload/contract/imports.ts';
import { useAction } from '../../api/queries.ts';
import { importsText } from '../../text/imports.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { sayDone } from '../../ui/toasts.ts';
import styles from './imports.module.css';

const text = importsText.done;

interface DoneStepProps {
  readonly file: ImportAnalysis;
  readonly summary: ImportSummary;
  readonly onRestart: () => void;
}

/** What came of it, and the way out for the rows that stayed outside. */
export function DoneStep({ file, summary, onRestart }: DoneStepProps) {
  const refused = useSaveRefused(file);
  return (
    <Section title={text.title}>
      <div role="status">
        <ul className={styles['results']}>
          <li>{text.created(summary.toCreate)}</li>
          {summary.toUpdate > 0 && <li>{text.updated(summary.toUpdate)}</li>}
          {summary.unchanged > 0 && <li>{text.unchanged(summary.unchanged)}</li>}
          {summary.refused > 0 && <li>{text.refused(summary.refused)}</li>}
        </ul>
      </div>
      <ErrorAlert error={refused.error} />
      <Group gap="xs">
        <Button component={Link} to={paths.clients}>
          {text.clients}
        </Button>
        {summary.refused > 0 && (
          <Button variant="default" loading={refused.isSaving} onClick={refused.save}>
            {text.saveRefused}
          </Button>
        )}
        <Button variant="default" onClick={onRestart}>
          {text.another}
        </Button>
      </Group>
    </Section>
  );
}

/** The refused rows with their reasons, where the operator says. */
function useSaveRefused(file: ImportAnalysis) {
  const make = useAction('imports.refusedFile');
  const saveAs = useAction('files.saveAs');
  const run = async (): Promise<void> => {
    const { fileId } = await make.mutateAsync({ importId: file.importId });
    const suggestedName = text.refusedName(file.fileName);
    const { isSaved } = await saveAs.mutateAsync({ fileId, suggestedName });
    if (isSaved) sayDone(text.saved);
  };
  return {
    save: () => void run().catch(() => undefined),
    isSaving: make.isPending || saveAs.isPending,
    error: make.error ?? saveAs.error,
  };
}
