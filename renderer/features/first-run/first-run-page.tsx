/** From nothing to the first settled título of practice; left and resumed at will. */
import { Button, Text } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleDot } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { firstSteps, useFirstSteps, type FirstStep } from '../../api/first-steps.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import { firstRunText } from '../../text/first-run.ts';
import { uiText } from '../../text/ui.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { paths } from '../../ui/paths.ts';
import { Section } from '../../ui/section.tsx';
import { SecuritySetUp } from '../../ui/security-set-up.tsx';
import { ClientsStep } from './clients-step.tsx';
import { CompanyStep } from './company-step.tsx';
import styles from './first-run.module.css';
import { PracticeStep } from './practice-step.tsx';
import { TituloStep } from './titulo-step.tsx';

export function FirstRunPage() {
  const steps = useFirstSteps();
  const [chosen, setChosen] = useState<FirstStep>();
  if (!steps) return <div role="status">{uiText.loading}</div>;
  const current = chosen ?? steps.next ?? 'settled';
  const { title, text } = firstRunText.step[current];
  return (
    <>
      <PageHeader
        title={firstRunText.title}
        detail={firstRunText.detail}
        actions={
          <Button component={Link} to={paths.home} variant="default">
            {firstRunText.skip}
          </Button>
        }
      />
      <div className={styles['columns']}>
        <StepList done={steps.done} current={current} onChoose={setChosen} />
        <Section title={title} detail={text}>
          <StepContent step={current} onDone={() => setChosen(undefined)} />
        </Section>
      </div>
    </>
  );
}

interface StepListProps {
  readonly done: ReadonlySet<FirstStep>;
  readonly current: FirstStep;
  readonly onChoose: (step: FirstStep) => void;
}

function StepList({ done, current, onChoose }: StepListProps) {
  return (
    <nav aria-label={firstRunText.steps}>
      <ol className={styles['steps']}>
        {firstSteps.map((step) => (
          <li key={step}>
            <button
              type="button"
              className={styles['step']}
              data-done={done.has(step)}
              {...(step === current ? { 'aria-current': 'step' } : {})}
              onClick={() => onChoose(step)}
            >
              <StepMark isDone={done.has(step)} isCurrent={step === current} />
              <span>{firstRunText.step[step].title}</span>
              {done.has(step) && (
                <Text component="span" size="xs" c="dimmed">
                  {firstRunText.done}
                </Text>
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepMark({
  isDone,
  isCurrent,
}: {
  readonly isDone: boolean;
  readonly isCurrent: boolean;
}) {
  if (isDone) return <IconCircleCheckFilled size={18} color="var(--good)" aria-hidden />;
  const Mark = isCurrent ? IconCircleDot : IconCircle;
  return <Mark size={18} stroke={1.7} aria-hidden />;
}

interface StepContentProps {
  readonly step: FirstStep;
  readonly onDone: () => void;
}

function StepContent({ step, onDone }: StepContentProps) {
  switch (step) {
    case 'company':
      return <CompanyStep onDone={onDone} />;
    case 'secrets':
      return <SecuritySetUp />;
    case 'practice':
      return <PracticeStep onDone={onDone} />;
    case 'clients':
      return <ClientsStep onDone={onDone} />;
    case 'settled':
      return <TituloStep />;
    default:
      return assertNever(step);
  }
}
