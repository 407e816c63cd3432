/** The connections to a tunnel's port: a few places, each of which is filled again when its connection ends. */
import { connect, type Socket } from 'node:net';
import type { WebRequest } from '../http.ts';
import type { Answering } from './answering.ts';
import { createBackOff, type BackOff } from './back-off.ts';
import type { TunnelPace } from './pace.ts';

/** Why no connection stands. `nextTryMs`: pause until the next try. */
export interface SocketTrouble {
  readonly kind: 'port-closed' | 'sockets-dropped' | 'port-silent';
  readonly nextTryMs: number;
  /** Tries in a row, over all places, that ended without a connection. */
  readonly failures: number;
}

export interface SocketsOptions {
  readonly host: string;
  readonly port: number;
  /** Most connections at one time. */
  readonly places: number;
  /** How many of them now, at least 1, when so many of our connections ended in doubt and `takeSuspects` is due. */
  readonly allowed: (suspects: number) => number;
  readonly pace: TunnelPace;
  readonly random: () => number;
  readonly answering: Answering;
  readonly lookup?: WebRequest['lookup'];
  /** A connection was taken by the server. */
  readonly onHeld: () => void;
  /** A try failed and no connection stands. */
  readonly onTrouble: (trouble: SocketTrouble) => void;
}

export interface TunnelSockets {
  /** Connections that the server has taken. */
  held(): number;
  /** Opens what is allowed by now; nobody loses a connection because less is allowed. */
  fill(): void;
  /** Connections that ended as a dead path would end them, since the last call; the server may still count them. */
  takeSuspects(): number;
  /** Ends all connections, once they have answered, and opens fresh ones. */
  refresh(): void;
  /** Opens no more; resolves when all have ended, after the grace time at the latest. */
  close(): Promise<void>;
}

interface Place {
  readonly backOff: BackOff;
  socket: Socket | undefined;
  isConnected: boolean;
  /** The server has taken the connection. */
  isHeld: boolean;
  hasServed: boolean;
  /** performance.now() of the last opening. */
  openedMs: number;
  timer: NodeJS.Timeout | undefined;
}

export function openSockets(options: SocketsOptions): TunnelSockets {
  return new Sockets(options);
}

class Sockets implements TunnelSockets {
  readonly #options: SocketsOptions;
  readonly #places: readonly Place[];
  /** Taken out of their place, still answering. */
  readonly #leaving = new Set<Socket>();
  #suspects = 0;
  /** When connections ended after their work, by performance.now(). */
  #endings: readonly number[] = [];
  #failures = 0;
  #isClosed = false;

  constructor(options: SocketsOptions) {
    this.#options = options;
    const backOff = { firstMs: options.pace.reopenMs, maxMs: options.pace.maxRetryMs };
    this.#places = Array.from({ length: options.places }, () => ({
      backOff: createBackOff(backOff, options.random),
      socket: undefined,
      isConnected: false,
      isHeld: false,
      hasServed: false,
      openedMs: Number.NEGATIVE_INFINITY,
      timer: undefined,
    }));
    this.fill();
  }

  held(): number {
    return this.#places.filter(({ isHeld }) => isHeld).length;
  }

  takeSuspects(): number {
    const count = this.#suspects;
    this.#suspects = 0;
    return count;
  }

  refresh(): void {
    this.#suspectEndings();
    for (const place of this.#places) {
      this.#suspects += place.isHeld ? 1 : 0;
      place.backOff.reset();
      this.#vacate(place);
    }
    this.#failures = 0;
    this.fill();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#places.forEach((place) => this.#vacate(place));
    const ended = [...this.#leaving].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    await Promise.all(ended);
  }

  fill(): void {
    const empty = this.#places.filter(
      ({ socket, timer }) => socket === undefined && timer === undefined,
    );
    const room = this.#options.allowed(this.#suspects) - (this.#places.length - empty.length);
    if (this.#isClosed || room <= 0) return;
    empty.slice(0, room).forEach((place) => this.#openLater(place, this.#spacing(place)));
  }

  /** What is left of the least time between two openings. */
  #spacing({ openedMs }: Place): number {
    return Math.max(0, openedMs + this.#options.pace.reopenMs - performance.now());
  }

  #openLater(place: Place, ms: number): void {
    place.timer = setTimeout(() => this.#open(place), ms);
  }

  #open(place: Place): void {
    const { host, port, pace, lookup } = this.#options;
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: pace.keepAliveMs,
      ...(lookup && { lookup }),
    });
    let errorCode = '';
    place.socket = socket;
    place.openedMs = performance.now();
    place.timer = setTimeout(() => socket.destroy(), pace.connectTimeoutMs);
    socket.once('connect', () => this.#connected(place, socket));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      errorCode = error.code ?? 'unknown';
    });
    socket.once('close', () => this.#ended(place, socket, errorCode));
  }

  #connected(place: Place, socket: Socket): void {
    if (place.socket !== socket) return;
    place.isConnected = true;
    clearTimeout(place.timer);
    place.timer = setTimeout(() => this.#hold(place, socket), this.#options.pace.settleMs);
    this.#options.answering.serve(socket, {
      onRequest: () => {
        if (place.socket === socket) place.hasServed = true;
        this.#hold(place, socket);
      },
      onIdle: () => {
        if (this.#leaving.has(socket)) socket.destroySoon();
      },
    });
  }

  #hold(place: Place, socket: Socket): void {
    if (place.socket !== socket || place.isHeld) return;
    clearTimeout(place.timer);
    place.timer = undefined;
    place.isHeld = true;
    place.backOff.reset();
    this.#failures = 0;
    this.#options.onHeld();
  }

  #ended(place: Place, socket: Socket, errorCode: string): void {
    this.#leaving.delete(socket);
    if (place.socket !== socket) return;
    const { isHeld, isConnected, hasServed } = place;
    this.#empty(place);
    if (isHeld) {
      this.#judgeEnding(errorCode !== '' || !hasServed);
      this.fill();
    } else {
      this.#failed(place, errorCode, isConnected);
    }
  }

  /** The server ends connections after their work, not before: one that ends idle was cut somewhere on the way. */
  #judgeEnding(isSuspect: boolean): void {
    if (isSuspect) this.#suspects += 1;
    else this.#endings = [...this.#recentEndings(), performance.now()];
    // It keeps one, always: when none is left, they did not end at the server's will.
    if (this.held() === 0) this.#suspectEndings();
  }

  #suspectEndings(): void {
    this.#suspects += this.#recentEndings().length;
    this.#endings = [];
  }

  #recentEndings(): readonly number[] {
    const since = performance.now() - this.#options.pace.endingMs;
    return this.#endings.filter((at) => at >= since);
  }

  #failed(place: Place, errorCode: string, wasConnected: boolean): void {
    this.#failures += 1;
    const nextTryMs = Math.max(place.backOff.next(), this.#spacing(place));
    this.#openLater(place, nextTryMs);
    if (this.held() > 0) return;
    const dropped = wasConnected ? 'sockets-dropped' : 'port-silent';
    const kind = errorCode === 'ECONNREFUSED' ? 'port-closed' : dropped;
    this.#options.onTrouble({ kind, nextTryMs, failures: this.#failures });
  }

  #empty(place: Place): void {
    clearTimeout(place.timer);
    place.timer = undefined;
    place.socket = undefined;
    place.isConnected = false;
    place.isHeld = false;
    place.hasServed = false;
  }

  /** The connection leaves its place at once, and ends when its request is answered. */
  #vacate(place: Place): void {
    const { socket } = place;
    this.#empty(place);
    if (socket === undefined || socket.destroyed) return;
    if (!this.#options.answering.isBusy(socket)) {
      socket.destroy();
      return;
    }
    this.#leaving.add(socket);
    const limit = setTimeout(() => socket.destroy(), this.#options.pace.closeGraceMs);
    socket.once('close', () => clearTimeout(limit));
  }
}
