/** Builds the ways in that the operator set up, and watches over them for the core. */
import { createHash } from 'node:crypto';
import type { Instant } from '../domain/instant.ts';
import { addDays, civilDateOf } from '../domain/civil-date.ts';
import { isPublicAddress } from '../domain/public-address.ts';
import type { DdnsWaySettings, ExposureSettings, WaySettings } from '../domain/way-settings.ts';
import type { OpenProbe } from './callbacks/listener-probes.ts';
import { suggestedSources } from './exposure/address/sources.ts';
import { ddnsWay } from './exposure/ddns-way.ts';
import type { DdnsSettings } from '../domain/ddns-settings.ts';
import type { DdnsState } from './exposure/ddns/state.ts';
import { fixedWay } from './exposure/fixed-way.ts';
import { probe } from './exposure/probe.ts';
import { superviseWays, type Exposure, type Supervisor } from './exposure/supervisor.ts';
import { tunnelWay } from './exposure/tunnel-way.ts';
import type { OpenWay } from './exposure/way-in.ts';
import { DDNS_PASSWORD, readExposure } from './services/exposure/exposure-settings.ts';
import type { Vault } from './services/secrets/vault.ts';
import type { Tools } from './services/tools.ts';
import type { DayOfAvailability } from './store/availability.ts';

/** A one-time address for a telephone without Wi-Fi: the best proof from outside. */
export interface PhoneProbe {
  readonly url: string;
  readonly openedAt: Instant;
  /** `isOutside` is false for a telephone that is still on the Wi-Fi. */
  readonly visit: { readonly at: Instant; readonly isOutside: boolean } | undefined;
}

export interface ExposureHost {
  exposure(): Exposure;
  availability(): readonly DayOfAvailability[];
  phone(): PhoneProbe | undefined;
  /** Undefined while there is no public address. */
  openPhone(): PhoneProbe | undefined;
  look(): Promise<void>;
  /** After a sleep: addresses, tunnels and mappings may have gone. */
  resume(): void;
  /** After the settings, or the listener's port, changed. */
  restart(): Promise<void>;
  /** A callback came from this address. */
  noteCaller(sourceIp: string): void;
  close(): Promise<void>;
}

export interface ExposureHostOptions {
  readonly tools: Tools;
  readonly vault: Vault;
  readonly version: string;
  readonly openProbe: () => OpenProbe;
  readonly listenerPort: () => number | null;
  readonly addressChanged: (baseUrl: string) => void;
  /** 0 leaves the looks to the caller. */
  readonly everyMs?: number;
}

const SHOWN_DAYS = 30;
/** RFC 6887, 11.1. */
const NONCE_BYTES = 12;

export function createExposureHost(options: ExposureHostOptions): ExposureHost {
  const host = new Host(options);
  host.start();
  return host;
}

class Host implements ExposureHost {
  readonly #options: ExposureHostOptions;
  #supervisor: Supervisor | undefined;
  #phone: { readonly probe: OpenProbe; readonly shown: Omit<PhoneProbe, 'visit'> } | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: ExposureHostOptions) {
    this.#options = options;
  }

  start(): void {
    const { tools, openProbe, addressChanged, everyMs } = this.#options;
    this.#supervisor = superviseWays({
      ways: this.#waysOf(readExposure(tools)),
      clock: tools.clock,
      log: tools.log,
      probe: (baseUrl, signal) =>
        probe(baseUrl, { clock: tools.clock, openAddress: openProbe, signal }),
      addressChanged,
      changed: () => tools.notify('exposure', 'all'),
      noteLook: (kind, light) =>
        tools.books.availability.note(civilDateOf(tools.clock.now()), kind, light),
      ...(everyMs === undefined ? {} : { everyMs }),
    });
  }

  exposure(): Exposure {
    return this.#supervisor?.exposure() ?? { baseUrl: undefined, light: undefined, ways: [] };
  }

  availability(): readonly DayOfAvailability[] {
    const { books, clock } = this.#options.tools;
    return books.availability.since(addDays(civilDateOf(clock.now()), -SHOWN_DAYS));
  }

  phone(): PhoneProbe | undefined {
    if (this.#phone === undefined) return undefined;
    const { probe: open, shown } = this.#phone;
    const hit = open.hit();
    if (hit === undefined) return { ...shown, visit: undefined };
    return { ...shown, visit: { at: hit.at, isOutside: this.#isOutside(hit.sourceIp) } };
  }

  openPhone(): PhoneProbe | undefined {
    const { tools, openProbe } = this.#options;
    const { baseUrl } = this.exposure();
    if (baseUrl === undefined) return undefined;
    this.#phone?.probe.close();
    const opened = openProbe();
    this.#phone = {
      probe: opened,
      shown: { url: `${baseUrl}${opened.path}`, openedAt: tools.clock.now() },
    };
    void opened.visited.then(({ sourceIp, at }) => {
      if (this.#isOutside(sourceIp)) this.#supervisor?.noteOutsideHit(at);
      tools.notify('exposure', 'all');
    });
    return this.phone();
  }

  look(): Promise<void> {
    return this.#supervisor?.look() ?? Promise.resolve();
  }

  resume(): void {
    this.#supervisor?.renew('resume');
  }

  restart(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      await this.#supervisor?.close();
      this.start();
    });
    return this.#turn;
  }

  noteCaller(sourceIp: string): void {
    if (isPublicAddress(sourceIp)) {
      this.#supervisor?.noteOutsideHit(this.#options.tools.clock.now());
    }
  }

  async close(): Promise<void> {
    await this.#turn;
    this.#phone?.probe.close();
    await this.#supervisor?.close();
    this.#supervisor = undefined;
  }

  /** Through a tunnel everybody comes from this computer itself. */
  #isOutside(sourceIp: string): boolean {
    const active = this.exposure().ways.find(({ isActive }) => isActive);
    const isTunnel = active?.kind === 'tunnel' || active?.kind === 'other-tunnel';
    return isTunnel || isPublicAddress(sourceIp);
  }

  #waysOf(settings: ExposureSettings): readonly OpenWay[] {
    return settings.ways.map((way) => this.#wayOf(way, settings));
  }

  #wayOf(way: WaySettings, settings: ExposureSettings): OpenWay {
    const { tools, listenerPort } = this.#options;
    if (way.kind === 'ddns') return this.#ddnsWay(way, settings);
    if (way.kind !== 'tunnel') return fixedWay(way);
    const { host, name } = way;
    const local = { port: listenerPort() ?? 0 };
    return tunnelWay({ host, name, local, clock: tools.clock, log: tools.log });
  }

  #ddnsWay(way: DdnsWaySettings, { asksOutside, revision }: ExposureSettings): OpenWay {
    const { tools, version, listenerPort } = this.#options;
    const { settings } = tools.books;
    const mappedPort = way.forwardsPort ? (listenerPort() ?? undefined) : undefined;
    return ddnsWay(
      {
        ddns: this.#ddnsSettings(way, revision),
        externalPort: way.externalPort,
        mappedPort,
        sources: asksOutside ? suggestedSources : [],
      },
      {
        clock: tools.clock,
        log: tools.log,
        agent: { version, platform: process.platform },
        state: settings.read('ddns') as DdnsState | undefined,
        keep: (state) => settings.write('ddns', state),
        mapping: { pcpNonce: this.#pcpNonce() },
      },
    );
  }

  /** The same in every life of this folder: a router lets nobody else renew or end the mapping. */
  #pcpNonce(): Uint8Array {
    const { settings } = this.#options.tools.books;
    return createHash('sha256')
      .update(`pcp:${settings.folderId()}`)
      .digest()
      .subarray(0, NONCE_BYTES);
  }

  #ddnsSettings(way: DdnsWaySettings, revision: number): DdnsSettings {
    const { vault } = this.#options;
    const secret = vault.status().state === 'open' ? (vault.get(DDNS_PASSWORD) ?? '') : '';
    const names = {
      names: [way.name],
      revision,
      ...(way.endpoint === '' ? {} : { endpoint: way.endpoint }),
    };
    if (way.provider === 'duckdns') return { ...names, provider: way.provider, token: secret };
    return {
      ...names,
      provider: way.provider,
      user: way.user,
      password: secret,
      ...(way.contact === '' ? {} : { contact: way.contact }),
    };
  }
}
