import type { ReactNode } from 'react';
import styles from './detail-list.module.css';
import { uiText } from '../text/ui.ts';

export interface Detail {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values in columns; an empty value shows a dash. */
export function DetailList({ details }: { readonly details: readonly Detail[] }) {
  return (
    <dl className={styles['list']}>
      {details.map(({ label, value }) => (
        <div key={label} className={styles['entry']}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? uiText.none : value}</dd>
        </div>
      ))}
    </dl>
  );
}
