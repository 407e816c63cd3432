import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatIpAddress, isInBlock } from '../../domain/ip-address.ts';
import { isInAnyBlock, readBlock, realSource } from '../../domain/ip-blocks.ts';

const v4 = fc.ipV4();
const blocksOf = (...texts: readonly string[]) => texts.flatMap((text) => readBlock(text) ?? []);

it.each([
  '',
  '10.0.0.0/33',
  '10.0.0/8',
  '10.0.0.0/8/8',
  '::/129',
  'provedor.example.com',
  '10.0.0.0/',
])('reads no block in "%s"', (text) => {
  expect(readBlock(text)).toBeUndefined();
});

it('holds every address of its block, and none whose first bits differ', () => {
  fc.assert(
    fc.property(v4, v4, fc.integer({ min: 0, max: 32 }), (base, other, prefix) => {
      const bits = (text: string) =>
        text
          .split('.')
          .map((byte) => Number(byte).toString(2).padStart(8, '0'))
          .join('');
      const isSame = bits(base).slice(0, prefix) === bits(other).slice(0, prefix);

      expect(isInAnyBlock(other, blocksOf(`${base}/${prefix}`))).toBe(isSame);
    }),
  );
});

it('is the one address where there is no prefix, in every form of writing', () => {
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      const block = readBlock(text);
      if (block === undefined) return;

      expect(isInBlock(block.base, block)).toBe(true);
      expect(isInAnyBlock(formatIpAddress(block.base), [block])).toBe(
        !formatIpAddress(block.base).startsWith('::ffff:'),
      );
    }),
  );
});

const proxies = blocksOf('10.0.0.0/8', '127.0.0.1');

it.each([
  ['a stranger is who it is, whatever it says', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['a proxy without a header is itself', '127.0.0.1', undefined, '127.0.0.1'],
  ['a proxy tells who called it', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['of a list the last stranger counts', '127.0.0.1', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
  [
    'own proxies behind each other are skipped',
    '127.0.0.1',
    '198.51.100.1, 10.1.1.1',
    '198.51.100.1',
  ],
  ['what is no address ends the walk', '127.0.0.1', '198.51.100.1, unknown', '127.0.0.1'],
  ['a port is left out', '127.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
  ['brackets are left out', '127.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
  ['a mapped peer is its IPv4 address', '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
])('%s', (_case, peer, forwarded, source) => {
  expect(realSource(peer, forwarded, proxies)).toBe(source);
});

it('never believes what a stranger wrote before the proxy added its own entry', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(v4, fc.string())), v4, (invented, sender) => {
      fc.pre(!isInAnyBlock(sender, proxies));
      const header = [...invented, sender].join(', ');

      expect(realSource('127.0.0.1', header, proxies)).toBe(sender);
    }),
  );
});
