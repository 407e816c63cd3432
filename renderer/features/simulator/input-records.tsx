import { Text } from '@mantine/core';
import type { SimulatedDetail } from '../../../preload/contract/simulator.ts';
import { formatCount } from '../../text/format.ts';
import { simulatorText } from '../../text/simulator.ts';
import { Section } from '../../ui/section.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { InstantText } from '../../ui/values.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './simulator.module.css';

type Request = SimulatedDetail['requests'][number];

const text = simulatorText.charge;

interface InputRecordsProps {
  readonly requests: readonly Request[];
  /** Whether this app issued the charge. */
  readonly isOurs: boolean;
}

/** "Dados de entrada": what reached the gateway about the charge, and how it answered. */
export function InputRecords({ requests, isOurs }: InputRecordsProps) {
  return (
    <Section title={text.requests} detail={text.requestsDetail}>
      {requests.length === 0 && (
        <Text size="sm" c="dimmed">
          {isOurs ? text.noRequests : text.foreign}
        </Text>
      )}
      {requests.map((request) => (
        <details key={request.id} className={styles['request']}>
          <summary>
            <InstantText at={request.at} />
            <strong>
              <VisibleText>{firstLine(request)}</VisibleText>
            </strong>
            <StatusBadge tone={toneOf(request)} label={answerOf(request)} />
            <span className={styles['raw']}>{formatCount(request.durationMs)} ms</span>
          </summary>
          <Raw label={text.request} content={request.request} />
          <Raw label={text.response} content={request.response} />
        </details>
      ))}
    </Section>
  );
}

function Raw({ label, content }: { readonly label: string; readonly content: string | null }) {
  if (content === null || content === '') return null;
  return (
    <>
      <span className={styles['label']}>{label}</span>
      <pre className={styles['code']} tabIndex={0} aria-label={label}>
        <VisibleText>{content}</VisibleText>
      </pre>
    </>
  );
}

/** Method and path; the call's name where the request was not kept. */
function firstLine({ request, operation }: Request): string {
  return request?.split('\n', 1)[0] ?? operation;
}

const answerOf = ({ httpStatus }: Request): string =>
  httpStatus === null ? text.noAnswer : String(httpStatus);

function toneOf({ httpStatus }: Request): Tone {
  if (httpStatus === null) return 'doubt';
  return httpStatus < 300 ? 'good' : 'bad';
}
