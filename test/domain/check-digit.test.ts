import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barcodeMod11, collectionMod11, mod10, mod11Rest } from '../../domain/check-digit.ts';

const anyDigits = fc.stringMatching(/^\d{1,43}$/);

describe('module 10', () => {
  // Itaú manual, anexo 4 (agência, conta, carteira, nosso número) and the three fields of BB's example linha.
  it.each([
    ['00571234511012345678', 8],
    ['001905009', 5],
    ['4014481606', 9],
    ['0680935031', 4],
  ])('of %s is %i', (digits, expected) => {
    expect(mod10(digits)).toBe(expected);
  });

  it('changes with any single digit', () => {
    fc.assert(
      fc.property(anyDigits, fc.nat(42), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const place = at % digits.length;
        const digit = (Number(digits.charAt(place)) + by) % 10;

        expect(mod10(`${digits.slice(0, place)}${digit}${digits.slice(place + 1)}`)).not.toBe(
          mod10(digits),
        );
      }),
    );
  });
});

describe('module 11', () => {
  // BB manual, anexo VI: bar code of the example without its own digit.
  it('of a bar code is the digit of the example in the manual', () => {
    expect(barcodeMod11('0019373700000001000500940144816060680935031')).toBe(3);
  });

  // Public document quoted in the fact sheet of boletos, 1.9, row 18.
  it('of arrecadação is the digit of a public document', () => {
    expect(collectionMod11('8580000000572503282035607082021053959190446')).toBe(2);
  });

  it('of a bar code is never 0, and each rule follows the rest', () => {
    fc.assert(
      fc.property(anyDigits, (digits) => {
        const rest = mod11Rest(digits);

        expect(barcodeMod11(digits)).toBe(rest < 2 ? 1 : 11 - rest);
        expect(collectionMod11(digits)).toBe(rest < 2 ? 0 : 11 - rest);
      }),
    );
  });
});
