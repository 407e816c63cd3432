import type { ReactNode } from 'react';
import styles from './notice.module.css';
import { toneIcons, type Tone } from './tone.ts';
import './tone.css';

interface NoticeProps {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  /** `alert` interrupts who listens, `status` waits its turn, `note` says nothing by itself. */
  readonly role?: 'alert' | 'status' | 'note';
}

/** A few words that stand out, with the colour and the icon of their tone. */
export function Notice({ tone, title, children, role = 'note' }: NoticeProps) {
  const ToneIcon = toneIcons[tone];
  return (
    <div className={styles['notice']} data-tone={tone} role={role}>
      <ToneIcon size={18} aria-hidden className={styles['icon']} />
      <div className={styles['words']}>
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}
