/**
 * The callback queue at work: takes what is due on the simulator's clock and POSTs it.
 * Callbacks about one subject never overtake one another unless a fault wants it; different subjects go side by side.
 */
import { addMs, type Instant } from '../../domain/instant.ts';
import type { CallbackClient } from './callback-client.ts';
import { endDelivery, type EndingParts } from './delivery-ending.ts';
import type { Faults } from './faults.ts';
import { BEHIND, type Delivery, type NewDelivery } from './store/deliveries.ts';
import type { Store } from './store/open.ts';
import { createWaiters } from './waiters.ts';

const MAX_IN_FLIGHT = 32;

/** Callbacks of subjects that are on the wire are passed over; looking further than the free places finds others. */
const LOOK_AHEAD = 4 * MAX_IN_FLIGHT;

/** A callback held for `reorder` goes at the latest after this, when no other came to overtake it. */
const HOLD_MS = 60_000;

export interface DeliveryParts extends Omit<EndingParts, 'hasSwitchOff'> {
  readonly store: Store;
  readonly faults: Faults;
  readonly client: CallbackClient;
  /** Told when the queue cannot be read or written; what was due is tried again at the next start. */
  readonly onError: (error: unknown) => void;
  /** Called when nothing is due: the moment to set the alarm. */
  readonly onIdle: () => void;
}

/** Owns what is on the wire: `close` ends it and puts it back into the queue. */
export class Deliveries {
  readonly #parts: DeliveryParts;
  readonly #ending: EndingParts;
  readonly #inFlight = new Map<string, Promise<void>>();
  /** Held for `reorder` until a later callback has gone. */
  readonly #held = new Set<number>();
  /** Answered and not read yet. */
  readonly #unread = new Set<number>();
  readonly #idle = createWaiters();
  readonly #read = createWaiters();
  #isPumpPlanned = false;
  #isClosed = false;
  #tries = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#ending = { ...parts, hasSwitchOff: (gateway) => parts.faults.hasSwitchOff(gateway) };
    parts.queue.releaseAll();
  }

  /** Tries made since the start. */
  get triesMade(): number {
    return this.#tries;
  }

  /** Queues a callback within the caller's transaction; it leaves soon after. */
  enqueue(delivery: NewDelivery): void {
    const { queue, urls, clock, faults, store } = this.#parts;
    // Faults count what they strike, and a rehearsal strikes nothing.
    if (store.isRehearsing) return;
    const struck = faults.takeForCallback(delivery.gateway);
    const has = (wanted: string) => struck.some(({ kind }) => kind === wanted);
    const now = clock.now();
    const lateMs = struck.find(({ kind }) => kind === 'late')?.delayMs ?? 0;
    const heldMs = lateMs + (has('reorder') ? HOLD_MS : 0);
    const { gateway, subject } = delivery;
    const isBehind =
      delivery.isOrdered === true && heldMs === 0 && queue.hasAhead(gateway, subject, now);
    const dueAt = isBehind ? BEHIND : addMs(now, heldMs);
    const isActive = urls.state(delivery.gateway, delivery.url).active;
    const state = has('lose') ? 'lost' : isActive ? 'pending' : 'suspended';
    for (let copies = has('duplicate') ? 2 : 1; copies > 0; copies -= 1) {
      const id = queue.add(delivery, { state, createdAt: now, dueAt });
      if (has('reorder')) this.#held.add(id);
    }
    this.wake();
  }

  /** The subject was read up to this change: what was already sent of it is delivered. */
  acknowledge(gateway: string, subject: string, upTo: number): void {
    for (const id of this.#parts.queue.acknowledge(gateway, subject, upTo)) this.#unread.delete(id);
    if (this.#unread.size === 0) this.#read.release();
  }

  /** Looks again for what is due. */
  wake(): void {
    if (this.#isPumpPlanned || this.#isClosed) return;
    this.#isPumpPlanned = true;
    setImmediate(() => {
      this.#isPumpPlanned = false;
      try {
        this.#pump();
      } catch (error) {
        this.#parts.onError(error);
      }
    });
  }

  /** Resolves when everything due now was tried. */
  whenIdle(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    const idle = this.#idle.wait();
    this.wake();
    return idle;
  }

  /** Resolves when every callback answered since the last `forgetUnread` was read, at the latest after `ms` of real time. */
  whenRead(ms: number): Promise<void> {
    return this.#unread.size === 0 || this.#isClosed
      ? Promise.resolve()
      : this.#read.waitAtMost(ms);
  }

  forgetUnread(): void {
    this.#unread.clear();
  }

  nextDueAt(): Instant | undefined {
    return this.#parts.queue.nextDueAt();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#parts.client.close();
    await Promise.all(this.#inFlight.values());
    this.#idle.release();
    this.#read.release();
    this.#parts.queue.releaseAll();
  }

  #pump(): void {
    if (this.#isClosed) return;
    // Half a queue of free places before looking again keeps the look-ups few in a storm.
    if (this.#inFlight.size > MAX_IN_FLIGHT / 2) return;
    const { store, queue, clock, onIdle } = this.#parts;
    const due = queue.due(clock.now(), LOOK_AHEAD);
    store.transaction(() => {
      for (const delivery of due) this.#start(delivery);
    });
    if (this.#inFlight.size > 0) return;
    this.#idle.release();
    onIdle();
  }

  #start(delivery: Delivery): void {
    const key = `${delivery.gateway} ${delivery.subject}`;
    if (this.#inFlight.size >= MAX_IN_FLIGHT || this.#inFlight.has(key)) return;
    this.#parts.queue.claim(delivery.id);
    this.#inFlight.set(key, this.#carry(delivery, key).catch(this.#parts.onError));
  }

  async #carry(delivery: Delivery, key: string): Promise<void> {
    const { timeoutMs } = this.#parts.policyOf(delivery.gateway);
    const outcome = await this.#parts.client.post(delivery, timeoutMs);
    this.#inFlight.delete(key);
    if (this.#isClosed) return;
    this.#tries += 1;
    this.#parts.store.transaction(() => {
      if (endDelivery(this.#ending, delivery, outcome) === 'unread') this.#unread.add(delivery.id);
      this.#releaseHeld(delivery.id);
    });
    this.wake();
  }

  #releaseHeld(overtakenBy: number): void {
    for (const id of this.#held) {
      if (id >= overtakenBy) continue;
      this.#parts.queue.hurry(id, this.#parts.clock.now());
      this.#held.delete(id);
    }
  }
}
