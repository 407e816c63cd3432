/** What an operator sets for a dynamic name, what each provider is like, and what is wrong with the settings. */
import { parseEmail } from './email.ts';

export type Dyndns2Provider = 'no-ip' | 'dyn' | 'dynu' | 'he' | 'other';
export type DdnsProvider = Dyndns2Provider | 'duckdns';

/**
 * How IPv6 is told: both addresses parted by a comma in `myip`, in `myipv6`, in a call of its own, or not at all.
 * DuckDNS has `ipv6` of its own.
 */
export type Ipv6Way = 'same-parameter' | 'own-parameter' | 'own-call' | 'none';

interface NameSettings {
  /** Full names; of DuckDNS also the part before `.duckdns.org`. */
  readonly names: readonly string[];
  /** Raised at every save by the operator: what stopped the updates before is forgotten then. */
  readonly revision: number;
  /** In place of the provider's own, without query: https, or http on this computer. `other` needs one. */
  readonly endpoint?: string | undefined;
}

export interface Dyndns2Settings extends NameSettings {
  readonly provider: Dyndns2Provider;
  /** Unused at Hurricane Electric, where the name logs in. */
  readonly user: string;
  readonly password: string;
  /** E-mail of whoever answers for the updates: No-IP asks for it in the user agent. */
  readonly contact?: string | undefined;
  /** Only for `other`; none unless told. */
  readonly ipv6?: Ipv6Way | undefined;
}

export interface DuckDnsSettings extends NameSettings {
  readonly provider: 'duckdns';
  readonly token: string;
}

export type DdnsSettings = Dyndns2Settings | DuckDnsSettings;

export interface ProviderTraits {
  readonly label: string;
  readonly endpoint: string | undefined;
  readonly ipv6: Ipv6Way;
  readonly maxNames: number;
  /** The shortest rest after the provider says that it is at fault itself. */
  readonly faultWaitMs: number;
}

const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;

/**
 * No-IP: noip.com/integrate. Dyn: help.dyn.com, perform-update (20 names). Dynu: dynu.com IP-Update-Protocol (10 min).
 * Hurricane Electric: one name a call, since each has its own key. DuckDNS: duckdns.org/spec.jsp.
 */
export const providerTraits: Readonly<Record<DdnsProvider, ProviderTraits>> = {
  'no-ip': {
    label: 'No-IP',
    endpoint: 'https://dynupdate.no-ip.com/nic/update',
    ipv6: 'same-parameter',
    maxNames: 20,
    faultWaitMs: HALF_HOUR_MS,
  },
  dyn: {
    label: 'Dyn',
    endpoint: 'https://members.dyndns.org/v3/update',
    ipv6: 'none',
    maxNames: 20,
    faultWaitMs: HALF_HOUR_MS,
  },
  dynu: {
    label: 'Dynu',
    endpoint: 'https://api.dynu.com/nic/update',
    ipv6: 'own-parameter',
    maxNames: 20,
    faultWaitMs: 10 * MINUTE_MS,
  },
  he: {
    label: 'Hurricane Electric',
    endpoint: 'https://dyn.dns.he.net/nic/update',
    ipv6: 'own-call',
    maxNames: 1,
    faultWaitMs: HALF_HOUR_MS,
  },
  other: {
    label: 'outro provedor (dyndns2)',
    endpoint: undefined,
    ipv6: 'none',
    maxNames: 20,
    faultWaitMs: HALF_HOUR_MS,
  },
  duckdns: {
    label: 'DuckDNS',
    endpoint: 'https://www.duckdns.org/update',
    ipv6: 'own-parameter',
    maxNames: 20,
    faultWaitMs: HALF_HOUR_MS,
  },
};

/** Where updates are sent, as it is or as the operator set it; undefined while `other` has none. */
export function endpointOf(settings: DdnsSettings): string | undefined {
  return settings.endpoint ?? providerTraits[settings.provider].endpoint;
}

export function ipv6WayOf(settings: DdnsSettings): Ipv6Way {
  const own = settings.provider === 'other' ? settings.ipv6 : undefined;
  return own ?? providerTraits[settings.provider].ipv6;
}

export interface DdnsSettingsProblem {
  readonly field: 'names' | 'endpoint' | 'user' | 'password' | 'token' | 'contact';
  /** What to change. */
  readonly text: string;
}

/** @returns empty when updates can be sent */
export function checkDdnsSettings(settings: DdnsSettings): readonly DdnsSettingsProblem[] {
  const problems = [checkNames(settings), checkEndpoint(settings), ...checkLogin(settings)];
  return problems.filter((problem) => problem !== undefined);
}

const FULL_NAME =
  /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const DUCK_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.duckdns\.org)?$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;
const CONTROL = /[\u0000-\u001f\u007f]/;

function checkNames({ provider, names }: DdnsSettings): DdnsSettingsProblem | undefined {
  const { maxNames, label } = providerTraits[provider];
  const problem = (text: string): DdnsSettingsProblem => ({ field: 'names', text });
  if (names.length === 0) return problem('Digite o nome criado no provedor de DDNS.');
  if (names.length > maxNames)
    return problem(`${label} aceita até ${maxNames} nome(s) por cadastro.`);
  const form = provider === 'duckdns' ? DUCK_NAME : FULL_NAME;
  const wrong = names.find((name) => !form.test(name));
  return wrong === undefined
    ? undefined
    : problem(`“${wrong}” não é um nome completo, como meuprovedor.ddns.net.`);
}

function checkEndpoint(settings: DdnsSettings): DdnsSettingsProblem | undefined {
  const problem = (text: string): DdnsSettingsProblem => ({ field: 'endpoint', text });
  const endpoint = endpointOf(settings) ?? '';
  if (!URL.canParse(endpoint))
    return problem('Digite o endereço de atualização, como https://servidor/nic/update.');
  const { protocol, hostname, username, password, search, hash } = new URL(endpoint);
  if (username !== '' || password !== '' || search !== '' || hash !== '')
    return problem('Deixe no endereço de atualização só o servidor e o caminho.');
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  return isSafe
    ? undefined
    : problem('O endereço de atualização precisa ser https: sem isso a senha iria aberta.');
}

function checkLogin(settings: DdnsSettings): readonly (DdnsSettingsProblem | undefined)[] {
  if (settings.provider === 'duckdns') return [checkToken(settings.token)];
  return [checkUser(settings), checkPassword(settings.password), checkContact(settings)];
}

function checkToken(token: string): DdnsSettingsProblem | undefined {
  if (UUID.test(token)) return undefined;
  return {
    field: 'token',
    text: 'Cole o token da página do DuckDNS: 32 letras e números em cinco grupos.',
  };
}

function checkUser({ provider, user }: Dyndns2Settings): DdnsSettingsProblem | undefined {
  if (provider === 'he') return undefined;
  if (user !== '' && !user.includes(':') && !CONTROL.test(user)) return undefined;
  return { field: 'user', text: 'Digite o usuário do provedor de DDNS, sem dois-pontos.' };
}

function checkPassword(password: string): DdnsSettingsProblem | undefined {
  if (password !== '' && !CONTROL.test(password)) return undefined;
  return { field: 'password', text: 'Digite a senha ou a chave do provedor de DDNS.' };
}

function checkContact({ provider, contact }: Dyndns2Settings): DdnsSettingsProblem | undefined {
  if (provider !== 'no-ip' || parseEmail(contact ?? '') !== undefined) return undefined;
  return {
    field: 'contact',
    text: 'Digite um e-mail de contato: o No-IP bloqueia programas que não o informam.',
  };
}
