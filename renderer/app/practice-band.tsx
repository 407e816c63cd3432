import { IconFlask } from '@tabler/icons-react';
import { setPractice } from '../api/practice.ts';
import { frameText } from '../text/frame.ts';
import styles from './frame.module.css';

/** Says on every screen that nothing on it is real money. */
export function PracticeBand() {
  return (
    <div className={styles['band']} role="note">
      <IconFlask size={16} aria-hidden />
      <span>
        <strong>{frameText.practice.band}</strong>: {frameText.practice.text}
      </span>
      <button type="button" onClick={() => setPractice(false)}>
        {frameText.practice.leave}
      </button>
    </div>
  );
}
