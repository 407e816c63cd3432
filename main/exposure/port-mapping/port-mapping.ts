/**
 * Keeps one TCP port of the router open for this computer: PCP, NAT-PMP or UPnP, whichever the router speaks. Begin here:
 * `search.ts` finds the router, the files with `way` or `upnp` in their names hold a mapping in one protocol each.
 */
import { randomBytes } from 'node:crypto';
import { assertNever } from '../../../domain/assert-never.ts';
import { toMs } from '../../../domain/instant.ts';
import type { RouterEvidence } from '../../../domain/nat-verdict.ts';
import { judgeAddress, type AddressJudge } from '../../../domain/public-address.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { systemLan, type LanView } from './lan.ts';
import { defaultPace, type MappingPace } from './pace.ts';
import { PCP_NONCE_BYTES } from './pcp.ts';
import { findWay } from './search.ts';
import { blockedState, isSameRouter, openState, withRouter } from './state-of.ts';
import type { MappingRequest, MappingState } from './state.ts';
import type { Holding, Refused, WayTools } from './way.ts';

export interface MappingPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** Closes the mapping like `close()`. */
  readonly signal?: AbortSignal;
  /** Told of each state but the first. */
  readonly onState?: (state: MappingState) => void;
  /** The computer's network unless told. */
  readonly lan?: LanView;
  readonly pace?: Partial<MappingPace>;
  readonly timers?: MappingTimers;
  /** 12 bytes that outlive the program: PCP deletes and renews only what bears them. Random unless told. */
  readonly pcpNonce?: Uint8Array;
  /** Stands in for the rules of public addresses, for development on one computer. */
  readonly judge?: AddressJudge;
}

/** Wakes the mapping for its next look. */
export interface MappingTimers {
  /** @returns takes the wish back */
  after(ms: number, run: () => void): () => void;
}

export interface PortMapping {
  state(): MappingState;
  /**
   * Looks at once: joins the look under way, or renews what is open, or searches. For changes of the network, for waking
   * up, and for the operator. Resolves to the state that came of it.
   */
  renew(): Promise<MappingState>;
  /** Deletes the mapping at the router, as far as it answers. */
  close(): Promise<void>;
}

/** Begins at once and goes on until `close()`: a refusal is tried again after growing pauses. Never throws. */
export function openMapping(request: MappingRequest, ports: MappingPorts): PortMapping {
  const mapping = new KeptMapping(request, ports);
  if (ports.signal?.aborted) void mapping.close();
  else void mapping.renew();
  ports.signal?.addEventListener('abort', () => void mapping.close(), { once: true });
  return mapping;
}

/** Routers forget without a word, so that each mapping is looked at this often, leased or not. */
const LOOK_MS = 60_000;
/** So many looks without an answer mean another router, or another address of it. */
const MOST_MISSES = 3;
const SHORTEST_LOOK_MS = 1_000;

const systemTimers: MappingTimers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

class KeptMapping implements PortMapping {
  readonly #tools: WayTools;
  readonly #ports: MappingPorts;
  readonly #end = new AbortController();
  #state: MappingState;
  #holding: Holding | undefined;
  #look: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #cancelTimer: () => void = () => undefined;
  #waitMs = LOOK_MS;
  #misses = 0;
  #refusals = 0;

  constructor(request: MappingRequest, ports: MappingPorts) {
    this.#ports = ports;
    this.#state = { kind: 'searching', at: ports.clock.now() };
    this.#tools = {
      request,
      lan: ports.lan ?? systemLan,
      pace: { ...defaultPace, ...ports.pace },
      clock: ports.clock,
      judge: ports.judge ?? judgeAddress,
      nonce: ports.pcpNonce ?? randomBytes(PCP_NONCE_BYTES),
      signal: this.#end.signal,
    };
  }

  state(): MappingState {
    return this.#state;
  }

  async renew(): Promise<MappingState> {
    if (!this.#end.signal.aborted) await this.#run(true);
    return this.#state;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#end.abort();
    this.#cancelTimer();
    await this.#look;
    await this.#holding?.release(AbortSignal.timeout(this.#tools.pace.releaseMs));
    this.#holding = undefined;
    this.#tell({ kind: 'closed', at: this.#ports.clock.now() });
  }

  /** @param isWanted somebody asked: an answer that is due only later is fetched now */
  #run(isWanted: boolean): Promise<void> {
    this.#cancelTimer();
    this.#look ??= this.#lookOnce(isWanted)
      .catch((error: unknown) => {
        this.#ports.log.error('port-mapping.look-broken', error);
        this.#lookAfter(LOOK_MS);
      })
      .finally(() => {
        this.#look = undefined;
        this.#setTimer();
      });
    return this.#look;
  }

  async #lookOnce(isWanted: boolean): Promise<void> {
    const holding = this.#holding;
    if (holding === undefined) return this.#search();
    const check = await holding.check(this.#end.signal);
    switch (check.kind) {
      case 'held':
        if (isWanted || this.#isDue()) await this.#renewHeld(holding);
        else this.#keep(check.router);
        return;
      case 'lost':
        this.#ports.log.warn('port-mapping.lost', { kind: holding.held.way });
        return this.#renewHeld(holding);
      case 'moved':
        await holding.release(this.#end.signal);
        return this.#search();
      case 'silent':
        return isWanted ? this.#search() : this.#miss();
      default:
        return assertNever(check);
    }
  }

  async #renewHeld(holding: Holding): Promise<void> {
    const grant = await holding.renew(this.#end.signal);
    if (grant.kind === 'granted') this.#adopt(grant.holding);
    else if (grant.kind === 'silent') await this.#miss();
    else await this.#search();
  }

  async #search(): Promise<void> {
    // Silence after the end says nothing of the router, and what it holds must still be deleted.
    if (this.#end.signal.aborted) return;
    this.#holding = undefined;
    this.#misses = 0;
    const grant = await findWay(this.#tools);
    if (grant.kind === 'granted') this.#adopt(grant.holding);
    else this.#block(grant);
  }

  /** A packet may be lost and a router may restart: what was open is held to be open for a while. */
  async #miss(): Promise<void> {
    this.#misses += 1;
    if (this.#misses < MOST_MISSES) this.#lookAfter(LOOK_MS);
    else await this.#search();
  }

  #keep(router: RouterEvidence): void {
    this.#misses = 0;
    const state = this.#state;
    if (state.kind === 'open' && !isSameRouter(state.router, router))
      this.#tell(withRouter(state, router, this.#tools));
    this.#lookAfter(LOOK_MS);
  }

  #adopt(holding: Holding): void {
    this.#holding = holding;
    this.#misses = 0;
    this.#refusals = 0;
    const { way, externalPort } = holding.held;
    if (this.#state.kind !== 'open')
      this.#ports.log.info('port-mapping.opened', { kind: way, port: externalPort });
    this.#tell(openState(holding.held, this.#state, this.#tools));
    this.#lookAfter(LOOK_MS);
  }

  #block(refusal: Refused): void {
    if (this.#end.signal.aborted) return;
    const now = this.#ports.clock.now();
    const { reason, code } = refusal;
    if (this.#state.kind !== 'blocked' || this.#state.reason !== reason)
      this.#ports.log.warn('port-mapping.blocked', { reason, status: code });
    const state = blockedState(refusal, this.#refusals, now);
    this.#refusals += 1;
    this.#tell(state);
    this.#lookAfter(toMs(state.nextTryAt) - toMs(now));
  }

  #isDue(): boolean {
    const state = this.#state;
    if (state.kind !== 'open') return false;
    // Where the router shows no list, asking again is the only way to know.
    if (!state.isVerified) return true;
    if (state.life.kind === 'permanent') return false;
    return toMs(this.#ports.clock.now()) >= toMs(state.life.renewAt);
  }

  #tell(state: MappingState): void {
    this.#state = state;
    this.#ports.onState?.(state);
  }

  #lookAfter(ms: number): void {
    this.#waitMs = ms;
  }

  /** A short lease is looked at when it is due. */
  #setTimer(): void {
    if (this.#end.signal.aborted) return;
    const state = this.#state;
    const isLeased = state.kind === 'open' && state.life.kind === 'lease';
    const halfMs = isLeased ? (state.life.seconds * 1_000) / 2 : Infinity;
    const waitMs = Math.max(Math.min(this.#waitMs, halfMs), SHORTEST_LOOK_MS);
    const timers = this.#ports.timers ?? systemTimers;
    this.#cancelTimer = timers.after(waitMs, () => void this.#run(false));
  }
}
