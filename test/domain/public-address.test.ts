import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAddress, rangeTexts } from '../../domain/public-address.ts';

/** The same rules written from the registries by hand, on the four bytes, without blocks or prefixes. */
function isPublicFour(bytes: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0] = bytes;
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 100 && b >= 64 && b <= 127) return false;
  if (a === 169 && b === 254) return false;
  if (a === 172 && b >= 16 && b <= 31) return false;
  if (a === 198 && (b === 18 || b === 19)) return false;
  if (a === 198 && b === 51 && c === 100) return false;
  if (a === 203 && b === 0 && c === 113) return false;
  if (a !== 192) return true;
  if (b === 168 || (b === 0 && (c === 0 || c === 2))) return false;
  return !(
    (b === 31 && c === 196) ||
    (b === 52 && c === 193) ||
    (b === 88 && c === 99) ||
    (b === 175 && c === 48)
  );
}

/** The eight groups of an IPv6 address, judged by comparing numbers. */
function isPublicSix(groups: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const inner = [g >> 8, g & 255, h >> 8, h & 255];
  const isHeadless = a === 0 && b === 0 && c === 0 && d === 0 && e === 0;
  if (isHeadless && f === 0 && g === 0 && h <= 1) return false;
  if (isHeadless && (f === 0 || f === 0xffff)) return isPublicFour(inner);
  if (a === 0x64 && b === 0xff9b && c === 0 && d === 0 && e === 0 && f === 0)
    return isPublicFour(inner);
  if (a < 0x2000 || a > 0x3fff) return false;
  if (a === 0x2001 && (b < 0x200 || b === 0xdb8)) return false;
  if (a === 0x2002 || (a === 0x3fff && b < 0x1000)) return false;
  return !(a === 0x2620 && b === 0x4f && c === 0x8000);
}

const byteNearEdges = fc.oneof(
  fc.constantFrom(
    0,
    2,
    9,
    10,
    11,
    15,
    16,
    18,
    19,
    20,
    31,
    32,
    51,
    52,
    63,
    64,
    88,
    99,
    100,
    113,
    127,
    128,
    168,
    169,
    172,
    175,
    192,
    193,
    196,
    198,
    203,
    223,
    224,
    240,
    254,
    255,
  ),
  fc.nat(255),
);
const groupNearEdges = fc.oneof(
  fc.constantFrom(
    0,
    1,
    2,
    0x64,
    0xff9b,
    0x100,
    0x1ff,
    0x200,
    0x2000,
    0x2001,
    0x2002,
    0xdb8,
    0xdb9,
    0x2620,
    0x4f,
    0x8000,
    0x1fff,
    0x3fff,
    0x4000,
    0xfff,
    0x1000,
    0x5f00,
    0xfc00,
    0xfdff,
    0xfe80,
    0xfec0,
    0xff02,
    0xffff,
    0x7f00,
    0x0a00,
    0xc0a8,
    0xac10,
  ),
  fc.nat(0xffff),
);
const sparseGroups = fc
  .tuple(fc.array(groupNearEdges, { maxLength: 8 }), fc.array(groupNearEdges, { maxLength: 8 }))
  .map(([head, tail]) => {
    const groups = new Array<number>(8).fill(0);
    head.forEach((group, index) => (groups[index] = group));
    tail.slice(0, 8 - head.length).forEach((group, index) => (groups[7 - index] = group));
    return groups;
  });

describe('the judge of addresses', () => {
  it.each([
    ['0.1.2.3', 'this-network'],
    ['10.255.255.255', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.254', 'private'],
    ['192.168.88.1', 'private'],
    ['100.64.0.0', 'cgnat'],
    ['100.127.255.255', 'cgnat'],
    ['127.0.0.1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['192.0.0.9', 'protocol'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.9', 'documentation'],
    ['192.31.196.1', 'protocol'],
    ['192.52.193.1', 'protocol'],
    ['192.175.48.1', 'protocol'],
    ['192.88.99.1', 'transition'],
    ['198.19.255.255', 'benchmarking'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['::', 'this-network'],
    ['::1', 'loopback'],
    ['64:ff9b:1::1', 'transition'],
    ['100::1', 'discard'],
    ['100:0:0:1::1', 'discard'],
    ['2001::1', 'protocol'],
    ['2001:1ff:ffff::1', 'protocol'],
    ['2001:db8::1', 'documentation'],
    ['3fff:fff::1', 'documentation'],
    ['2002:c000:204::1', 'transition'],
    ['2620:4f:8000::1', 'protocol'],
    ['5f00::1', 'protocol'],
    ['fd00::1', 'private'],
    ['fe80::1', 'link-local'],
    ['fec0::1', 'private'],
    ['ff02::1', 'multicast'],
    ['4000::1', 'reserved'],
    ['1fff::1', 'reserved'],
  ])('calls %s %s (registries of IANA)', (text, range) => {
    expect(judgeAddress(text)).toMatchObject({ kind: 'not-public', range });
  });

  it.each([
    ['::ffff:192.168.0.1', '192.168.0.1', 'private'],
    ['::ffff:7f00:1', '127.0.0.1', 'loopback'],
    ['::100.64.1.1', '100.64.1.1', 'cgnat'],
    ['64:ff9b::a00:1', '10.0.0.1', 'private'],
  ])('unwraps %s and judges %s', (text, address, range) => {
    expect(judgeAddress(text)).toEqual({ kind: 'not-public', address, range });
  });

  it.each([
    ['8.8.8.8', 4, '8.8.8.8'],
    ['100.63.255.255', 4, '100.63.255.255'],
    ['100.128.0.0', 4, '100.128.0.0'],
    ['172.32.0.1', 4, '172.32.0.1'],
    [' 1.1.1.1\n', 4, '1.1.1.1'],
    ['::ffff:8.8.8.8', 4, '8.8.8.8'],
    ['2804:0:0:0:0:0:0:1', 6, '2804::1'],
    ['2001:200::1', 6, '2001:200::1'],
    ['3fff:1000::1', 6, '3fff:1000::1'],
  ])('takes %j as public', (text, family, address) => {
    expect(judgeAddress(text)).toEqual({ kind: 'public', family, address });
  });

  it.each(['', 'example.com', '0x7f.1', '1.2.3.4/8', 'fe80::1%eth0'])('cannot read %j', (text) => {
    expect(judgeAddress(text)).toEqual({ kind: 'unreadable' });
  });

  it('agrees with a naive reading of the registries on every IPv4 address', () => {
    fc.assert(
      fc.property(fc.tuple(byteNearEdges, byteNearEdges, byteNearEdges, byteNearEdges), (bytes) => {
        const verdict = judgeAddress(bytes.join('.'));

        expect(verdict.kind === 'public').toBe(isPublicFour(bytes));
      }),
      { numRuns: 5_000 },
    );
  });

  it('agrees with a naive reading of the registries on every IPv6 address', () => {
    fc.assert(
      fc.property(sparseGroups, (groups) => {
        const text = groups.map((group) => group.toString(16)).join(':');

        const verdict = judgeAddress(text);

        expect(verdict.kind === 'public').toBe(isPublicSix(groups));
      }),
      { numRuns: 5_000 },
    );
  });

  it('has words for every range', () => {
    expect(Object.values(rangeTexts).every((text) => text.length > 5)).toBe(true);
  });
});
