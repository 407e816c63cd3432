import { Button, Stack } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { formatMoney, sum } from '../../../domain/money.ts';
import type { Review } from '../../../preload/contract/titulos.ts';
import { useAction, useList } from '../../api/queries.ts';
import { homeText } from '../../text/home.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { ReviewCard } from './review-card.tsx';

const text = homeText.reviews;

/** 'Precisa de você': money that waits for a decision. */
export function Reviews({ isPractice }: { readonly isPractice: boolean }) {
  const list = useList('reviews.list', { isPractice });
  const toApprove = list.rows.filter((review) => review.reason === 'approval');
  return (
    <Section
      title={text.title}
      detail={text.detail}
      actions={toApprove.length > 1 && <ApproveAll reviews={toApprove} />}
    >
      {list.failure && <FailureAlert failure={list.failure} onRetry={list.reload} />}
      {!list.isLoading && !list.failure && list.rows.length === 0 && (
        <EmptyState icon={IconChecks} title={text.empty}>
          {text.emptyDetail}
        </EmptyState>
      )}
      <Stack gap={0} component="ul" m={0} p={0}>
        {list.rows.map((review) => (
          <ReviewCard key={review.paymentId} review={review} />
        ))}
      </Stack>
      {list.hasMore && (
        <Button variant="default" mt="sm" loading={list.isLoadingMore} onClick={list.loadMore}>
          {text.more}
        </Button>
      )}
    </Section>
  );
}

function ApproveAll({ reviews }: { readonly reviews: readonly Review[] }) {
  const [isAsking, setIsAsking] = useState(false);
  const decide = useAction('reviews.decide');
  const approveAll = async (): Promise<void> => {
    for (const { paymentId } of reviews)
      await decide.mutateAsync({ paymentId, decision: { kind: 'approve' } });
  };
  return (
    <>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {text.approveAll(reviews.length)}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={text.approveAllTitle}
        confirmLabel={text.approveAll(reviews.length)}
        onConfirm={approveAll}
        onClose={() => setIsAsking(false)}
      >
        {text.approveAllText(
          reviews.length,
          formatMoney(sum(reviews.map((review) => review.amountCents))),
        )}
      </ConfirmDialog>
    </>
  );
}
