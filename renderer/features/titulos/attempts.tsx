import { Text } from '@mantine/core';
import type { TituloDetail } from '../../../preload/contract/titulos.ts';
import { formatCount } from '../../text/format.ts';
import { tituloPageText } from '../../text/titulo-page.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { InstantText } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './titulo-page.module.css';

type Attempt = TituloDetail['attempts'][number];

const text = tituloPageText.attempts;

/** What was said to the gateway and what it answered, masked as it was stored. */
export function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  return (
    <Section title={text.title}>
      {attempts.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.none}
        </Text>
      )}
      {attempts.map((attempt) => (
        <details key={attempt.id} className={styles['attempt']}>
          <summary>
            <span className={styles['when']}>
              <InstantText at={attempt.at} />
            </span>
            <strong>{attempt.operation}</strong>
            <StatusBadge tone={toneOf(attempt)} label={answerOf(attempt)} />
            <span className={styles['actor']}>{formatCount(attempt.durationMs)} ms</span>
          </summary>
          {attempt.description !== null && <Text size="sm">{attempt.description}</Text>}
          <Raw label={text.request} content={attempt.request} />
          <Raw label={text.response} content={attempt.response} />
        </details>
      ))}
    </Section>
  );
}

function Raw({ label, content }: { readonly label: string; readonly content: string | null }) {
  return (
    <>
      <span className={styles['label']}>{label}</span>
      <pre className={styles['raw']} tabIndex={0} aria-label={label}>
        {content === null || content === '' ? text.empty : <VisibleText>{content}</VisibleText>}
      </pre>
    </>
  );
}

function answerOf({ httpStatus, statusCode }: Attempt): string {
  if (httpStatus === null) return text.noAnswer;
  return statusCode === null ? String(httpStatus) : `${String(httpStatus)} · ${statusCode}`;
}

function toneOf({ httpStatus }: Attempt): Tone {
  if (httpStatus === null) return 'doubt';
  return httpStatus < 300 ? 'good' : 'bad';
}
