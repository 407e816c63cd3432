/** A dynamic name that points here, with the port forwarded by the router where it does that on request. */
import { assertNever } from '../../domain/assert-never.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { findPublicAddress } from './address/find-public-address.ts';
import type { AddressSource, SourcePorts } from './address/sources.ts';
import { createDdns, type Ddns, type DdnsPorts } from './ddns/ddns.ts';
import type { DdnsOutcome } from './ddns/outcome.ts';
import type { DdnsSettings } from '../../domain/ddns-settings.ts';
import { openMapping, type MappingPorts, type PortMapping } from './port-mapping/port-mapping.ts';
import type { OpenWay, WayIn, WayInState } from './way-in.ts';

export interface DdnsWaySettings {
  readonly ddns: DdnsSettings;
  /** TCP port that gateways call; 80 is left out of the address. */
  readonly externalPort: number;
  /** The listener's own port, for the router; undefined leaves forwarding to the operator. */
  readonly mappedPort?: number | undefined;
  /** Who is asked for the public address when the router does not tell it. */
  readonly sources: readonly AddressSource[];
}

export interface DdnsWayPorts extends Pick<DdnsPorts, 'agent' | 'state' | 'keep' | 'judge'> {
  readonly clock: Clock;
  readonly log: Log;
  readonly mapping?: Pick<MappingPorts, 'lan' | 'pace' | 'timers' | 'pcpNonce'>;
  readonly source?: Pick<SourcePorts, 'judge' | 'timeoutMs'>;
  /** Between two looks at the public address; a minute unless told. */
  readonly everyMs?: number;
}

const EVERY_MS = 60_000;
const HTTP_PORT = 80;

export function ddnsWay(settings: DdnsWaySettings, ports: DdnsWayPorts): OpenWay {
  return (changed) => {
    const way = new DdnsWay(settings, ports, changed);
    way.start();
    return way;
  };
}

class DdnsWay implements WayIn {
  readonly kind = 'ddns';
  /** Most routers lead a visit from inside nowhere. */
  readonly isRefutable = false;
  readonly #settings: DdnsWaySettings;
  readonly #ports: DdnsWayPorts;
  readonly #changed: () => void;
  readonly #ddns: Ddns;
  readonly #stop = new AbortController();
  #mapping: PortMapping | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #state: WayInState = { phase: 'opening', text: 'Procurando o endereço público.' };

  constructor(settings: DdnsWaySettings, ports: DdnsWayPorts, changed: () => void) {
    this.#settings = settings;
    this.#ports = ports;
    this.#changed = changed;
    this.#ddns = createDdns(settings.ddns, ports);
  }

  start(): void {
    const { mappedPort, externalPort } = this.#settings;
    const { clock, log, mapping, everyMs = EVERY_MS } = this.#ports;
    if (mappedPort !== undefined) {
      this.#mapping = openMapping(
        { internalPort: mappedPort, wantedExternalPort: externalPort, description: 'Baixa' },
        { clock, log, signal: this.#stop.signal, onState: () => this.#look(), ...mapping },
      );
    }
    this.#timer = setInterval(() => this.#look(), everyMs);
    this.#look();
  }

  state(): WayInState {
    return this.#state;
  }

  renew(): void {
    void this.#mapping?.renew();
    this.#look();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    clearInterval(this.#timer);
    await this.#mapping?.close();
    await this.#looking;
  }

  #look(): void {
    if (this.#stop.signal.aborted) return;
    this.#looking ??= this.#lookOnce()
      .catch((error: unknown) => this.#ports.log.error('exposure.ddns-broke', error))
      .finally(() => (this.#looking = undefined));
  }

  async #lookOnce(): Promise<void> {
    const found = await this.#publicAddress();
    if (this.#stop.signal.aborted) return;
    if ('text' in found) {
      // A name that pointed here goes on doing so while the address cannot be asked for.
      if (this.#state.phase !== 'open') this.#become({ phase: 'down', ...found, isFinal: false });
      return;
    }
    const outcome = await this.#ddns.update({ v4: found.address }, this.#stop.signal);
    if (outcome.kind !== 'cancelled') this.#become(this.#stateAfter(outcome));
  }

  /** The router's own word first: it costs nobody anything. */
  async #publicAddress(): Promise<{ readonly address: string } | { readonly text: string }> {
    const mapping = this.#mapping?.state();
    const router = mapping && 'router' in mapping ? mapping.router : undefined;
    if (router?.kind === 'address') return { address: router.address };
    const finding = await findPublicAddress(this.#settings.sources, {
      ...this.#ports.source,
      signal: this.#stop.signal,
    });
    if (finding.kind === 'found') return { address: finding.address };
    return { text: 'text' in finding ? finding.text : NOBODY_ASKED };
  }

  #stateAfter(outcome: Exclude<DdnsOutcome, { kind: 'cancelled' }>): WayInState {
    switch (outcome.kind) {
      case 'updated':
      case 'unchanged':
        return { phase: 'open', baseUrl: this.#baseUrl(), text: this.#openText(outcome) };
      case 'stopped':
        return {
          phase: 'down',
          text: outcome.stops.map(({ text }) => text).join(' '),
          isFinal: true,
        };
      case 'settings-refused':
        return {
          phase: 'down',
          text: outcome.problems.map(({ text }) => text).join(' '),
          isFinal: true,
        };
      case 'waiting':
      case 'failed':
      case 'address-refused':
        return this.#state.phase === 'open'
          ? { ...this.#state, text: outcome.text }
          : { phase: 'down', text: outcome.text, isFinal: false };
      default:
        return assertNever(outcome);
    }
  }

  #openText(outcome: DdnsOutcome): string {
    const told = outcome.kind === 'updated' ? (outcome.warning ?? outcome.text) : '';
    const mapping = this.#mapping?.state();
    const forwarded = mapping && 'text' in mapping ? [mapping.text, ...mapping.advice] : [];
    return [told, ...forwarded].filter((text) => text !== '').join(' ');
  }

  #baseUrl(): string {
    const { ddns, externalPort } = this.#settings;
    const [name = ''] = ddns.names;
    const host = ddns.provider === 'duckdns' && !name.includes('.') ? `${name}.duckdns.org` : name;
    const mapping = this.#mapping?.state();
    const port = mapping?.kind === 'open' ? mapping.externalPort : externalPort;
    return port === HTTP_PORT ? `http://${host}` : `http://${host}:${port}`;
  }

  #become(state: WayInState): void {
    this.#state = state;
    this.#changed();
  }
}

const NOBODY_ASKED =
  'O roteador não informa o endereço público, e nenhum serviço está autorizado a ser consultado.';
