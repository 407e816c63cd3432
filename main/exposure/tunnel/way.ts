/** One registration's life: its connections, the near end that answers, and those that died on the way. */
import type { Log } from '../../log.ts';
import type { WebRequest } from '../http.ts';
import { createAnswering, type Answering, type LocalListener } from './answering.ts';
import type { TunnelPace } from './pace.ts';
import type { Grant } from './registration.ts';
import { openSockets, type SocketTrouble, type TunnelSockets } from './sockets.ts';
import { spendDead } from './spend-dead.ts';

export interface WayOptions {
  readonly grant: Grant;
  readonly local: LocalListener;
  readonly pace: TunnelPace;
  readonly random: () => number;
  readonly log: Pick<Log, 'info'>;
  readonly lookup?: WebRequest['lookup'];
  readonly onHeld: () => void;
  readonly onTrouble: (trouble: SocketTrouble) => void;
}

export interface Way {
  readonly grant: Grant;
  /** Connections that the server has taken. */
  held(): number;
  /** Fresh connections on the same port. */
  refresh(): void;
  close(): Promise<void>;
}

/** More bring nothing to a payment now and then, and hinder fresh ones after a change of address. */
export const MOST_SOCKETS = 4;

/** Fixed in the server, whatever it announces; dead connections count too. */
const SERVER_ROOM = 10;

export function openWay(options: WayOptions): Way {
  return new ServedWay(options);
}

class ServedWay implements Way {
  readonly grant: Grant;
  readonly #options: WayOptions;
  readonly #answering: Answering;
  readonly #sockets: TunnelSockets;
  readonly #stop = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Counted by the server, and dead. */
  #dead = 0;
  /** May be dead; requests are under way that tell. */
  #inDoubt = 0;
  #mustSpend = false;
  #isSpending = false;
  #planned: NodeJS.Timeout | undefined;
  #spentMs = Number.NEGATIVE_INFINITY;

  constructor(options: WayOptions) {
    const { grant, local, pace, random, lookup } = options;
    this.#options = options;
    this.grant = grant;
    this.#answering = createAnswering(local, pace);
    const places = Math.min(grant.maxSockets, MOST_SOCKETS);
    this.#sockets = openSockets({
      host: grant.host,
      port: grant.port,
      places,
      allowed: (suspects) => Math.min(places, this.#allowedBeside(suspects)),
      pace,
      random,
      answering: this.#answering,
      ...(lookup && { lookup }),
      onHeld: () => this.#held(),
      onTrouble: options.onTrouble,
    });
  }

  held(): number {
    return this.#sockets.held();
  }

  refresh(): void {
    this.#mustSpend = true;
    this.#sockets.refresh();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#timers.forEach((timer) => clearTimeout(timer));
    await this.#sockets.close();
  }

  // Half of the room that the dead leave, so that the next change of address finds room as well.
  #allowedBeside(suspects: number): number {
    const room = SERVER_ROOM - this.#dead - this.#inDoubt - suspects;
    return Math.max(1, Math.floor(room / 2));
  }

  #held(): void {
    this.#options.onHeld();
    this.#spendSoon();
  }

  /** At once after `refresh`, whose reasons are rare; else in the measure of time. */
  #spendSoon(): void {
    const isDue = this.#mustSpend || this.#sockets.hasSuspects();
    if (!isDue || this.#isSpending || this.#stop.signal.aborted) return;
    this.#forget(this.#planned);
    const spacingMs = this.#spentMs + this.#options.pace.spendEveryMs - performance.now();
    const waitMs = this.#mustSpend ? 0 : Math.max(0, spacingMs);
    this.#planned = this.#later(() => void this.#spend(), waitMs);
  }

  async #spend(): Promise<void> {
    this.#isSpending = true;
    const count = this.#sockets.takeSuspects();
    this.#mustSpend = false;
    this.#inDoubt = count;
    const dead = await this.#findDead(count);
    if (this.#stop.signal.aborted) return;
    this.#options.log.info('exposure.tunnel-spent-dead', { count, failed: dead });
    this.#inDoubt = 0;
    this.#spentMs = performance.now();
    this.#countDead(dead);
    this.#sockets.fill();
    this.#isSpending = false;
    this.#spendSoon();
  }

  #findDead(count: number): Promise<number> {
    const { grant, pace, lookup } = this.#options;
    return spendDead({
      url: grant.url,
      count,
      most: Math.min(SERVER_ROOM - this.#dead, count + MOST_SOCKETS),
      answering: this.#answering,
      timeoutMs: pace.spendTimeoutMs,
      signal: this.#stop.signal,
      ...(lookup && { lookup }),
    });
  }

  #countDead(count: number): void {
    if (count === 0) return;
    this.#dead += count;
    this.#later(() => {
      this.#dead -= count;
      this.#sockets.fill();
    }, this.#options.pace.deadMs);
  }

  #forget(timer: NodeJS.Timeout | undefined): void {
    clearTimeout(timer);
    if (timer) this.#timers.delete(timer);
  }

  #later(act: () => void, ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }
}
