import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatMoney, type Cents } from '../../../domain/money.ts';
import type { Output } from '../../../preload/contract/api.ts';
import { homeText } from '../../text/home.ts';
import { paths } from '../../ui/paths.ts';
import styles from './figures.module.css';

export type Summary = Output<'home.summary'>;

const text = homeText.figures;

/** The four sums, each a link to the títulos behind it. */
export function Figures({ summary }: { readonly summary: Summary }) {
  const { receivedMonthCents, expectedMonthCents } = summary;
  const share = expectedMonthCents <= 0 ? 0 : (receivedMonthCents / expectedMonthCents) * 100;
  return (
    <section className={styles['figures']} aria-label={text.label}>
      <Figure
        label={text.today}
        cents={summary.receivedTodayCents}
        to={paths.titulosWith('paid')}
      />
      <Figure label={text.month} cents={receivedMonthCents} to={paths.titulosWith('paid')}>
        <Progress value={Math.min(100, share)} size={5} mb={4} aria-label={text.month} />
        {text.expected(formatMoney(expectedMonthCents))}
      </Figure>
      <Figure label={text.open} cents={summary.openCents} to={paths.titulosWith('open')}>
        {text.openDetail}
      </Figure>
      <Figure
        label={text.overdue}
        cents={summary.overdueCents}
        to={paths.titulosWith('overdue')}
        isLate={summary.overdueCents > 0}
      >
        {text.overdueDetail(summary.overdueCount)}
      </Figure>
    </section>
  );
}

interface FigureProps {
  readonly label: string;
  readonly cents: Cents;
  readonly to: string;
  readonly isLate?: boolean;
  readonly children?: ReactNode;
}

function Figure({ label, cents, to, isLate, children }: FigureProps) {
  return (
    <Link to={to} className={styles['figure']}>
      <span className={styles['label']}>{label}</span>
      <span className={styles['amount']} data-late={isLate ?? false}>
        {formatMoney(cents)}
      </span>
      {children !== undefined && <span className={styles['detail']}>{children}</span>}
    </Link>
  );
}
