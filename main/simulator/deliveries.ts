/**
 * The callback queue at work: takes what is due, POSTs it, and plans the next try on the simulator's clock.
 * Callbacks about one subject never overtake one another unless a fault wants it; different subjects go side by side.
 */
import { addMs, toMs, type Instant } from '../../domain/instant.ts';
import type { CallbackClient, PostOutcome } from './callback-client.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import { classicPolicy, nextTryAt, type RetryPolicy } from './retry-policy.ts';
import type { CallbackUrls } from './store/callback-urls.ts';
import type { Delivery, DeliveryQueue, NewDelivery } from './store/deliveries.ts';
import type { Store } from './store/open.ts';

const MAX_IN_FLIGHT = 32;

/** Callbacks of subjects that are on the wire are passed over; looking further than the free places finds others. */
const LOOK_AHEAD = 4 * MAX_IN_FLIGHT;

/** What falls due within so much time of the moved clock is done in one step: thousands of retries need no thousands of steps. */
export const STEP_MS = 60_000;

/** A callback held for `reorder` goes at the latest after this, when no other came to overtake it. */
const HOLD_MS = 60_000;

export interface Deliveries {
  /** Queues a callback within the caller's transaction; it leaves soon after. */
  readonly enqueue: (delivery: NewDelivery) => void;
  /** The subject was read up to this change: what was already sent of it is delivered. */
  readonly acknowledge: (gateway: string, subject: string, upTo: number) => void;
  /** Looks again for what is due. */
  wake(): void;
  /** Resolves when everything due now was tried. */
  whenIdle(): Promise<void>;
  /** Resolves when every callback answered since the last `forgetUnread` was read, at the latest after `ms` of real time. */
  whenRead(ms: number): Promise<void>;
  forgetUnread(): void;
  nextDueAt(): Instant | undefined;
  /** Tries made since the start. */
  triesMade(): number;
  /** Ends what is on the wire and puts it back into the queue. */
  close(): Promise<void>;
}

export interface DeliveryParts {
  readonly store: Store;
  readonly queue: DeliveryQueue;
  readonly urls: CallbackUrls;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly client: CallbackClient;
  readonly policyOf: (gateway: string) => RetryPolicy;
  /** Told when the queue cannot be read or written; what was due is tried again at the next start. */
  readonly onError: (error: unknown) => void;
  /** Called when nothing is due: the moment to set the alarm. */
  readonly onIdle: () => void;
}

export function createDeliveries(parts: DeliveryParts): Deliveries {
  const { store, queue, clock, client } = parts;
  const inFlight = new Map<string, Promise<void>>();
  const held = new Set<number>();
  const unread = new Set<number>();
  let idleWaiters: (() => void)[] = [];
  let readWaiters: (() => void)[] = [];
  let isPumpPlanned = false;
  let isClosed = false;
  let tries = 0;

  queue.releaseAll();

  const wake = () => {
    if (isPumpPlanned || isClosed) return;
    isPumpPlanned = true;
    setImmediate(() => {
      try {
        pump();
      } catch (error) {
        parts.onError(error);
      }
    });
  };

  function pump(): void {
    isPumpPlanned = false;
    if (isClosed) return;
    // Half a queue of free places before looking again keeps the look-ups few in a storm.
    if (inFlight.size > MAX_IN_FLIGHT / 2) return;
    const due = queue.due(clock.now(), LOOK_AHEAD);
    store.transaction(() => {
      for (const delivery of due) start(delivery);
    });
    if (inFlight.size > 0) return;
    idleWaiters.forEach((resolve) => resolve());
    idleWaiters = [];
    parts.onIdle();
  }

  function start(delivery: Delivery): void {
    const key = `${delivery.gateway} ${delivery.subject}`;
    if (inFlight.size >= MAX_IN_FLIGHT || inFlight.has(key)) return;
    queue.claim(delivery.id);
    inFlight.set(key, carry(delivery, key).catch(parts.onError));
  }

  async function carry(delivery: Delivery, key: string): Promise<void> {
    const outcome = await client.post(delivery);
    inFlight.delete(key);
    if (isClosed) return;
    tries += 1;
    store.transaction(() => settle(delivery, outcome));
    wake();
  }

  function settle(delivery: Delivery, outcome: PostOutcome): void {
    const now = clock.now();
    const attempt = delivery.tries + 1;
    queue.addAttempt(delivery.id, { attempt, at: now, url: delivery.url, ...told(outcome) });
    const policy = effectivePolicy(delivery.gateway);
    const hasArrived = arrived(outcome, policy);
    parts.urls.countTry(delivery.gateway, delivery.url, !hasArrived);
    finish({ delivery, attempt, now, policy, hasArrived });
    releaseHeld(delivery.id, now);
  }

  function finish(end: Ending): void {
    const { delivery, attempt, now, policy } = end;
    const madeAt = isPunctual(delivery, now) ? delivery.dueAt : now;
    const next = nextTryAt(policy, attempt, { createdAt: delivery.createdAt, now: madeAt });
    const done = { tries: attempt, dueAt: now };
    if (isSettled(end)) queue.finish(delivery.id, { state: 'delivered', ...done });
    else if (next !== undefined) waitForNext(end, next);
    else giveUp(end);
  }

  function isSettled({ delivery, policy, hasArrived }: Ending): boolean {
    if (delivery.settledBy === 'answer' || policy.isClassic) return hasArrived;
    return queue.readUpTo(delivery.gateway, delivery.subject) >= delivery.sequence;
  }

  function waitForNext({ delivery, attempt, hasArrived }: Ending, next: Instant): void {
    queue.finish(delivery.id, { state: 'pending', tries: attempt, dueAt: next });
    if (hasArrived) unread.add(delivery.id);
  }

  function giveUp({ delivery, attempt, now, policy }: Ending): void {
    const state = policy.isClassic ? 'suspended' : 'given-up';
    queue.finish(delivery.id, { state, tries: attempt, dueAt: now });
    if (!policy.isClassic) return;
    parts.urls.setActive(delivery.gateway, delivery.url, false);
    queue.suspendUrl(delivery.gateway, delivery.url);
  }

  function releaseHeld(overtakenBy: number, now: Instant): void {
    for (const id of held) {
      if (id >= overtakenBy) continue;
      queue.hurry(id, now);
      held.delete(id);
    }
  }

  function enqueue(delivery: NewDelivery): void {
    const now = clock.now();
    const struck = parts.faults.takeForCallback(delivery.gateway);
    const lateMs = struck.find(({ kind }) => kind === 'late')?.delayMs ?? 0;
    const isHeld = struck.some(({ kind }) => kind === 'reorder');
    const isLost = struck.some(({ kind }) => kind === 'lose');
    const isActive = parts.urls.state(delivery.gateway, delivery.url).active;
    const dueAt = addMs(now, lateMs + (isHeld ? HOLD_MS : 0));
    const state = isLost ? 'lost' : isActive ? 'pending' : 'suspended';
    const copies = struck.some(({ kind }) => kind === 'duplicate') ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const id = queue.add(delivery, { state, createdAt: now, dueAt });
      if (isHeld) held.add(id);
    }
    wake();
  }

  const effectivePolicy = (gateway: string): RetryPolicy =>
    parts.faults.hasSwitchOff(gateway) ? classicPolicy : parts.policyOf(gateway);

  const noteRead = () => {
    if (unread.size > 0) return;
    readWaiters.forEach((resolve) => resolve());
    readWaiters = [];
  };

  return {
    enqueue,
    acknowledge(gateway, subject, upTo) {
      for (const id of queue.acknowledge(gateway, subject, upTo)) unread.delete(id);
      noteRead();
    },
    wake,
    whenIdle() {
      return new Promise((resolve) => {
        if (isClosed) {
          resolve();
          return;
        }
        idleWaiters.push(resolve);
        wake();
      });
    },
    whenRead(ms) {
      return new Promise((resolve) => {
        if (unread.size === 0 || isClosed) {
          resolve();
          return;
        }
        const limit = setTimeout(resolve, ms);
        readWaiters.push(() => {
          clearTimeout(limit);
          resolve();
        });
      });
    },
    forgetUnread: () => unread.clear(),
    nextDueAt: () => queue.nextDueAt(),
    triesMade: () => tries,
    async close() {
      isClosed = true;
      client.close();
      await Promise.all(inFlight.values());
      idleWaiters.forEach((resolve) => resolve());
      readWaiters.forEach((resolve) => resolve());
      queue.releaseAll();
    },
  };
}

interface Ending {
  readonly delivery: Delivery;
  readonly attempt: number;
  readonly now: Instant;
  readonly policy: RetryPolicy;
  readonly hasArrived: boolean;
}

/** A moved clock makes tries up to one step late; counted from when they were due, the lateness does not add up. */
const isPunctual = ({ dueAt }: Delivery, now: Instant): boolean =>
  toMs(now) - toMs(dueAt) <= STEP_MS;

const told = (outcome: PostOutcome) =>
  outcome.kind === 'answered'
    ? { httpStatus: outcome.httpStatus, error: null }
    : { httpStatus: null, error: outcome.error };

function arrived(outcome: PostOutcome, policy: RetryPolicy): boolean {
  if (outcome.kind !== 'answered') return false;
  const { httpStatus } = outcome;
  return policy.isClassic ? httpStatus === 200 : httpStatus >= 200 && httpStatus < 300;
}
