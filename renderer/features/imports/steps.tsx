import { importsText } from '../../text/imports.ts';
import styles from './imports.module.css';

const names = ['pick', 'columns', 'check', 'done'] as const;
export type StepName = (typeof names)[number];

/** Which step it is. */
export function Steps({ current }: { readonly current: StepName }) {
  const position = names.indexOf(current);
  return (
    <ol className={styles['steps']} aria-label={importsText.steps.label}>
      {names.map((name, index) => (
        <li
          key={name}
          data-done={index < position}
          {...(name === current ? { 'aria-current': 'step' as const } : {})}
        >
          <span className={styles['stepNumber']}>{index + 1}</span>
          {importsText.steps[name]}
        </li>
      ))}
    </ol>
  );
}
