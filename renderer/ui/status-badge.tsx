import styles from './status-badge.module.css';
import { toneIcons, type Tone } from './tone.ts';
import './tone.css';

interface StatusBadgeProps {
  readonly tone: Tone;
  readonly label: string;
}

/** A state as icon, colour and word together. */
export function StatusBadge({ tone, label }: StatusBadgeProps) {
  const ToneIcon = toneIcons[tone];
  return (
    <span className={styles['badge']} data-tone={tone} title={label}>
      <ToneIcon size={14} stroke={2} aria-hidden />
      <span>{label}</span>
    </span>
  );
}
