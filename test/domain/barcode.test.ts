import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barcodeFault,
  buildBarcode,
  isBarcode,
  readBarcode,
  type Barcode,
} from '../../domain/barcode.ts';
import {
  barcodeOf,
  formatLinha,
  isLinha,
  linhaFault,
  linhaOf,
} from '../../domain/linha-digitavel.ts';
import { cents } from '../../domain/money.ts';
import boletos from '../fixtures/boleto/boletos.json' with { type: 'json' };
import knownBad from '../fixtures/boleto/known-bad.json' with { type: 'json' };
import rollover from '../fixtures/boleto/rollover.json' with { type: 'json' };

const anyBarcode: fc.Arbitrary<Barcode> = fc
  .record({
    bank: fc.stringMatching(/^\d{3}$/),
    dueFactor: fc.oneof(fc.constant(0), fc.integer({ min: 1000, max: 9999 })),
    amountCents: fc.integer({ min: 0, max: 9_999_999_999 }).map(cents),
    freeField: fc.stringMatching(/^\d{25}$/),
  })
  .map(buildBarcode);

function verified(digits: string): Barcode {
  if (!isBarcode(digits)) throw new TypeError(`Not a bar code: ${digits}`);
  return digits;
}

describe('boletos of manuals and public tests', () => {
  it.each(boletos.rows)('$barcode is read field by field ($source)', (row) => {
    const read = readBarcode(verified(row.barcode));

    expect(read).toEqual({
      bank: row.bank,
      dueFactor: row.factor,
      amountCents: row.value_cents,
      freeField: row.campo_livre,
    });
  });

  it.each(boletos.rows)('$barcode has the linha $linha_formatted and back', (row) => {
    const linha = linhaOf(verified(row.barcode));

    expect(linha).toBe(row.linha);
    expect(formatLinha(linha)).toBe(row.linha_formatted);
    expect(barcodeOf(linha)).toBe(row.barcode);
  });

  it.each(rollover.rows)('a slip due on $due has the bar code and linha of both banks', (row) => {
    for (const [barcode, linha] of [
      [row.barcode_sicoob, row.linha_sicoob],
      [row.barcode_itau, row.linha_itau],
    ] as const) {
      const fields = readBarcode(verified(barcode));

      expect(fields).toMatchObject({ dueFactor: row.factor, amountCents: row.value_cents });
      expect(formatLinha(linhaOf(verified(barcode)))).toBe(linha);
      expect(buildBarcode(fields)).toBe(barcode);
    }
  });

  it.each(knownBad.rows)('are refused when wrong: $why', (row) => {
    const [first] = [row.linha, row.barcode].filter((text) => text !== undefined);
    const digits = (first ?? '').replace(/\D/g, '');
    const isWhole = isLinha(digits) && (!row.barcode || barcodeOf(digits) === row.barcode);

    expect(isBarcode(digits) || isWhole).toBe(false);
  });
});

describe('a bar code', () => {
  it('survives the way through fields and linha', () => {
    fc.assert(
      fc.property(anyBarcode, (barcode) => {
        expect(buildBarcode(readBarcode(barcode))).toBe(barcode);
        expect(isLinha(linhaOf(barcode))).toBe(true);
        expect(barcodeOf(linhaOf(barcode))).toBe(barcode);
      }),
    );
  });

  it('shows every single wrong digit in the first three fields of its linha', () => {
    fc.assert(
      fc.property(anyBarcode, fc.nat(31), fc.integer({ min: 1, max: 9 }), (barcode, at, by) => {
        const linha = linhaOf(barcode);
        const digit = (Number(linha.charAt(at)) + by) % 10;
        const changed = `${linha.slice(0, at)}${digit}${linha.slice(at + 1)}`;

        expect(linhaFault(changed)).toMatchObject({ fault: 'wrong-field-digit' });
      }),
    );
  });

  it('keeps a value that runs over into the place of the factor', () => {
    const tail = `00012345678901${'1'.repeat(25)}`;
    const [digits = ''] = Array.from({ length: 10 }, (_, digit) => `0019${digit}${tail}`).filter(
      isBarcode,
    );

    expect(readBarcode(verified(digits))).toMatchObject({
      dueFactor: 0,
      amountCents: 12_345_678_901,
    });
  });

  it.each([
    ['3419616670000012345110123456788005712345700', 'wrong-length'],
    ['34186166700000123451101234567880057123457000', 'wrong-currency'],
    ['34195166700000123451101234567880057123457000', 'wrong-check-digit'],
    ['3419616670000012345110123456788005712345700A', 'wrong-length'],
  ])('%s is none: %s', (digits, fault) => {
    expect(barcodeFault(digits)).toBe(fault);
  });

  it.each([
    { bank: '34', dueFactor: 1637, amountCents: cents(1), freeField: '0'.repeat(25) },
    { bank: '341', dueFactor: 999, amountCents: cents(1), freeField: '0'.repeat(25) },
    { bank: '341', dueFactor: 1637, amountCents: cents(10 ** 10), freeField: '0'.repeat(25) },
    { bank: '341', dueFactor: 1637, amountCents: cents(1), freeField: '0'.repeat(24) },
  ])('is not built from what does not fit: %j', (fields) => {
    expect(() => buildBarcode(fields)).toThrow(RangeError);
  });
});
