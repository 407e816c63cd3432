import type { ReactNode } from 'react';
import styles from './badges.module.css';

/** Badges side by side, in the line of the text round them; the last one gives way where there is no room. */
export function Badges({ children }: { readonly children: ReactNode }) {
  return <span className={styles['badges']}>{children}</span>;
}
