/** Watches over the ways in: opens the first, proves it every minute, and turns to the next when it stays shut. */
import { addMs, type Instant } from '../../domain/instant.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { lightOf, withFailure, withProof, type Light, type WayRecord } from './light.ts';
import { isProof, type ProbeResult } from './probe.ts';
import { probeText } from './probe-text.ts';
import type { OpenWay, WayIn, WayInState, WayKind } from './way-in.ts';

/** One way as the screen shows it. */
export interface WayView {
  readonly kind: WayKind;
  readonly isActive: boolean;
  readonly state: WayInState;
  readonly light: Light;
  readonly lastProbe: ProbeResult | undefined;
}

export interface Exposure {
  /** The address that gateways are told; undefined until a way is open. */
  readonly baseUrl: string | undefined;
  /** Of the active way; undefined while none is set up. */
  readonly light: Light | undefined;
  readonly ways: readonly WayView[];
}

export interface SupervisorOptions {
  /** In the order of preference. */
  readonly ways: readonly OpenWay[];
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly probe: (baseUrl: string, signal: AbortSignal) => Promise<ProbeResult>;
  /** The public address is another one now. */
  readonly addressChanged: (baseUrl: string) => void;
  /** Something that a screen shows has changed. */
  readonly changed: () => void;
  /** Told of each look at the active way: what availability is counted from. */
  readonly noteLook: (kind: WayKind, light: Light['state']) => void;
  /** 0 leaves the looks to the caller. */
  readonly everyMs?: number;
}

export interface Supervisor {
  exposure(): Exposure;
  /** Proves what is open now and decides; what the clock does every minute. */
  look(): Promise<void>;
  /** Somebody from outside has just arrived through the active way. */
  noteOutsideHit(at: Instant): void;
  renew(cause: 'address' | 'resume' | 'operator'): void;
  close(): Promise<void>;
}

const EVERY_MS = 60_000;
/** How long a way may be red before the next one is opened. */
const PATIENCE_MS = 5 * 60_000;
/** Proofs in a row that a better way needs before everything goes back to it. */
const PROOFS_TO_RETURN = 5;

interface Watched {
  readonly way: WayIn;
  record: WayRecord;
  lastProbe: ProbeResult | undefined;
  proofsInRow: number;
}

export function superviseWays(options: SupervisorOptions): Supervisor {
  const supervisor = new WaySupervisor(options);
  supervisor.start();
  return supervisor;
}

class WaySupervisor implements Supervisor {
  readonly #options: SupervisorOptions;
  readonly #stop = new AbortController();
  readonly #watched: Watched[] = [];
  #active = 0;
  #toldUrl: string | undefined;
  #looking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  start(): void {
    const { everyMs = EVERY_MS } = this.#options;
    this.#open(0);
    if (everyMs > 0) this.#timer = setInterval(() => void this.look(), everyMs);
    queueMicrotask(this.#stateChanged);
  }

  exposure(): Exposure {
    const current = this.#watched[this.#active];
    return {
      baseUrl: this.#toldUrl,
      light: current && this.#lightOf(current),
      ways: this.#watched.map((one, index) => ({
        kind: one.way.kind,
        isActive: index === this.#active,
        state: one.way.state(),
        light: this.#lightOf(one),
        lastProbe: one.lastProbe,
      })),
    };
  }

  look(): Promise<void> {
    this.#looking ??= this.#lookOnce()
      .catch((error: unknown) => this.#options.log.error('exposure.look-broke', error))
      .finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  noteOutsideHit(at: Instant): void {
    const current = this.#watched[this.#active];
    if (current === undefined) return;
    current.record = withProof(current.record, { at, by: 'outside' });
    this.#options.changed();
  }

  renew(cause: 'address' | 'resume' | 'operator'): void {
    for (const { way } of this.#watched) way.renew(cause);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#timer);
    await Promise.all(this.#watched.map(({ way }) => way.close()));
    await this.#looking;
  }

  #open(index: number): void {
    const { ways, clock, log } = this.#options;
    const openWay = ways[index];
    if (openWay === undefined || this.#watched[index] !== undefined) return;
    const way = openWay(() => queueMicrotask(this.#stateChanged));
    const record = { openedAt: clock.now(), failures: 0 };
    this.#watched[index] = { way, record, lastProbe: undefined, proofsInRow: 0 };
    log.info('exposure.way-opened', { kind: way.kind });
  }

  /** A new address is proved at once. */
  readonly #stateChanged = (): void => {
    if (this.#stop.signal.aborted) return;
    const isNew = this.#tellAddress();
    this.#options.changed();
    if (isNew) void this.look();
  };

  #tellAddress(): boolean {
    const state = this.#watched[this.#active]?.way.state();
    if (state?.phase !== 'open' || state.baseUrl === this.#toldUrl) return false;
    this.#toldUrl = state.baseUrl;
    this.#options.addressChanged(state.baseUrl);
    return true;
  }

  async #lookOnce(): Promise<void> {
    await Promise.all(this.#watched.map((one) => this.#prove(one)));
    if (this.#stop.signal.aborted) return;
    this.#decide();
    const current = this.#watched[this.#active];
    if (current) this.#options.noteLook(current.way.kind, this.#lightOf(current).state);
    this.#options.changed();
  }

  async #prove(one: Watched): Promise<void> {
    const state = one.way.state();
    if (state.phase !== 'open') {
      one.proofsInRow = 0;
      if (state.phase === 'down') this.#noteDown(one);
      return;
    }
    const result = await this.#options.probe(state.baseUrl, this.#stop.signal);
    if (this.#stop.signal.aborted) return;
    one.lastProbe = result;
    if (isProof(result)) {
      one.proofsInRow += 1;
      one.record = withProof(one.record, { at: result.at, by: 'probe' });
      return;
    }
    one.proofsInRow = 0;
    one.record = withFailure(one.record, result.at, probeText(result));
    if (this.#lightOf(one).state === 'failed') one.way.renew('probe');
  }

  #noteDown(one: Watched): void {
    const failingSince = one.record.failingSince ?? this.#options.clock.now();
    one.record = { ...one.record, failingSince };
  }

  #lightOf({ way, record }: Watched): Light {
    const state = way.state();
    return lightOf({
      record,
      isRefutable: way.isRefutable,
      down: state.phase === 'down' ? state.text : undefined,
      now: this.#options.clock.now(),
    });
  }

  /** Forward when the active way stays red, back when a better one has proved itself long enough. */
  #decide(): void {
    const better = this.#watched.findIndex(
      ({ proofsInRow }, index) => index < this.#active && proofsInRow >= PROOFS_TO_RETURN,
    );
    if (better >= 0) {
      this.#turnTo(better);
    } else if (this.#isLost() && this.#active + 1 < this.#options.ways.length) {
      this.#open(this.#active + 1);
      this.#turnTo(this.#active + 1);
    }
  }

  #isLost(): boolean {
    const current = this.#watched[this.#active];
    const light = current && this.#lightOf(current);
    if (light?.state !== 'failed') return false;
    return addMs(light.since, PATIENCE_MS) <= this.#options.clock.now();
  }

  #turnTo(index: number): void {
    this.#active = index;
    this.#options.log.warn('exposure.way-changed', { kind: this.#watched[index]?.way.kind ?? '' });
    this.#tellAddress();
  }
}
