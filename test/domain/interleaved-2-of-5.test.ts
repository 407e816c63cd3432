import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeInterleaved2of5 } from '../../domain/interleaved-2-of-5.ts';

/** Digit by the places of its two wide elements, as a reader would find it. */
const WIDE_PLACES: Readonly<Record<string, string>> = {
  '2,3': '0',
  '0,4': '1',
  '1,4': '2',
  '0,1': '3',
  '2,4': '4',
  '0,2': '5',
  '1,2': '6',
  '3,4': '7',
  '0,3': '8',
  '1,3': '9',
};

function digitOf(elements: readonly number[]): string {
  const wide = elements.flatMap((width, index) => (width === 3 ? [index] : []));
  return WIDE_PLACES[wide.join(',')] ?? '?';
}

function decode(widths: readonly number[]): string {
  const data = widths.slice(4, -3);
  const pairs = Array.from({ length: data.length / 10 }, (_, index) =>
    data.slice(index * 10, index * 10 + 10),
  );
  return pairs
    .map(
      (pair) =>
        digitOf(pair.filter((_, index) => index % 2 === 0)) +
        digitOf(pair.filter((_, index) => index % 2 === 1)),
    )
    .join('');
}

describe('the bars of a boleto', () => {
  it('begin and end as a reader expects', () => {
    const widths = encodeInterleaved2of5('00');

    expect(widths.slice(0, 4)).toEqual([1, 1, 1, 1]);
    expect(widths.slice(-3)).toEqual([3, 1, 1]);
    expect(widths.slice(4, -3)).toEqual([1, 1, 1, 1, 3, 3, 3, 3, 1, 1]);
  });

  // Fact sheet of boletos, 1.5: 22 x (6 + 4 x 3) + 6 + 3 modules fill 103 mm.
  it('are 405 modules wide for 44 digits, and end with a bar', () => {
    const widths = encodeInterleaved2of5('34191165600000079901090000001230057123457000');

    expect(widths.reduce((total, width) => total + width, 0)).toBe(405);
    expect(widths.length % 2).toBe(1);
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(\d\d){1,22}$/), (digits) => {
        expect(decode(encodeInterleaved2of5(digits))).toBe(digits);
      }),
    );
  });

  it.each(['', '1', '123', '1a'])('are not made of %j', (text) => {
    expect(() => encodeInterleaved2of5(text)).toThrow(RangeError);
  });
});
