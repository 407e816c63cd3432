import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatIpAddress,
  ipBlock,
  isInBlock,
  isSameIpAddress,
  parseIpAddress,
} from '../../domain/ip-address.ts';

const four = fc.ipV4();
const six = fc.ipV6();

describe('an IP address', () => {
  it.each([
    ['203.0.113.9', 4, 0xcb007109n],
    ['0.0.0.0', 4, 0n],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['2001:db8::1', 6, 0x20010db8000000000000000000000001n],
    ['2001:DB8:0:0:0:0:0:1', 6, 0x20010db8000000000000000000000001n],
    ['::ffff:203.0.113.9', 6, 0xffffcb007109n],
    ['1:2:3:4:5:6:7::', 6, 0x00010002000300040005000600070000n],
  ])('%s is read as family %i', (text, family, value) => {
    expect(parseIpAddress(text)).toEqual({ family, value });
  });

  it.each([
    ['', 'empty'],
    ['127.1', 'short'],
    ['0177.0.0.1', 'octal'],
    ['0x7f.0.0.1', 'hexadecimal'],
    ['2130706433', 'one number'],
    ['256.0.0.1', 'too high'],
    ['1.2.3.4.5', 'too long'],
    [' 1.2.3.4', 'with a blank'],
    ['1.2.3.4:80', 'with a port'],
    ['fe80::1%eth0', 'with a zone'],
    ['1::2::3', 'two gaps'],
    ['1:2:3:4:5:6:7:8::', 'a gap of nothing'],
    ['12345::', 'a group too long'],
    ['1.2.3.4::', 'dots at the start'],
    [':1:2:3:4:5:6:7', 'a colon at the start'],
    ['[::1]', 'in brackets'],
  ])('%j is none (%s)', (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });

  it('is read in the same cases as Node reads it', () => {
    const pieces = fc.constantFrom('::', ':', '1', 'f', '0', '10', '255', '256', '.', 'ffff', 'g');
    const texts = fc.oneof(
      four,
      six,
      fc.array(pieces, { maxLength: 17 }).map((all) => all.join('')),
    );

    fc.assert(
      fc.property(texts, (text) => {
        expect(parseIpAddress(text)?.family ?? 0).toBe(isIP(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is written in the short form of the URL standard', () => {
    fc.assert(
      fc.property(six, (text) => {
        const parsed = parseIpAddress(text);
        const url = new URL(`http://[${text}]/`).hostname.slice(1, -1);

        // The URL standard writes mapped addresses without dots.
        const ours = parsed && formatIpAddress(parsed);
        expect(ours?.includes('.') ? new URL(`http://[${ours}]/`).hostname : `[${ours}]`).toBe(
          `[${url}]`,
        );
      }),
    );
  });

  it('stays the same when written and read again', () => {
    fc.assert(
      fc.property(fc.oneof(four, six), (text) => {
        const parsed = parseIpAddress(text);

        expect(parsed && parseIpAddress(formatIpAddress(parsed))).toEqual(parsed);
        expect(parsed && isSameIpAddress(formatIpAddress(parsed), text)).toBe(true);
      }),
    );
  });

  it('is in a block when its first bits are those of the block', () => {
    const block = ipBlock('172.16.0.0/12');
    const texts = ['172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0', '::ac10:1'];

    const inside = texts.filter((text) => {
      const address = parseIpAddress(text);
      return address !== undefined && isInBlock(address, block);
    });

    expect(inside).toEqual(['172.16.0.0', '172.31.255.255']);
  });

  it.each(['172.16.0.0', '172.16.0.0/33', 'x/8', '::/129', '1.2.3.4/-1'])(
    'refuses %j as a block',
    (text) => {
      expect(() => ipBlock(text)).toThrow(RangeError);
    },
  );
});
