import { barcodeFault, type Barcode, type BarcodeFault } from './barcode.ts';
import { mod10 } from './check-digit.ts';

/** The 47 digits that a person types instead of the bar code, without mask, all check digits verified. */
export type Linha = string & { readonly __brand: 'Linha' };

/** Why digits are no linha digitável; `field` counts from 1. */
export type LinhaFault =
  | { readonly fault: 'wrong-field-digit'; readonly field: 1 | 2 | 3 }
  | { readonly fault: BarcodeFault };

/** Start and end of the three fields that carry a check digit of their own, the digit included (BB manual 2.3.4). */
const FIELDS = [
  { field: 1, start: 0, end: 10 },
  { field: 2, start: 10, end: 21 },
  { field: 3, start: 21, end: 32 },
] as const;

/** The typed form of a bar code. */
export function linhaOf(barcode: Barcode): Linha {
  const fields = [
    barcode.slice(0, 4) + barcode.slice(19, 24),
    barcode.slice(24, 34),
    barcode.slice(34, 44),
  ];
  const checked = fields.map((field) => `${field}${mod10(field)}`).join('');
  return `${checked}${barcode.slice(4, 19)}` as Linha;
}

/** The bar code of a linha. */
export function barcodeOf(linha: Linha): Barcode {
  return barcodeDigits(linha) as Barcode;
}

export function isLinha(digits: string): digits is Linha {
  return linhaFault(digits) === undefined;
}

/** The first fault of 47 bare digits; undefined when all check digits hold. */
export function linhaFault(digits: string): LinhaFault | undefined {
  if (!/^\d{47}$/.test(digits)) return { fault: 'wrong-length' };
  const wrong = FIELDS.find(
    ({ start, end }) => digits.charAt(end - 1) !== String(mod10(digits.slice(start, end - 1))),
  );
  if (wrong) return { fault: 'wrong-field-digit', field: wrong.field };
  const fault = barcodeFault(barcodeDigits(digits));
  return fault && { fault };
}

/** `34191.09008 00001.230051 71234.570001 6 16370000009990`. */
export function formatLinha(linha: Linha): string {
  return linha.replace(
    /^(.{5})(.{5})(.{5})(.{6})(.{5})(.{6})(.)(.{14})$/,
    '$1.$2 $3.$4 $5.$6 $7 $8',
  );
}

/** What a gateway's test host returns instead of a payable linha: nothing but zeros (Efí). */
export function isZeroed(digits: string): boolean {
  return /^0{44}(?:0{3})?$/.test(digits);
}

function barcodeDigits(linha: string): string {
  return [
    linha.slice(0, 4),
    linha.slice(32, 47),
    linha.slice(4, 9),
    linha.slice(10, 20),
    linha.slice(21, 31),
  ].join('');
}
