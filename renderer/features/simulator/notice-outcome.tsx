import type { NoticeOutcome } from '../../../domain/simulator-panel.ts';
import type { SimulatedNotice } from '../../../preload/contract/simulator.ts';
import { simulatedStatusText, simulatorText } from '../../text/simulator.ts';
import { uiText } from '../../text/ui.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import styles from './simulator.module.css';

const tones: Readonly<Record<NoticeOutcome, Tone>> = {
  delivered: 'good',
  failed: 'bad',
  waiting: 'waiting',
};

/** Whether the notice has arrived by now, and what holds it back where something does. */
export function Outcome({ notice }: { readonly notice: SimulatedNotice }) {
  const { read, outcomes, stateNotes } = simulatorText;
  const wasRead = notice.outcome === 'delivered' && !hasArrived(notice);
  return (
    <span title={wasRead ? read.note : stateNotes[notice.state]}>
      <StatusBadge
        tone={tones[notice.outcome]}
        label={wasRead ? read.label : outcomes[notice.outcome]}
      />
    </span>
  );
}

function hasArrived({ httpStatus }: SimulatedNotice): boolean {
  return httpStatus !== null && httpStatus >= 200 && httpStatus < 300;
}

/** What the receiver answered to this try. */
export function TryAnswer({ notice }: { readonly notice: SimulatedNotice }) {
  const { httpStatus, error, state, attempt } = notice;
  if (attempt === null)
    return <>{simulatorText.shortStates[state] ?? simulatorText.notices.notTried}</>;
  const words = simulatorText.shortAnswer(httpStatus, error);
  return (
    <span title={simulatorText.answer(httpStatus, error)}>
      <VisibleText>{words === '' ? uiText.none : words}</VisibleText>
    </span>
  );
}

/** What is told: our word for the status, and the gateway's. */
export function Change({ change }: { readonly change: string }) {
  const label = simulatedStatusText(change);
  return (
    <span title={change}>
      {label !== undefined && <>{label} </>}
      <span className={styles['raw']}>
        <VisibleText>{change}</VisibleText>
      </span>
    </span>
  );
}
