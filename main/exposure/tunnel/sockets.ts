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
  /**
   * Connections that ended as a dead path would end them, since the last call; the server may still count them. Never
   * more than there are places.
   */
  takeSuspects(): number;
  hasSuspects(): boolean;
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
  /** performance.now() when the last request was answered or is under way; minus infinity before the first. */
  idleMs: number;
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
      idleMs: Number.NEGATIVE_INFINITY,
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

  hasSuspects(): boolean {
    return this.#suspects > 0;
  }

  refresh(): void {
    for (const place of this.#places) {
      if (place.isHeld) this.#suspect();
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
        if (place.socket === socket) place.idleMs = Number.POSITIVE_INFINITY;
        this.#hold(place, socket);
      },
      onIdle: () => {
        if (place.socket === socket) place.idleMs = performance.now();
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
    const { isHeld, isConnected, idleMs } = place;
    this.#empty(place);
    if (!isHeld) {
      this.#failed(place, errorCode, isConnected);
      return;
    }
    // The server ends a connection after its work, at once; one that ends idle was cut somewhere on the way.
    if (performance.now() - idleMs > this.#options.pace.endingMs) this.#suspect();
    // What has worked may be replaced at once: a name without connections is lost after a second.
    if (idleMs > Number.NEGATIVE_INFINITY) place.openedMs = Number.NEGATIVE_INFINITY;
    this.fill();
  }

  #suspect(): void {
    this.#suspects = Math.min(this.#suspects + 1, this.#places.length);
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
    place.idleMs = Number.NEGATIVE_INFINITY;
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
