import type { ReactNode } from 'react';
import styles from './fixed-height.module.css';

const FRAME = 48;
const HEADER = 33;
const ROW = 34;
const EMPTY = 250;

interface FixedHeightProps {
  /** Rows in the table at the moment. */
  readonly rows: number;
  readonly hasTotals?: boolean;
  /** Rows in sight at most; the rest scrolls inside. */
  readonly maximumRows: number;
  readonly children: ReactNode;
}

/** Gives a DataTable among other sections the height of its rows. */
export function FixedHeight({ rows, hasTotals, maximumRows, children }: FixedHeightProps) {
  const shown = Math.min(rows, maximumRows) + (hasTotals ? 1 : 0);
  const height = rows === 0 ? EMPTY : FRAME + HEADER + shown * ROW + 18;
  return (
    <div className={styles['box']} style={{ height }}>
      {children}
    </div>
  );
}
