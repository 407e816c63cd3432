import type { ClockMove } from '../../../preload/contract/simulator.ts';
import { simulatedStatusText, simulatorText } from '../../text/simulator.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './simulator.module.css';

const text = simulatorText.clock;

/** What the passing of time brought. */
export function Happened({ move }: { readonly move: ClockMove }) {
  const lines = linesOf(move);
  return (
    <Notice
      tone={move.switchedOff.length > 0 ? 'attention' : 'practice'}
      role="status"
      title={text.happened}
    >
      {lines.length === 0 ? (
        text.nothing
      ) : (
        <ul className={styles['happened']}>
          {lines.map((line) => (
            <li key={line}>
              <VisibleText>{line}</VisibleText>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function linesOf({ told, tries, failedTries, switchedOff }: ClockMove): readonly string[] {
  return [
    ...told.map(({ gatewayLabel, change, count }) =>
      text.told(gatewayLabel, simulatedStatusText(change) ?? change, count),
    ),
    ...(tries === 0 ? [] : [text.tries(tries, failedTries)]),
    ...switchedOff.map((url) => text.switchedOff(url)),
  ];
}
