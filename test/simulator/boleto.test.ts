import { isValidBoleto } from '@brazilian-utils/brazilian-utils';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { barcodeOf, dueFactor, printedLinha } from '../../main/simulator/boleto.ts';

describe("the simulated bank's bar code", () => {
  /** Source: a public Java repository, all check digits recomputed (vectors of boletos, bank 364). */
  it('is that of a boleto of Efí seen in public', () => {
    const barcode = barcodeOf({
      bank: '364',
      dueOn: civilDate('2021-11-10'),
      amount: cents(10_990),
      free: '0000100014978100000049048',
    });

    expect(barcode).toBe('36497880000000109900000100014978100000049048');
    expect(printedLinha(barcode)).toBe('36490.00019 00014.978100 00000.490482 7 88000000010990');
  });

  /** Source: sheet on boletos, 1.4. */
  it.each([
    ['2000-07-03', '1000'],
    ['2025-02-21', '9999'],
    ['2025-02-22', '1000'],
    ['2025-02-23', '1001'],
    ['2049-10-13', '9999'],
    ['2049-10-14', '1000'],
  ])('counts %s as factor %s', (on, factor) => {
    const counted = dueFactor(civilDate(on));

    expect(counted).toBe(factor);
  });

  it('is valid for another reader too, on either side of the roll-over', () => {
    const lines = ['2025-02-21', '2025-02-22', '2026-12-10'].map((on) => {
      const parts = { bank: '364', amount: cents(9_990), free: '0000144800001000000049048' };
      return printedLinha(barcodeOf({ ...parts, dueOn: civilDate(on) }));
    });

    const valid = lines.map((line) => isValidBoleto(line.replace(/\D/g, '')));

    expect(valid).toEqual([true, true, true]);
  });
});
