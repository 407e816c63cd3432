/** Claims a port of a router by UPnP: whose is it, what lease does the router take, does its list show it afterwards. */
import { setTimeout as wait } from 'node:timers/promises';
import { leadsTo, type Entry, type Igd, type NewMapping } from './igd.ts';
import type { SoapAnswer } from './soap.ts';
import { UpnpHolding, type Place } from './upnp-holding.ts';
import { refused, SILENT, type Grant, type Refused, type WayTools } from './way.ts';

const LEASE_S = 3_600;
/** IGD 2 takes no more, and reads 0 as this. */
const LONGEST_LEASE_S = 604_800;
const MOST_PORTS = 10;
const LAST_PORT = 65_535;
const PRIVILEGED_PORTS = 1_024;

/** Tries the wanted port; where it is taken, the next ones are tried or offered. */
export async function claimPort(place: Place, tools: WayTools): Promise<Grant> {
  const { wantedExternalPort, takesOtherPort } = tools.request;
  let port = wantedExternalPort;
  let grant = await claimOne(place, port, tools);
  for (let n = 1; n < MOST_PORTS && isTaken(grant); n += 1) {
    port = nextPort(port);
    if (takesOtherPort) grant = await claimOne(place, port, tools);
    else if (await isFree(place.igd, port, tools.signal)) return { ...grant, offeredPort: port };
  }
  return grant;
}

function isTaken(grant: Grant): grant is Refused {
  return grant.kind === 'refused' && grant.reason === 'port-taken';
}

/** 80 leads to 8080 and 443 to 8443, which people expect. */
export function nextPort(port: number): number {
  if (port < PRIVILEGED_PORTS) return port + 8_000;
  return port < LAST_PORT ? port + 1 : PRIVILEGED_PORTS;
}

async function isFree(igd: Igd, port: number, signal: AbortSignal): Promise<boolean> {
  const { kind } = await igd.entry(port, signal);
  return kind !== 'entry';
}

async function claimOne(place: Place, externalPort: number, tools: WayTools): Promise<Grant> {
  const { igd, internalAddress, router } = place;
  const mapping = mappingOf(tools, externalPort, internalAddress);
  const before = await igd.entry(externalPort, tools.signal);
  if (tools.signal.aborted) return SILENT;
  // Some routers let anybody overwrite anybody's entry, so that a look comes first.
  if (before.kind === 'entry' && !isOurs(before.entry, mapping))
    return refused('port-taken', { router });
  const added = await addWithLease(igd, mapping, tools);
  if (added.answer.kind === 'done') return confirm(place, added, tools);
  if (added.answer.kind === 'broken') {
    // The answer was lost: what the router may have made is not left behind.
    await igd.remove(externalPort);
    return SILENT;
  }
  return judgeFault(added.answer.code, { place, mapping, tools });
}

function mappingOf(
  { request }: WayTools,
  externalPort: number,
  internalAddress: string,
): NewMapping {
  const { internalPort, description } = request;
  const plain = plainText(description);
  return { externalPort, internalPort, internalAddress, description: plain, leaseS: LEASE_S };
}

/** Routers' lists know ASCII: accents are dropped, everything else that is not printable goes. */
export function plainText(text: string): string {
  const plain = text.normalize('NFD').replace(/[^\x20-\x7e]/g, '');
  return plain.slice(0, 60);
}

/** An entry to this computer is ours when it leads to our port or bears our name, after a change of the port. */
export function isOurs(entry: Entry, mapping: NewMapping): boolean {
  if (entry.internalAddress !== mapping.internalAddress) return false;
  return entry.internalPort === mapping.internalPort || entry.description === mapping.description;
}

interface Added {
  readonly mapping: NewMapping;
  readonly answer: SoapAnswer;
}

/** Follows the router to the lease that it takes: 725 asks for none, 402 after that for a number. */
async function addWithLease(igd: Igd, mapping: NewMapping, tools: WayTools): Promise<Added> {
  const first = await addOnce(igd, mapping, tools);
  if (!isFault(first, 725)) return first;
  const permanent = await addOnce(igd, { ...mapping, leaseS: 0 }, tools);
  if (!isFault(permanent, 402)) return permanent;
  return addOnce(igd, { ...mapping, leaseS: LONGEST_LEASE_S }, tools);
}

function isFault({ answer }: Added, code: number): boolean {
  return answer.kind === 'fault' && answer.code === code;
}

/** 501 passes now and then; 715 and 726 want the empty remote host, which a second try sends again. */
const repeated = new Set([501, 715, 726]);

async function addOnce(igd: Igd, mapping: NewMapping, tools: WayTools): Promise<Added> {
  const answer = await igd.add(mapping);
  if (answer.kind !== 'fault' || !repeated.has(answer.code) || tools.signal.aborted)
    return { mapping, answer };
  if (answer.code === 501) {
    const { pace, signal } = tools;
    const hasWaited = await wait(pace.afterFailedActionMs, true, { signal }).catch(() => false);
    if (!hasWaited) return { mapping, answer };
  }
  return { mapping, answer: await igd.add(mapping) };
}

/** 2xx may come with an empty body, and from a router that then keeps nothing: its list decides. */
async function confirm(place: Place, { mapping }: Added, tools: WayTools): Promise<Grant> {
  const { igd, router } = place;
  const after = await igd.entry(mapping.externalPort, tools.signal);
  if (after.kind === 'none') return refused('not-kept', { router });
  const entry = after.kind === 'entry' ? after.entry : undefined;
  const isKept = entry === undefined || (entry.isEnabled && leadsTo(entry, mapping));
  if (!isKept) return refused('not-kept', { router });
  const holding = new UpnpHolding({
    place,
    mapping,
    lifeS: lifeOf(igd, mapping.leaseS, entry?.leaseS),
    isVerified: entry !== undefined,
    tools,
    again: async (signal) => {
      const fresh = { ...place, router: await igd.externalAddress(signal) };
      return claimOne(fresh, mapping.externalPort, { ...tools, signal });
    },
  });
  return { kind: 'granted', holding };
}

/** Only a router that refused leases was asked for none; its mapping stays for ever. */
function lifeOf(igd: Igd, askedS: number, shownS = askedS): number | undefined {
  if (shownS > 0) return Math.min(shownS, LONGEST_LEASE_S);
  return askedS > 0 && igd.service.version === 2 ? LONGEST_LEASE_S : undefined;
}

interface Attempt {
  readonly place: Place;
  readonly mapping: NewMapping;
  readonly tools: WayTools;
}

async function judgeFault(code: number, attempt: Attempt): Promise<Grant> {
  const { place, mapping, tools } = attempt;
  const more = { code, router: place.router };
  switch (code) {
    case 718:
      return settleConflict(attempt);
    case 724:
      if (mapping.externalPort === mapping.internalPort) return refused('router-fault', more);
      return tools.request.takesOtherPort
        ? claimOne(place, mapping.internalPort, tools)
        : refused('same-port-only', { ...more, offeredPort: mapping.internalPort });
    case 501:
    case 606:
      return refused('refused', more);
    case 727:
      return refused('manual-only', more);
    case 728:
      return refused('no-room', more);
    case 729:
      return refused('forwarded-by-hand', more);
    default:
      return refused('router-fault', more);
  }
}

/** A router may answer 718 to a mapping that it holds for us already. */
async function settleConflict({ place, mapping, tools }: Attempt): Promise<Grant> {
  const found = await place.igd.entry(mapping.externalPort, tools.signal);
  if (found.kind === 'entry' && leadsTo(found.entry, mapping)) {
    const asFound = { ...mapping, leaseS: found.entry.leaseS };
    return confirm(place, { mapping: asFound, answer: { kind: 'fault', code: 718 } }, tools);
  }
  return refused('port-taken', { code: 718, router: place.router });
}
