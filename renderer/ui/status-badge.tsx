import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconHelpCircle,
  IconInfoCircle,
} from '@tabler/icons-react';
import styles from './status-badge.module.css';

/** What a state means to the operator; each has one colour and one icon. */
export type Tone = 'good' | 'waiting' | 'attention' | 'bad' | 'doubt' | 'ended' | 'plain';

const icons: Readonly<Record<Tone, Icon>> = {
  good: IconCircleCheck,
  waiting: IconClock,
  attention: IconAlertTriangle,
  bad: IconCircleX,
  doubt: IconHelpCircle,
  ended: IconBan,
  plain: IconInfoCircle,
};

interface StatusBadgeProps {
  readonly tone: Tone;
  readonly label: string;
}

/** A state as icon, colour and word together. */
export function StatusBadge({ tone, label }: StatusBadgeProps) {
  const ToneIcon = icons[tone];
  return (
    <span className={styles['badge']} data-tone={tone}>
      <ToneIcon size={14} stroke={2} aria-hidden />
      <span>{label}</span>
    </span>
  );
}
