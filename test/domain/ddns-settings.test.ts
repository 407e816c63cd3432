import { describe, expect, it } from 'vitest';
import { createDdns } from '../../main/exposure/ddns/ddns.ts';
import {
  checkDdnsSettings,
  endpointOf,
  providerTraits,
  type DdnsSettings,
} from '../../domain/ddns-settings.ts';
import { createMemoryLog } from '../../main/log.ts';
import { createMovingClock } from '../exposure/support/moving-clock.ts';

const good = {
  provider: 'no-ip',
  names: ['provedor.example.com'],
  user: 'chave',
  password: 'segredo',
  contact: 'suporte@example.com',
  revision: 1,
} as const satisfies DdnsSettings;

const duck = {
  provider: 'duckdns',
  names: ['provedor'],
  token: '5f0c4f1e-0d0f-4a3e-9d5f-1c2b3a495867',
  revision: 1,
} as const satisfies DdnsSettings;

describe('the settings of a dynamic name', () => {
  it.each<[string, DdnsSettings]>([
    ['No-IP', good],
    ['Dyn without contact', { ...good, provider: 'dyn', contact: undefined }],
    ['Hurricane Electric without user', { ...good, provider: 'he', user: '' }],
    [
      'a provider of its own',
      { ...good, provider: 'other', endpoint: 'https://ddns.example.com/u' },
    ],
    ['a provider on this computer', { ...good, endpoint: 'http://127.0.0.1:8080/nic/update' }],
    ['DuckDNS', duck],
    ['DuckDNS with the full name', { ...duck, names: ['provedor.duckdns.org'] }],
  ])('of %s are taken', (_, settings) => {
    expect(checkDdnsSettings(settings)).toEqual([]);
  });

  it.each<[string, DdnsSettings, string]>([
    ['no name', { ...good, names: [] }, 'names'],
    ['a name without domain', { ...good, names: ['provedor'] }, 'names'],
    ['a name with a comma', { ...good, names: ['a.example.com,b.example.com'] }, 'names'],
    ['a name with a parameter', { ...good, names: ['a.example.com&myip=1'] }, 'names'],
    [
      'two names at Hurricane Electric',
      { ...good, provider: 'he', names: ['a.example.com', 'b.example.com'] },
      'names',
    ],
    ['another domain at DuckDNS', { ...duck, names: ['provedor.example.com'] }, 'names'],
    ['no host', { ...good, provider: 'other' }, 'endpoint'],
    [
      'a host without https',
      { ...good, endpoint: 'http://ddns.example.com/nic/update' },
      'endpoint',
    ],
    [
      'a login in the host',
      { ...good, endpoint: 'https://u:s@ddns.example.com/nic/update' },
      'endpoint',
    ],
    [
      'a query in the host',
      { ...good, endpoint: 'https://ddns.example.com/nic/update?x=1' },
      'endpoint',
    ],
    ['no user', { ...good, user: '' }, 'user'],
    ['a colon in the user', { ...good, user: 'a:b' }, 'user'],
    ['no password', { ...good, password: '' }, 'password'],
    ['a line break in the password', { ...good, password: 'a\r\nb' }, 'password'],
    ['no contact at No-IP', { ...good, contact: undefined }, 'contact'],
    ['a line break in the contact', { ...good, contact: 'a@example.com\r\nx: y' }, 'contact'],
    ['a token of another form', { ...duck, token: 'abc' }, 'token'],
  ])('with %s are refused', (_, settings, field) => {
    const problems = checkDdnsSettings(settings);

    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(JSON.stringify(problems)).not.toMatch(/segredo|u:s@/);
  });

  it('that are refused send nothing', async () => {
    const ddns = createDdns(
      { ...good, password: '' },
      {
        clock: createMovingClock(),
        log: createMemoryLog(),
        agent: { version: '0.1.0', platform: 'linux' },
        keep: () => undefined,
      },
    );

    const outcome = await ddns.update({ v4: '8.8.8.8' });

    expect(outcome).toMatchObject({ kind: 'settings-refused', problems: [{ field: 'password' }] });
  });

  it('go to the provider’s own https host unless the operator set another', () => {
    const hosts = Object.values(providerTraits).map(({ endpoint }) => endpoint);

    expect(hosts.filter((host) => host?.startsWith('https://') === true)).toHaveLength(5);
    expect(endpointOf(good)).toBe('https://dynupdate.no-ip.com/nic/update');
    expect(endpointOf({ ...good, endpoint: 'https://ddns.example.com/u' })).toBe(
      'https://ddns.example.com/u',
    );
  });
});
