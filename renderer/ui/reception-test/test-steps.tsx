import { Text } from '@mantine/core';
import type { TestStep } from '../../../preload/contract/callbacks.ts';
import { receptionTestText as text } from '../../text/reception-test.ts';
import { StatusBadge } from '../status-badge.tsx';
import type { Tone } from '../tone.ts';
import { VisibleText } from '../visible-text.tsx';
import styles from './test-steps.module.css';

const tones: Readonly<Record<TestStep['state'], Tone>> = {
  waiting: 'plain',
  running: 'waiting',
  passed: 'good',
  failed: 'bad',
  untried: 'attention',
  'not-needed': 'ended',
};

/** Each step with what was seen and, where it went wrong, what to do. */
export function TestSteps({ steps }: { readonly steps: readonly TestStep[] }) {
  return (
    <ol className={styles['steps']} aria-label={text.steps}>
      {steps.map((step) => (
        <li key={step.key} className={styles['step']}>
          <div className={styles['head']}>
            <strong>{text.names[step.key]}</strong>
            <StatusBadge tone={tones[step.state]} label={text.states[step.state]} />
            {step.elapsedMs !== null && (
              <span className={styles['time']}>{text.took(step.elapsedMs)}</span>
            )}
          </div>
          {step.text !== '' && (
            <Text size="sm">
              <VisibleText>{step.text}</VisibleText>
            </Text>
          )}
          {step.advice !== null && (
            <Text size="sm">
              <strong>{text.advice}</strong>
              {step.advice}
            </Text>
          )}
          <Evidence evidence={step.evidence} />
        </li>
      ))}
    </ol>
  );
}

function Evidence({ evidence }: Pick<TestStep, 'evidence'>) {
  if (evidence.length === 0) return null;
  return (
    <ul className={styles['evidence']}>
      {evidence.map(({ label, value }) => (
        <li key={label}>
          {label}: <VisibleText>{value}</VisibleText>
        </li>
      ))}
    </ul>
  );
}
