/** Finds the router that UPnP leads to, and the one of its connections that is alive. */
import { ask } from '../http.ts';
import { readDescription, type IgdService } from './description.ts';
import { createIgd, type Igd } from './igd.ts';
import type { FoundDevice } from './ssdp.ts';
import { claimPort } from './upnp-claim.ts';
import type { Place } from './upnp-holding.ts';
import { SILENT, type Grant, type WayTools } from './way.ts';

/** Asks the devices in their order until one gives the port or has a reason not to. */
export async function openByUpnp(devices: readonly FoundDevice[], tools: WayTools): Promise<Grant> {
  for (const device of devices) {
    const grant = await openAt(device, tools);
    if (grant.kind !== 'silent') return grant;
  }
  return SILENT;
}

async function openAt(device: FoundDevice, tools: WayTools): Promise<Grant> {
  const services = await describe(device, tools);
  const best = await pickBest(services, tools);
  const internalAddress = await tools.lan.ownAddressTowards(device.address);
  if (best === undefined || internalAddress === undefined) return SILENT;
  return claimPort({ ...best, internalAddress, routerAddress: device.address }, tools);
}

async function describe(
  { location }: FoundDevice,
  { pace, signal }: WayTools,
): Promise<readonly IgdService[]> {
  const answer = await ask(location, { timeoutMs: pace.webMs, signal });
  if (answer.kind === 'failed' || answer.status !== 200) return [];
  return readDescription(answer.body, location);
}

type Live = Pick<Place, 'igd' | 'router'>;

/** A PPPoE router may list an IP and a PPP connection, of which one lives. */
async function pickBest(
  services: readonly IgdService[],
  tools: WayTools,
): Promise<Live | undefined> {
  const rated = [];
  for (const service of services) {
    const one = await rate(createIgd(service, tools.pace.webMs), tools);
    if (one.rating === BEST) return one;
    rated.push(one);
  }
  return rated.toSorted((one, other) => other.rating - one.rating)[0];
}

const BEST = 4;

async function rate(
  igd: Igd,
  { judge, signal }: WayTools,
): Promise<Live & { readonly rating: number }> {
  const isConnected = await igd.isConnected(signal);
  const router = await igd.externalAddress(signal);
  const hasAddress = router.kind === 'address';
  const isPublic = hasAddress && judge(router.address).kind === 'public';
  const rating = (isConnected ? 2 : 0) + (hasAddress ? 1 : 0) + (isConnected && isPublic ? 1 : 0);
  return { igd, router, rating };
}
