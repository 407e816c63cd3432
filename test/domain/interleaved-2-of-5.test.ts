import { describe, expect, it } from 'vitest';
import { encodeInterleaved2of5 } from '../../domain/interleaved-2-of-5.ts';

const BOLETO = '34196163700000099901090000001230057123457000';

describe('interleaved 2 of 5', () => {
  it('puts the first digit of a pair in the bars and the second in the spaces', () => {
    const widths = encodeInterleaved2of5('38');

    expect(widths).toEqual([1, 1, 1, 1, 3, 3, 3, 1, 1, 1, 1, 3, 1, 1, 3, 1, 1]);
  });

  it('needs 405 modules for the 44 digits of a boleto', () => {
    const widths = encodeInterleaved2of5(BOLETO);

    expect(widths.reduce((total, width) => total + width, 0)).toBe(405);
  });

  it('starts and ends with a bar', () => {
    const widths = encodeInterleaved2of5(BOLETO);

    expect(widths.length % 2).toBe(1);
  });

  it.each(['', '123', '12a4', '12 4', '١٢'])('refuses %j', (digits) => {
    expect(() => encodeInterleaved2of5(digits)).toThrow(RangeError);
  });
});
