import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { listLocalAddresses } from '../../../main/exposure/address/local-addresses.ts';
import { surveyAddresses } from '../../../main/exposure/address/survey-addresses.ts';
import { exampleJudge } from '../support/example-judge.ts';
import { startStunServer, stunAnswer, xorMapped } from '../support/stun-server.ts';

const entry = (address: string, internal = false): NetworkInterfaceInfo =>
  address.includes(':')
    ? { address, internal, family: 'IPv6', netmask: 'ffff::', mac: '', cidr: null, scopeid: 0 }
    : { address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '', cidr: null };

const office = {
  lo: [entry('127.0.0.1', true), entry('::1', true)],
  tailscale0: [entry('100.101.102.103')],
  docker0: [entry('172.17.0.1')],
  'vEthernet (WSL)': [entry('172.28.0.1')],
  eth0: [entry('fe80::1%eth0'), entry('2804:1::9'), entry('192.168.88.2')],
  wlan0: [entry('169.254.10.1')],
};

describe('the addresses of this computer', () => {
  it('are listed with real links first and without those that lead nowhere', () => {
    const listed = listLocalAddresses(() => office);

    expect(listed.map(({ address, link, family }) => [address, link, family])).toEqual([
      ['192.168.88.2', 'real', 4],
      ['2804:1::9', 'real', 6],
      ['100.101.102.103', 'vpn', 4],
      ['172.17.0.1', 'virtual', 4],
      ['172.28.0.1', 'virtual', 4],
    ]);
  });

  it('are read from the system itself', () => {
    expect(listLocalAddresses().every(({ address }) => !address.startsWith('127.'))).toBe(true);
  });
});

describe('a survey of the addresses', () => {
  it('does not take the address of a VPN for CGNAT', async () => {
    const survey = await surveyAddresses(
      { sources: [], router: { kind: 'unknown' } },
      { readInterfaces: () => office },
    );

    expect(survey).toMatchObject({ seen: { kind: 'not-asked' }, nat: { code: 'unknown' } });
  });

  it('puts computer, router and outside together', async () => {
    const stun = await startStunServer((request) => [
      stunAnswer(request, { attributes: [xorMapped(request, [203, 0, 113, 9], 1)] }),
    ]);
    const sources = [{ kind: 'stun', name: 'teste', host: '127.0.0.1', port: stun.port }] as const;
    const survey = (router: string) =>
      surveyAddresses(
        { sources, router: { kind: 'address', address: router } },
        { readInterfaces: () => office, judge: exampleJudge },
      );

    const surveys = [
      await survey('203.0.113.9'),
      await survey('198.51.100.7'),
      await survey('100.64.0.7'),
    ];
    await stun.close();

    expect(surveys.map(({ nat }) => nat.code)).toEqual(['forward-can-work', 'other-link', 'cgnat']);
  });
});
