import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMs, fromMs, instant, toMs } from '../../domain/instant.ts';
import {
  documentNumber,
  isReference,
  newReference,
  referenceMadeAt,
  referenceOfTxid,
  txidOf,
} from '../../domain/reference.ts';

const NOON = instant('2026-11-21T12:00:00Z');
const ZEROS = new Uint8Array(12);
const anyInstant = fc
  .integer({
    min: toMs(instant('2020-01-01T00:00:00Z')),
    max: toMs(instant('2054-01-01T00:00:00Z')),
  })
  .map(fromMs);
const anyRandom = fc.uint8Array({ minLength: 12, maxLength: 12 });

describe('a reference', () => {
  it('has 20 characters that nobody misreads', () => {
    fc.assert(
      fc.property(anyInstant, anyRandom, (at, random) => {
        const reference = newReference(at, random);

        expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
        expect(isReference(reference)).toBe(true);
        expect(referenceMadeAt(reference)).toBe(at);
      }),
    );
  });

  it('sorts by the moment it was made', () => {
    const first = newReference(NOON, new Uint8Array(12).fill(31));
    const second = newReference(addMs(NOON, 1), ZEROS);

    expect(first < second).toBe(true);
  });

  it('begins with zeros at the start of 2020', () => {
    const reference = newReference(instant('2020-01-01T00:00:00.001Z'), ZEROS);

    expect(reference).toBe('00000001000000000000');
  });

  it('differs with each random byte', () => {
    const references = ZEROS.reduce<string[]>(
      (made, _, index) => [...made, newReference(NOON, ZEROS.with(index, 1))],
      [newReference(NOON, ZEROS)],
    );

    expect(new Set(references).size).toBe(13);
  });

  it.each(['2019-12-31T23:59:59Z', '2054-12-01T00:00:00Z'])('is refused at %s', (at) => {
    expect(() => newReference(instant(at), ZEROS)).toThrow(RangeError);
  });

  it('is refused with too little chance in it', () => {
    expect(() => newReference(NOON, new Uint8Array(11))).toThrow(RangeError);
  });

  it.each(['', '0123456789ABCDEFGHJ', '0123456789ABCDEFGHIL', '0123456789abcdefghjk'])(
    'is not %j',
    (text) => {
      expect(isReference(text)).toBe(false);
    },
  );
});

describe('a txid', () => {
  it('is the reference behind our prefix, 26 letters and digits', () => {
    const reference = newReference(NOON, ZEROS);

    expect(txidOf(reference)).toMatch(/^BAIXA0[0-9A-Z]{20}$/);
    expect(referenceOfTxid(txidOf(reference))).toBe(reference);
  });

  it.each(['', 'BAIXA0', 'OUTRO000000000000000000000', 'BAIXA0IIIIIIIIIIIIIIIIIIII'])(
    'of somebody else (%j) holds no reference',
    (txid) => {
      expect(referenceOfTxid(txid)).toBeUndefined();
    },
  );
});

describe('a document number', () => {
  it.each([
    [1, 1, '0000000101'],
    [20161234, 2, '2016123402'],
    [99_999_999, 99, '9999999999'],
  ])('of título %i, attempt %i is %s', (titulo, attempt, expected) => {
    expect(documentNumber(titulo, attempt)).toBe(expected);
  });

  it.each([
    [0, 1],
    [100_000_000, 1],
    [1, 0],
    [1, 100],
    [1.5, 1],
  ])('is refused for título %d, attempt %d', (titulo, attempt) => {
    expect(() => documentNumber(titulo, attempt)).toThrow(RangeError);
  });
});
