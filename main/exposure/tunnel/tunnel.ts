/**
 * A way in over a localtunnel server, public or one's own, with a client of our own. Begin here: the other files of
 * this folder are the parts of this life.
 */
import { networkInterfaces } from 'node:os';
import { assertNever } from '../../../domain/assert-never.ts';
import { addMs } from '../../../domain/instant.ts';
import { createBackOff, type BackOff } from './back-off.ts';
import { isTunnelName, readRegistrationHost } from '../../../domain/tunnel-name.ts';
import { watchNetwork, type NetworkWatch } from './network-watch.ts';
import type { TunnelOptions } from './options.ts';
import { defaultPace, type TunnelPace } from './pace.ts';
import {
  askNameStatus,
  register,
  type Grant,
  type Registration,
  type RegistrationServer,
} from './registration.ts';
import type { SocketTrouble } from './sockets.ts';
import type { Loss, Refusal, RenewCause, TunnelState } from './state.ts';
import { MOST_SOCKETS, openWay, type Way } from './way.ts';

export type { TunnelOptions } from './options.ts';

export interface Tunnel {
  state(): TunnelState;
  /**
   * Doubts the connections: fresh ones are opened on the same port, or the name is asked for again where the server no
   * longer knows it. Cuts a pause short and tries a refused name again, save for `probe` (the default), which tells a
   * tunnel that is down nothing new.
   */
  renew(cause?: RenewCause): void;
  /** Lets requests under way be answered; resolves when every connection has ended. */
  close(): Promise<void>;
}

/**
 * Opens at once and goes on until `close()`, whatever the outside answers.
 * @param listener told of each state, the first time after this function has returned; it must not throw
 */
export function openTunnel(options: TunnelOptions, listener: (state: TunnelState) => void): Tunnel {
  const tunnel = new LocalTunnel(options, listener);
  queueMicrotask(() => tunnel.start());
  return tunnel;
}

/** After so many tries of each place in vain the port is taken for lost, whatever it does. */
const ROUNDS_IN_VAIN = 3;

class LocalTunnel implements Tunnel {
  readonly #options: TunnelOptions;
  readonly #listener: (state: TunnelState) => void;
  readonly #pace: TunnelPace;
  readonly #random: () => number;
  readonly #server: RegistrationServer;
  readonly #stop = new AbortController();
  readonly #lossPauses: BackOff;
  readonly #namePauses: BackOff;
  #state: TunnelState;
  #way: Way | undefined;
  /** A 404 means that the name is lost only where a held name was once seen to be no 404. */
  #tellsStatus = false;
  #learning: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isRegistering = false;
  #registeredMs = Number.NEGATIVE_INFINITY;
  #network: NetworkWatch | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: TunnelOptions, listener: (state: TunnelState) => void) {
    const { host, headers = {}, lookup, random = Math.random, clock } = options;
    this.#options = options;
    this.#listener = listener;
    this.#random = random;
    this.#pace = { ...defaultPace, ...options.pace };
    const { firstRetryMs, firstNameRetryMs, maxRetryMs: maxMs } = this.#pace;
    this.#lossPauses = createBackOff({ firstMs: firstRetryMs, maxMs }, random);
    this.#namePauses = createBackOff({ firstMs: firstNameRetryMs, maxMs }, random);
    this.#server = {
      origin: readRegistrationHost(host) ?? '',
      headers,
      timeoutMs: this.#pace.registrationTimeoutMs,
      signal: this.#stop.signal,
      ...(lookup && { lookup }),
    };
    this.#state = { kind: 'opening', at: clock.now() };
  }

  start(): void {
    const { signal, name } = this.#options;
    if (this.#closing) return;
    if (signal?.aborted) {
      void this.close();
      return;
    }
    signal?.addEventListener('abort', this.#abort, { once: true });
    if (this.#server.origin === '') {
      this.#refused({ reason: 'host-not-allowed' });
    } else if (!isTunnelName(name)) {
      this.#refused({ reason: 'name-not-allowed' });
    } else {
      this.#network = this.#watchNetwork();
      this.#enter(this.#state);
      void this.#register();
    }
  }

  state(): TunnelState {
    const state = this.#state;
    return state.kind === 'open' ? { ...state, sockets: this.#way?.held() ?? 0 } : state;
  }

  renew(cause: RenewCause = 'probe'): void {
    if (this.#closing || !this.#network) return;
    if (this.#way) {
      void this.#renewWay(this.#way, cause);
    } else if (cause !== 'probe' && !this.#isRegistering) {
      const spacingMs = this.#registeredMs + this.#pace.reopenMs - performance.now();
      this.#registerIn(Math.max(0, spacingMs));
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  readonly #abort = (): void => void this.close();

  async #end(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#abort);
    this.#network?.stop();
    clearTimeout(this.#retry);
    this.#stop.abort();
    const way = this.#way;
    this.#way = undefined;
    this.#enter({ kind: 'closed', at: this.#options.clock.now() });
    await way?.close();
  }

  #watchNetwork(): NetworkWatch {
    const { readInterfaces = networkInterfaces, clock } = this.#options;
    const everyMs = this.#pace.networkEveryMs;
    const onChange = (cause: RenewCause): void => this.renew(cause);
    return watchNetwork({ readInterfaces, clock, everyMs, onChange });
  }

  #registerIn(ms: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#register(), ms);
  }

  async #register(): Promise<void> {
    clearTimeout(this.#retry);
    this.#isRegistering = true;
    this.#registeredMs = performance.now();
    const registration = await register(this.#server, this.#options.name);
    this.#isRegistering = false;
    if (!this.#closing) this.#registered(registration);
  }

  #registered(registration: Registration): void {
    switch (registration.kind) {
      case 'granted':
        this.#namePauses.reset();
        this.#way = this.#openWay(registration.grant);
        return;
      case 'other-name':
        this.#gotOtherName(registration.granted);
        return;
      case 'refused':
        this.#refused(registration.refusal);
        return;
      case 'unavailable':
        this.#lostRegistration(registration.loss);
        return;
      default:
        assertNever(registration);
    }
  }

  #openWay(grant: Grant): Way {
    const { local, log, lookup } = this.#options;
    return openWay({
      grant,
      local,
      log,
      pace: this.#pace,
      random: this.#random,
      ...(lookup && { lookup }),
      onHeld: () => this.#held(),
      onTrouble: (trouble) => this.#troubled(trouble),
    });
  }

  #held(): void {
    const way = this.#way;
    if (!way || this.#state.kind === 'open') return;
    const { clock, name, log } = this.#options;
    this.#lossPauses.reset();
    log.info('exposure.tunnel-open', { port: way.grant.port });
    this.#enter({ kind: 'open', at: clock.now(), url: way.grant.url, name, sockets: way.held() });
    if (!this.#tellsStatus) this.#learning = this.#learnStatus();
  }

  async #learnStatus(): Promise<void> {
    const status = await askNameStatus(this.#server, this.#options.name);
    if (status.kind === 'held' && status.sockets > 0) this.#tellsStatus = true;
  }

  #troubled({ kind, nextTryMs, failures }: SocketTrouble): void {
    if (kind === 'port-closed' || failures >= ROUNDS_IN_VAIN * MOST_SOCKETS) {
      this.#leaveWay();
      this.#lostRegistration({ reason: kind });
    } else {
      this.#lost({ reason: kind }, nextTryMs);
    }
  }

  async #renewWay(way: Way, cause: RenewCause): Promise<void> {
    const isGone = cause === 'probe' && (await this.#isNameGone());
    // Connections that the server drops are tried again with growing pauses, which a probe must not undo.
    const isPausing = cause === 'probe' && this.#state.kind === 'lost' && !isGone;
    if (this.#way !== way || isPausing) return;
    this.#enter({ kind: 'opening', at: this.#options.clock.now() });
    if (isGone) {
      this.#leaveWay();
      void this.#register();
    } else {
      way.refresh();
    }
  }

  async #isNameGone(): Promise<boolean> {
    await this.#learning;
    if (!this.#tellsStatus) return false;
    return (await askNameStatus(this.#server, this.#options.name)).kind === 'gone';
  }

  #leaveWay(): void {
    void this.#way?.close();
    this.#way = undefined;
  }

  #gotOtherName(granted: string): void {
    const { name: wanted, clock, log } = this.#options;
    const at = clock.now();
    const waitMs = this.#namePauses.next();
    log.warn('exposure.tunnel-wrong-name', { waitMs });
    this.#enter({ kind: 'wrong-name', at, wanted, granted, nextTryAt: addMs(at, waitMs) });
    this.#registerIn(waitMs);
  }

  #refused(refusal: Refusal): void {
    const status = 'status' in refusal ? refusal.status : undefined;
    this.#options.log.warn('exposure.tunnel-refused', { reason: refusal.reason, status });
    this.#enter({ kind: 'refused', at: this.#options.clock.now(), ...refusal });
  }

  #lostRegistration(loss: Loss): void {
    const waitMs = this.#lossPauses.next();
    this.#lost(loss, waitMs);
    this.#registerIn(waitMs);
  }

  #lost(loss: Loss, waitMs: number): void {
    const { clock, log } = this.#options;
    const before = this.#state;
    const isSame = before.kind === 'lost' && before.reason === loss.reason;
    const now = clock.now();
    const at = before.kind === 'lost' ? before.at : now;
    if (!isSame) log.warn('exposure.tunnel-lost', { reason: loss.reason, waitMs });
    this.#enter({ kind: 'lost', at, nextTryAt: addMs(now, waitMs), ...loss });
  }

  #enter(state: TunnelState): void {
    this.#state = state;
    this.#listener(state);
  }
}
