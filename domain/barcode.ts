import { barcodeMod11 } from './check-digit.ts';
import { cents, type Cents } from './money.ts';

/** The 44 digits of a boleto's bar code, its check digit verified. */
export type Barcode = string & { readonly __brand: 'Barcode' };

/** What a bar code says (BB manual 2.3.2). */
export interface BarcodeFields {
  /** COMPE code, three digits. */
  readonly bank: string;
  /** Fator de vencimento 1000..9999, 0 when there is none. */
  readonly dueFactor: number;
  /** 0 when the amount is left open. */
  readonly amountCents: Cents;
  /** Campo livre: 25 digits in each bank's own layout. */
  readonly freeField: string;
}

/** 9 = real. */
const CURRENCY = '9';

/** Largest value beside a due factor: R$ 99.999.999,99. */
const MAX_AMOUNT = 9_999_999_999;

/** Why 44 digits are no boleto. */
export type BarcodeFault = 'wrong-length' | 'wrong-currency' | 'wrong-check-digit';

export function isBarcode(digits: string): digits is Barcode {
  return barcodeFault(digits) === undefined;
}

/** @returns undefined when the digits are a boleto's bar code */
export function barcodeFault(digits: string): BarcodeFault | undefined {
  if (!/^\d{44}$/.test(digits)) return 'wrong-length';
  if (digits.charAt(3) !== CURRENCY) return 'wrong-currency';
  const expected = barcodeMod11(digits.slice(0, 4) + digits.slice(5));
  return digits.charAt(4) === String(expected) ? undefined : 'wrong-check-digit';
}

/** @throws RangeError when a field does not fit its place */
export function buildBarcode(fields: BarcodeFields): Barcode {
  const { bank, dueFactor, amountCents, freeField } = fields;
  if (!/^\d{3}$/.test(bank) || !/^\d{25}$/.test(freeField))
    throw new RangeError('A bar code takes a bank of 3 and a campo livre of 25 digits');
  if (dueFactor !== 0 && !(dueFactor >= 1000 && dueFactor <= 9999))
    throw new RangeError(`Not a due factor: ${dueFactor}`);
  if (amountCents < 0 || amountCents > MAX_AMOUNT)
    throw new RangeError(`${amountCents} does not fit a bar code`);
  const head = `${bank}${CURRENCY}`;
  const tail = `${digitsOf(dueFactor, 4)}${digitsOf(amountCents, 10)}${freeField}`;
  return `${head}${barcodeMod11(head + tail)}${tail}` as Barcode;
}

export function readBarcode(barcode: Barcode): BarcodeFields {
  const factor = Number(barcode.slice(5, 9));
  // Values over R$ 99.999.999,99 run over into the place of the factor (BB manual, anexo IV).
  const hasFactor = factor >= 1000;
  return {
    bank: barcode.slice(0, 3),
    dueFactor: hasFactor ? factor : 0,
    amountCents: cents(Number(barcode.slice(hasFactor ? 9 : 5, 19))),
    freeField: barcode.slice(19),
  };
}

function digitsOf(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
