/** What follows from how one POST ended: delivered, tried again later, given up, or the URL switched off. */
import { toMs, type Instant } from '../../domain/instant.ts';
import type { PostOutcome } from './callback-client.ts';
import type { Clock } from './clock.ts';
import { classicPolicy, nextTryAt, type RetryPolicy } from './retry-policy.ts';
import type { CallbackUrls } from './store/callback-urls.ts';
import type { Delivery, DeliveryQueue } from './store/deliveries.ts';

/** What falls due within so much time of a moved clock is done in one step: thousands of retries need no thousands of steps. */
export const STEP_MS = 60_000;

export interface EndingParts {
  readonly queue: DeliveryQueue;
  readonly urls: CallbackUrls;
  readonly clock: Clock;
  readonly policyOf: (gateway: string) => RetryPolicy;
  /** Whether the classic switch-off takes the place of the gateway's own policy. */
  readonly hasSwitchOff: (gateway: string) => boolean;
}

interface Ending {
  readonly delivery: Delivery;
  readonly attempt: number;
  readonly now: Instant;
  readonly policy: RetryPolicy;
  readonly hasArrived: boolean;
}

/** @returns `unread` when the POST was answered and now waits for the reading of its subject */
export function endDelivery(
  parts: EndingParts,
  delivery: Delivery,
  outcome: PostOutcome,
): 'unread' | 'ended' | 'failed' {
  const { gateway, url } = delivery;
  const now = parts.clock.now();
  const attempt = delivery.tries + 1;
  const policy = parts.hasSwitchOff(gateway) ? classicPolicy : parts.policyOf(gateway);
  const hasArrived = arrived(outcome, policy);
  parts.queue.addAttempt(delivery.id, { attempt, at: now, url, ...told(outcome) });
  parts.urls.countTry(gateway, url, !hasArrived);
  return finish(parts, { delivery, attempt, now, policy, hasArrived });
}

function finish(parts: EndingParts, ending: Ending): 'unread' | 'ended' | 'failed' {
  const { delivery, attempt, now, hasArrived } = ending;
  if (isSettled(parts, ending)) {
    parts.queue.finish(delivery.id, { state: 'delivered', tries: attempt, dueAt: now });
    parts.queue.releaseNext(delivery.gateway, delivery.subject, now);
    return 'ended';
  }
  const next = nextOf(ending);
  if (next === undefined) {
    giveUp(parts, ending);
    return 'failed';
  }
  // The URL may have been switched off while this one was on the wire.
  const isActive = parts.urls.state(delivery.gateway, delivery.url).active;
  const state = isActive ? 'pending' : 'suspended';
  parts.queue.finish(delivery.id, { state, tries: attempt, dueAt: next });
  return hasArrived ? 'unread' : 'failed';
}

function isSettled({ queue }: EndingParts, { delivery, policy, hasArrived }: Ending): boolean {
  if (delivery.settledBy === 'answer' || policy.isClassic) return hasArrived;
  return queue.readUpTo(delivery.gateway, delivery.subject) >= delivery.sequence;
}

function nextOf({ delivery, attempt, now, policy }: Ending): Instant | undefined {
  // A moved clock makes tries up to one step late; counted from when they were due, the lateness does not add up.
  const isPunctual = toMs(now) - toMs(delivery.dueAt) <= STEP_MS;
  const triedAt = isPunctual ? delivery.dueAt : now;
  return nextTryAt(policy, attempt - delivery.forgiven, {
    createdAt: delivery.createdAt,
    now: triedAt,
  });
}

function giveUp({ queue, urls }: EndingParts, { delivery, attempt, now, policy }: Ending): void {
  const state = policy.isClassic ? 'suspended' : 'given-up';
  queue.finish(delivery.id, { state, tries: attempt, dueAt: now });
  if (!policy.isClassic) {
    queue.releaseNext(delivery.gateway, delivery.subject, now);
    return;
  }
  urls.setActive(delivery.gateway, delivery.url, false);
  queue.suspendUrl(delivery.gateway, delivery.url);
}

const told = (outcome: PostOutcome) =>
  outcome.kind === 'answered'
    ? { httpStatus: outcome.httpStatus, error: null }
    : { httpStatus: null, error: outcome.error };

function arrived(outcome: PostOutcome, policy: RetryPolicy): boolean {
  if (outcome.kind !== 'answered') return false;
  const { httpStatus } = outcome;
  const isStrict = policy.isClassic || policy.takesOnly200 === true;
  return isStrict ? httpStatus === 200 : httpStatus >= 200 && httpStatus < 300;
}
