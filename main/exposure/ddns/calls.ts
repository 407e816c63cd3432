/** The requests that tell a provider of new addresses. */
import { assertNever } from '../../../domain/assert-never.ts';
import {
  endpointOf,
  ipv6WayOf,
  type DdnsSettings,
  type DuckDnsSettings,
  type Dyndns2Settings,
} from '../../../domain/ddns-settings.ts';

/** Public addresses; at least one. */
export interface DdnsAddresses {
  readonly v4?: string | undefined;
  readonly v6?: string | undefined;
}

/** One request. `url` and `headers` hold the login: they never go to a log or a text. */
export interface DdnsCall {
  readonly names: readonly string[];
  readonly sent: DdnsAddresses;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Agent {
  /** Of the app, for example `0.1.0`. */
  readonly version: string;
  /** As `process.platform` says it. */
  readonly platform: string;
}

/** @param names those that are due, as they stand in the settings */
export function planCalls(
  settings: DdnsSettings,
  { names, addresses, agent }: DueUpdate,
): readonly DdnsCall[] {
  const usable = usableAddresses(settings, addresses);
  if (settings.provider === 'duckdns') return [duckDnsCall(settings, { names, usable, agent })];
  return splitFamilies(settings, usable).map((sent) => ({
    names,
    sent,
    url: dyndns2Url(settings, names, sent),
    headers: {
      authorization: basic(
        settings.provider === 'he' ? names.join(',') : settings.user,
        settings.password,
      ),
      'user-agent': userAgent(settings, agent),
    },
  }));
}

export interface DueUpdate {
  readonly names: readonly string[];
  readonly addresses: DdnsAddresses;
  readonly agent: Agent;
}

/** Those of the addresses that the provider takes. */
export function usableAddresses(settings: DdnsSettings, { v4, v6 }: DdnsAddresses): DdnsAddresses {
  return {
    ...(v4 !== undefined && { v4 }),
    ...(v6 !== undefined && ipv6WayOf(settings) !== 'none' && { v6 }),
  };
}

export function listAddresses({ v4, v6 }: DdnsAddresses): readonly string[] {
  return [v4, v6].filter((address) => address !== undefined);
}

/** No-IP: `Company Program/OS-Version contact`. Dyn: `Company - Model - Version`. The mail goes to no one else. */
function userAgent({ provider, contact }: Dyndns2Settings, agent: Agent): string {
  switch (provider) {
    case 'no-ip':
      return `Baixa Baixa/${agent.platform}-${agent.version} ${contact ?? ''}`;
    case 'dyn':
      return `Baixa - Baixa - ${agent.version}`;
    case 'dynu':
    case 'he':
    case 'other':
      return plainAgent(agent);
    default:
      return assertNever(provider);
  }
}

function plainAgent({ version, platform }: Agent): string {
  return `Baixa/${version} (${platform})`;
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

function splitFamilies(settings: DdnsSettings, usable: DdnsAddresses): readonly DdnsAddresses[] {
  if (ipv6WayOf(settings) !== 'own-call') return [usable];
  return [
    ...(usable.v4 === undefined ? [] : [{ v4: usable.v4 }]),
    ...(usable.v6 === undefined ? [] : [{ v6: usable.v6 }]),
  ];
}

function dyndns2Url(
  settings: Dyndns2Settings,
  names: readonly string[],
  sent: DdnsAddresses,
): string {
  const url = new URL(endpointOf(settings) ?? '');
  const parameters = {
    hostname: names.join(','),
    ...addressParameters(settings, sent),
  };
  // A comma may stand in a query as it is, and not every provider takes it encoded.
  url.search = new URLSearchParams(parameters).toString().replaceAll('%2C', ',');
  return url.href;
}

function addressParameters(
  settings: Dyndns2Settings,
  { v4, v6 }: DdnsAddresses,
): Record<string, string> {
  if (ipv6WayOf(settings) !== 'own-parameter') return { myip: listAddresses({ v4, v6 }).join(',') };
  // Without `no`, Dynu takes the address that the request came from as the new IPv4 one.
  return { myip: v4 ?? 'no', ...(v6 !== undefined && { myipv6: v6 }) };
}

function duckDnsCall(
  settings: DuckDnsSettings,
  { names, usable, agent }: { names: readonly string[]; usable: DdnsAddresses; agent: Agent },
): DdnsCall {
  const url = new URL(endpointOf(settings) ?? '');
  const query = new URLSearchParams({
    domains: names.map((name) => name.replace(/\.duckdns\.org$/i, '')).join(','),
    token: settings.token,
    ...(usable.v4 !== undefined && { ip: usable.v4 }),
    ...(usable.v6 !== undefined && { ipv6: usable.v6 }),
    verbose: 'true',
  });
  url.search = query.toString().replaceAll('%2C', ',');
  return { names, sent: usable, url: url.href, headers: { 'user-agent': plainAgent(agent) } };
}
