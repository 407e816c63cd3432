/** Asks every router that can be found, in every protocol, for one port. */
import { openByPortControl } from './port-control.ts';
import { findDevices, type FoundDevice } from './ssdp.ts';
import { openByUpnp } from './upnp.ts';
import { refused, type Grant, type Refused, type WayTools } from './way.ts';

const MOST_GATEWAYS = 2;

/** PCP and NAT-PMP first, since their answer comes at once; the search of UPnP runs meanwhile. Never silent. */
export async function findWay(tools: WayTools): Promise<Exclude<Grant, { kind: 'silent' }>> {
  const { lan, signal } = tools;
  if (lan.ownAddresses().length === 0) return refused('no-network');
  const gateways = (await lan.gateways()).filter((one) => lan.isLan(one)).slice(0, MOST_GATEWAYS);
  const searchEnd = new AbortController();
  const search = { ...tools, signal: AbortSignal.any([signal, searchEnd.signal]) };
  const found = findDevices(search);
  const direct = await askGateways(gateways, tools);
  if (direct.kind === 'granted') {
    searchEnd.abort();
    await found;
    return direct;
  }
  const devices = await found;
  const grant = await openByUpnp([...devices, ...mikrotiks(gateways, tools)], tools);
  if (grant.kind !== 'silent') return grant;
  const senders = [...new Set(devices.map(({ address }) => address))];
  const rest = await askGateways(
    senders.filter((one) => !gateways.includes(one)).slice(0, MOST_GATEWAYS),
    tools,
  );
  return told(rest) ?? told(direct) ?? refused(whyNothing([...gateways, ...senders]));
}

function whyNothing(routers: readonly string[]): 'no-gateway' | 'no-answer' {
  return routers.length === 0 ? 'no-gateway' : 'no-answer';
}

function told(grant: Grant): Exclude<Grant, { kind: 'silent' }> | undefined {
  return grant.kind === 'silent' ? undefined : grant;
}

async function askGateways(gateways: readonly string[], tools: WayTools): Promise<Grant> {
  let refusal: Refused | undefined;
  for (const gateway of gateways) {
    const grant = await openByPortControl(gateway, tools);
    if (grant.kind === 'granted') return grant;
    if (grant.kind === 'refused') refusal ??= grant;
  }
  return refusal ?? { kind: 'silent' };
}

/** RouterOS serves its description at a known place, which helps where multicast does not pass. */
function mikrotiks(gateways: readonly string[], { lan }: WayTools): readonly FoundDevice[] {
  return gateways.map((address) => ({
    address,
    location: `http://${address}:${lan.mikrotikPort}/gateway.xml`,
  }));
}
