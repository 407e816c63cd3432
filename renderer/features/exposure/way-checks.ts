/** What is wrong with a way as it is typed, and what works but deserves a word: the core's own rules. */
import { checkDdnsSettings, type DdnsSettings } from '../../../domain/ddns-settings.ts';
import { baseUrlNoteTexts, checkPublicBaseUrl } from '../../../domain/public-base-url.ts';
import { judgeAddress } from '../../../domain/public-address.ts';
import { isTunnelName, readRegistrationHost } from '../../../domain/tunnel-name.ts';
import type {
  DdnsWaySettings,
  FixedWaySettings,
  TunnelWaySettings,
  WaySettings,
} from '../../../domain/way-settings.ts';
import { exposureText } from '../../text/exposure.ts';

const text = exposureText.faults;

/** Text under each field that does not hold. */
export type WayFaults = Readonly<Partial<Record<WayFieldName, string>>>;
export type WayFieldName =
  'host' | 'name' | 'user' | 'password' | 'contact' | 'endpoint' | 'externalPort' | 'baseUrl';

export interface WayFacts {
  /** What was typed as the password of the dynamic name; undefined keeps the stored one. */
  readonly ddnsPassword: string | undefined;
  readonly hasDdnsPassword: boolean;
  /** Once real money is at stake, an address that only this computer reaches is refused. */
  readonly hasRealAccount: boolean;
}

const LONGEST_ADDRESS = 200;
const HIGHEST_PORT = 65_535;
const STANDARD_PORTS: readonly number[] = [80, 443];
/** Stands in for a stored password, which the page never sees; it has the form of a DuckDNS token too. */
const STORED = '00000000-0000-0000-0000-000000000000';

export function checkWay(way: WaySettings, facts: WayFacts): WayFaults {
  if (way.kind === 'tunnel') return checkTunnel(way);
  return way.kind === 'ddns' ? checkDdns(way, facts) : checkAddress(way, facts);
}

function checkTunnel({ host, name }: TunnelWaySettings): WayFaults {
  return {
    ...(readRegistrationHost(host.trim()) === undefined ? { host: text.tunnelHost } : {}),
    ...(isTunnelName(name) ? {} : { name: text.tunnelName }),
  };
}

const ddnsFields = {
  names: 'name',
  endpoint: 'endpoint',
  user: 'user',
  password: 'password',
  token: 'password',
  contact: 'contact',
} as const;

function checkDdns(way: DdnsWaySettings, facts: WayFacts): WayFaults {
  const problems = checkDdnsSettings(ddnsSettingsOf(way, facts));
  const isPort = Number.isInteger(way.externalPort) && way.externalPort >= 1;
  return {
    ...Object.fromEntries(problems.map(({ field, text: words }) => [ddnsFields[field], words])),
    ...(isPort && way.externalPort <= HIGHEST_PORT
      ? {}
      : { externalPort: exposureText.fields.externalPort.fault }),
  };
}

function ddnsSettingsOf(way: DdnsWaySettings, facts: WayFacts): DdnsSettings {
  const { provider, name, endpoint, user, contact } = way;
  const secret = facts.ddnsPassword ?? (facts.hasDdnsPassword ? STORED : '');
  const shared = {
    names: name.trim() === '' ? [] : [name.trim()],
    revision: 0,
    ...(endpoint.trim() === '' ? {} : { endpoint: endpoint.trim() }),
  };
  if (provider === 'duckdns') return { ...shared, provider, token: secret };
  return { ...shared, provider, user: user.trim(), password: secret, contact };
}

function checkAddress(way: FixedWaySettings, facts: WayFacts): WayFaults {
  if (isOwnComputer(way) && !facts.hasRealAccount) return {};
  if (way.baseUrl.length > LONGEST_ADDRESS) return { baseUrl: text.tooLong };
  const verdict = checkPublicBaseUrl(way.baseUrl);
  return verdict.kind === 'refused' ? { baseUrl: verdict.text } : {};
}

/** A program on this computer may stand in for a tunnel as long as nobody's money waits for it. */
function isOwnComputer({ kind, baseUrl }: FixedWaySettings): boolean {
  if (kind !== 'other-tunnel' || !URL.canParse(baseUrl)) return false;
  const verdict = judgeAddress(new URL(baseUrl).hostname.replace(/^\[|\]$/g, ''));
  return verdict.kind === 'not-public' && verdict.range === 'loopback';
}

/** Words of warning on a way that holds. */
export function notesOn(way: WaySettings): readonly string[] {
  if (way.kind === 'tunnel') return [];
  return way.kind === 'ddns' ? ddnsNotes(way) : addressNotes(way);
}

function ddnsNotes({ externalPort }: DdnsWaySettings): readonly string[] {
  return STANDARD_PORTS.includes(externalPort) ? [exposureText.notes.residentialPort] : [];
}

function addressNotes(way: FixedWaySettings): readonly string[] {
  if (isOwnComputer(way)) return [exposureText.notes.ownComputer];
  const verdict = checkPublicBaseUrl(way.baseUrl);
  if (verdict.kind === 'refused') return [];
  const known = verdict.notes
    .filter((note) => note !== 'fixed-address' || way.kind !== 'fixed')
    .map((note) => baseUrlNoteTexts[note]);
  const isBare = way.kind === 'fixed' && STANDARD_PORTS.includes(verdict.port);
  return isBare ? [...known, exposureText.notes.standardPort] : known;
}

/** A way as it is saved: without the blanks that slip in when text is pasted. */
export function tidyWay(way: WaySettings): WaySettings {
  if (way.kind === 'tunnel') return { ...way, host: way.host.trim(), name: way.name.trim() };
  if (way.kind !== 'ddns') return { ...way, baseUrl: way.baseUrl.trim() };
  return {
    ...way,
    name: way.name.trim(),
    user: way.user.trim(),
    contact: way.contact.trim(),
    endpoint: way.endpoint.trim(),
  };
}
