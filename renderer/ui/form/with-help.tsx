import type { ReactNode } from 'react';
import { HelpTip } from '../help-tip.tsx';
import styles from './with-help.module.css';

interface WithHelpProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

/** A field with its "?" at the end of the label's line. */
export function WithHelp({ label, help, children }: WithHelpProps) {
  if (help === undefined) return children;
  return (
    <div className={styles['field']}>
      {children}
      <div className={styles['help']}>
        <HelpTip field={label}>{help}</HelpTip>
      </div>
    </div>
  );
}
