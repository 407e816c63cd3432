import { Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatMoney } from '../../../domain/money.ts';
import type { Input } from '../../../preload/contract/api.ts';
import type { Review } from '../../../preload/contract/titulos.ts';
import { useAction } from '../../api/queries.ts';
import { formatTituloNumber } from '../../text/format.ts';
import { homeText } from '../../text/home.ts';
import { paymentMethodTexts, reviewTexts } from '../../text/states.ts';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { paths } from '../../ui/paths.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Tone } from '../../ui/tone.ts';
import { sayDone } from '../../ui/toasts.ts';
import { DateText, Money } from '../../ui/values.tsx';
import { AllocateDialog } from './allocate-dialog.tsx';
import styles from './review-card.module.css';

type Decision = Input<'reviews.decide'>['decision'];

const text = homeText.reviews;

const tones: Readonly<Record<Review['reason'], Tone>> = {
  none: 'plain',
  approval: 'waiting',
  duplicate: 'attention',
  amount: 'attention',
  'cancelled-titulo': 'bad',
  'same-payment': 'doubt',
  unmatched: 'doubt',
};

/** One payment, why it waits, and what can be done with it. */
export function ReviewCard({ review }: { readonly review: Review }) {
  const [isChoosing, setIsChoosing] = useState(false);
  const decide = useAction('reviews.decide');
  const settle = async (decision: Decision): Promise<void> => {
    await decide.mutateAsync({ paymentId: review.paymentId, decision });
    sayDone(text.decided);
  };
  return (
    <li className={styles['card']}>
      <Facts review={review} />
      <Group gap="xs" className={styles['decisions'] ?? ''}>
        {canApprove(review) && (
          <Button
            variant="light"
            loading={decide.isPending}
            onClick={() =>
              decide.mutate({ paymentId: review.paymentId, decision: approvalOf(review) })
            }
          >
            {text.approve[review.reason]}
          </Button>
        )}
        {canAllocate(review) && (
          <Button variant="default" onClick={() => setIsChoosing(true)}>
            {review.reason === 'unmatched' ? text.choose : text.allocate}
          </Button>
        )}
        {review.reason === 'same-payment' && (
          <Button
            variant="default"
            onClick={() =>
              decide.mutate({ paymentId: review.paymentId, decision: { kind: 'dismiss' } })
            }
          >
            {text.dismiss}
          </Button>
        )}
        {canKeep(review) && (
          <Button
            variant="default"
            onClick={() =>
              decide.mutate({ paymentId: review.paymentId, decision: { kind: 'keep-as-credit' } })
            }
          >
            {text.credit}
          </Button>
        )}
      </Group>
      <div className={styles['error']}>
        <ErrorAlert error={decide.error} />
      </div>
      <AllocateDialog
        isOpen={isChoosing}
        amountCents={review.unallocatedCents}
        onClose={() => setIsChoosing(false)}
        onChoose={(tituloId) => settle({ kind: 'allocate', tituloId })}
      />
    </li>
  );
}

function Facts({ review }: { readonly review: Review }) {
  return (
    <div>
      <Group gap="xs">
        <strong>
          <Money cents={review.amountCents} />
        </strong>
        <StatusBadge tone={tones[review.reason]} label={reviewTexts[review.reason]} />
        {review.clientId === null ? (
          <span>{text.noClient}</span>
        ) : (
          <Anchor component={Link} to={paths.client(review.clientId)} size="sm">
            {review.clientName}
          </Anchor>
        )}
        {review.tituloId !== null && review.tituloNumber !== null && (
          <Anchor component={Link} to={paths.titulo(review.tituloId)} size="sm">
            {text.titulo(formatTituloNumber(review.tituloNumber))}
          </Anchor>
        )}
      </Group>
      <Text size="sm" c="dimmed" component="div">
        {text.why[review.reason]} {review.accountLabel !== null && `${review.accountLabel}: `}
        {text.paid(paymentMethodTexts[review.method])} <DateText on={review.paidOn} />
        {review.unallocatedCents > 0 && review.unallocatedCents < review.amountCents && (
          <>, {text.unallocated(formatMoney(review.unallocatedCents))}</>
        )}
        .
      </Text>
    </div>
  );
}

function canApprove({ reason }: Review): boolean {
  return reason !== 'unmatched' && reason !== 'duplicate';
}

function canAllocate({ reason, unallocatedCents }: Review): boolean {
  return reason !== 'approval' && unallocatedCents > 0;
}

function canKeep({ reason, clientId, unallocatedCents }: Review): boolean {
  return clientId !== null && unallocatedCents > 0 && reason !== 'same-payment';
}

/** A payment of a cancelled título is confirmed as of that título, which reopens it. */
function approvalOf({ reason, tituloId }: Review): Decision {
  if (reason === 'cancelled-titulo' && tituloId !== null) return { kind: 'allocate', tituloId };
  return { kind: 'approve' };
}
