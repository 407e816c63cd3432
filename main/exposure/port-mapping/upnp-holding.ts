/** A mapping held by UPnP. Routers drop theirs at a restart, RouterOS at any change of its UPnP menu. */
import type { RouterEvidence } from '../../../domain/nat-verdict.ts';
import { leadsTo, type Igd, type NewMapping } from './igd.ts';
import { SILENT, type Check, type Grant, type Held, type Holding, type WayTools } from './way.ts';

/** The router that a port is claimed from. */
export interface Place {
  readonly igd: Igd;
  readonly router: RouterEvidence;
  /** Own address towards the router. */
  readonly internalAddress: string;
  readonly routerAddress: string;
}

interface Parts {
  readonly place: Place;
  readonly mapping: NewMapping;
  readonly lifeS: number | undefined;
  readonly isVerified: boolean;
  readonly tools: WayTools;
  /** Claims the same port once more. */
  readonly again: (signal: AbortSignal) => Promise<Grant>;
}

export class UpnpHolding implements Holding {
  readonly held: Held;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    const { place, mapping, lifeS, isVerified } = parts;
    this.#parts = parts;
    this.held = {
      way: 'upnp',
      internalAddress: place.internalAddress,
      externalPort: mapping.externalPort,
      lifeS,
      isVerified,
      router: place.router,
    };
  }

  renew(signal: AbortSignal): Promise<Grant> {
    return this.#parts.again(signal);
  }

  async check(signal: AbortSignal): Promise<Check> {
    const { place, mapping, tools } = this.#parts;
    if ((await tools.lan.ownAddressTowards(place.routerAddress)) !== place.internalAddress)
      return { kind: 'moved' };
    const found = await place.igd.entry(mapping.externalPort, signal);
    if (found.kind === 'unknown' && found.isSilent) return SILENT;
    const isLost =
      found.kind === 'none' || (found.kind === 'entry' && !leadsTo(found.entry, mapping));
    if (isLost) return { kind: 'lost' };
    return { kind: 'held', router: await place.igd.externalAddress(signal) };
  }

  async release(signal: AbortSignal): Promise<void> {
    const { place, mapping } = this.#parts;
    const found = await place.igd.entry(mapping.externalPort, signal);
    const isOthers = found.kind === 'entry' && !leadsTo(found.entry, mapping);
    if (found.kind !== 'none' && !isOthers) await place.igd.remove(mapping.externalPort);
  }
}
