/** The import of clients, step by step. Read this first. */
import { useState } from 'react';
import type { ImportAnalysis, ImportSummary } from '../../../preload/contract/imports.ts';
import { importsText } from '../../text/imports.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import type { Mapping } from '../../../domain/import-fields.ts';
import { PickStep } from './pick-step.tsx';
import { Steps, type StepName } from './steps.tsx';

/** Where the import is; what was chosen before stays for going back. */
type Stage =
  | { readonly step: 'pick' }
  | { readonly step: 'columns'; readonly file: ImportAnalysis; readonly mapping: Mapping }
  | {
      readonly step: 'check';
      readonly file: ImportAnalysis;
      readonly mapping: Mapping;
      readonly jobId: string;
    }
  | { readonly step: 'done'; readonly file: ImportAnalysis; readonly summary: ImportSummary };

export function ImportPage() {
  const [stage, setStage] = useState<Stage>({ step: 'pick' });
  const step: StepName = stage.step;
  return (
    <>
      <PageHeader title={importsText.title} detail={importsText.detail} />
      <Steps current={step} />
      <StepOf stage={stage} onStage={setStage} />
    </>
  );
}

interface StepOfProps {
  readonly stage: Stage;
  readonly onStage: (stage: Stage) => void;
}

function StepOf({ stage, onStage }: StepOfProps) {
  const restart = (): void => onStage({ step: 'pick' });
  switch (stage.step) {
    case 'pick':
      return (
        <PickStep onRead={(file) => onStage({ step: 'columns', file, mapping: file.mapping })} />
      );
    case 'columns':
      return (
        <ColumnsStep
          file={stage.file}
          mapping={stage.mapping}
          onMapping={(mapping) => onStage({ ...stage, mapping })}
          onBack={restart}
          onChecking={(jobId) => onStage({ ...stage, step: 'check', jobId })}
        />
      );
    case 'check':
      return (
        <CheckStep
          importId={stage.file.importId}
          mapping={stage.mapping}
          jobId={stage.jobId}
          onBack={() => onStage({ step: 'columns', file: stage.file, mapping: stage.mapping })}
          onAgain={(jobId) => onStage({ ...stage, jobId })}
          onApplied={(summary) => onStage({ step: 'done', file: stage.file, summary })}
        />
      );
    case 'done':
      return <DoneStep file={stage.file} summary={stage.summary} onRestart={restart} />;
  }
}
