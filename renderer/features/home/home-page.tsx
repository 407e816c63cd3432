/** Início: what came in, what is owed, what waits for a decision. */
import { Stack } from '@mantine/core';
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { usePractice } from '../../api/practice.ts';
import { useCall } from '../../api/queries.ts';
import { today } from '../../api/today.ts';
import { homeText } from '../../text/home.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ChargesAttention } from './charges-attention.tsx';
import { Figures } from './figures.tsx';
import { FirstRunCard } from './first-run-card.tsx';
import { Reviews } from './reviews.tsx';

export function HomePage() {
  const isPractice = usePractice();
  const summary = useCall('home.summary', { isPractice });
  return (
    <>
      <PageHeader title={homeText.title} detail={formatCivilDate(today())} />
      <Stack gap="md">
        <FirstRunCard />
        <ErrorAlert error={summary.error} onRetry={() => void summary.refetch()} />
        {summary.data && <Figures summary={summary.data} />}
        {summary.data && <ChargesAttention summary={summary.data} />}
        <Reviews isPractice={isPractice} />
      </Stack>
    </>
  );
}
