/** Reads from a router's description where its connections to the internet are controlled. */
import { isOn } from './ssdp.ts';
import { childOf, childrenOf, readXml, textOf, type XmlNode } from './xml.ts';

export interface IgdService {
  /** As the router writes it; goes back with every action. */
  readonly type: string;
  readonly version: number;
  readonly controlUrl: string;
}

const CONNECTION = /^urn:schemas-upnp-org:service:(WANIPConnection|WANPPPConnection):([12])$/i;
const MOST_SERVICES = 8;
const DEEPEST_DEVICE = 6;
const MOST_DEVICES = 64;

/**
 * @param location where the description came from; a service that is controlled on another host is left out
 * @returns the best first: IP before PPP, version 2 before 1; at most 8
 */
export function readDescription(xml: string, location: string): readonly IgdService[] {
  const root = childOf(readXml(xml), 'root');
  if (root === undefined) return [];
  const base = textOf(root, 'urlbase') || location;
  const host = new URL(location).hostname;
  const services = devicesUnder(root, 0)
    .slice(0, MOST_DEVICES)
    .flatMap((device) => childrenOf(childOf(device, 'servicelist'), 'service'))
    .flatMap((service) => readService(service, [base, location], host));
  return services.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_SERVICES);
}

function devicesUnder(node: XmlNode, depth: number): readonly XmlNode[] {
  if (depth > DEEPEST_DEVICE) return [];
  return childrenOf(node, 'device').flatMap((device) => [
    device,
    ...childrenOf(device, 'devicelist').flatMap((list) => devicesUnder(list, depth + 1)),
  ]);
}

/** @param bases an URLBase that is wrong, as after a change of the router's address, gives way to the location */
function readService(
  service: XmlNode,
  bases: readonly string[],
  host: string,
): readonly IgdService[] {
  const type = textOf(service, 'servicetype');
  const path = textOf(service, 'controlurl');
  const version = Number(CONNECTION.exec(type)?.[2]);
  const urls = bases.flatMap((base) => (URL.canParse(path, base) ? new URL(path, base).href : []));
  const controlUrl = urls.find((url) => isOn(url, host));
  const isUsable = Number.isInteger(version) && path !== '' && controlUrl !== undefined;
  return isUsable ? [{ type, version, controlUrl }] : [];
}

function rank({ type, version }: IgdService): number {
  return (/PPP/i.test(type) ? 2 : 0) + (version === 2 ? 0 : 1);
}
