import { describe, expect, it } from 'vitest';
import { judgeNat, type NatEvidence } from '../../domain/nat-verdict.ts';
import { judgeAddress, type AddressJudge } from '../../domain/public-address.ts';

/** Documentation addresses stand for public ones. */
const judge: AddressJudge = (text) => {
  const verdict = judgeAddress(text);
  const isExample = verdict.kind === 'not-public' && verdict.range === 'documentation';
  return isExample ? { kind: 'public', family: 4, address: verdict.address } : verdict;
};

const at = (address: string) => ({ kind: 'address', address }) as const;
const LAN = ['192.168.88.2'];

describe('the verdict on the way between the router and the internet', () => {
  it.each<[string, NatEvidence, string, boolean | undefined]>([
    [
      'same public address',
      { local: LAN, router: at('203.0.113.9'), seen: '203.0.113.9' },
      'forward-can-work',
      true,
    ],
    [
      'nobody outside was asked',
      { local: LAN, router: at('203.0.113.9'), seen: undefined },
      'forward-likely',
      undefined,
    ],
    ['CGNAT', { local: LAN, router: at('100.64.3.2'), seen: '203.0.113.9' }, 'cgnat', false],
    [
      'CGNAT, nobody outside asked',
      { local: LAN, router: at('100.127.255.1'), seen: undefined },
      'cgnat',
      false,
    ],
    [
      'private 10/8',
      { local: LAN, router: at('10.0.0.7'), seen: '203.0.113.9' },
      'double-nat',
      false,
    ],
    [
      'private 172.16/12',
      { local: LAN, router: at('172.20.1.2'), seen: undefined },
      'double-nat',
      false,
    ],
    [
      'private 192.168/16',
      { local: LAN, router: at('192.168.0.2'), seen: undefined },
      'double-nat',
      false,
    ],
    [
      'another public address',
      { local: LAN, router: at('198.51.100.4'), seen: '203.0.113.9' },
      'other-link',
      undefined,
    ],
    [
      'router without address',
      { local: LAN, router: { kind: 'none' }, seen: '203.0.113.9' },
      'router-has-none',
      false,
    ],
    [
      'router says 0.0.0.0',
      { local: LAN, router: at('0.0.0.0'), seen: '203.0.113.9' },
      'router-has-none',
      false,
    ],
    [
      'PCP result 12',
      { local: LAN, router: { kind: 'nat-before' }, seen: '203.0.113.9' },
      'nat-between',
      false,
    ],
    [
      'nothing known',
      { local: LAN, router: { kind: 'unknown' }, seen: '203.0.113.9' },
      'unknown',
      undefined,
    ],
    [
      'own public address',
      { local: ['203.0.113.9'], router: { kind: 'unknown' }, seen: '203.0.113.9' },
      'direct',
      true,
    ],
    [
      'own public address, nobody asked',
      { local: ['203.0.113.9'], router: { kind: 'none' }, seen: undefined },
      'direct',
      true,
    ],
    [
      'own public address of another link',
      { local: ['198.51.100.4'], router: { kind: 'unknown' }, seen: '203.0.113.9' },
      'other-link',
      undefined,
    ],
    [
      'own address in CGNAT',
      { local: ['100.70.0.2'], router: { kind: 'unknown' }, seen: '203.0.113.9' },
      'cgnat',
      false,
    ],
    [
      'own public IPv6 only beside NAT',
      { local: ['192.168.88.2', '2804::1'], router: { kind: 'unknown' }, seen: undefined },
      'unknown',
      undefined,
    ],
  ])('%s', (_, evidence, code, canForward) => {
    expect(judgeNat(evidence, judge)).toMatchObject({ code, canForward });
  });

  it('tells an owner who runs the CGNAT himself what he can do about it', () => {
    const verdict = judgeNat({ local: LAN, router: at('100.64.3.2'), seen: undefined });

    expect(verdict.advice[0]).toContain('Se o CGNAT é do seu provedor');
    expect(verdict.advice.at(-1)).toContain('túnel');
  });
});
