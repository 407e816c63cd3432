/** Bar code and linha digitável of a bank's boleto, computed by the gateway's own side. */
import { barcodeMod11, mod10 } from '../../domain/check-digit.ts';
import { civilDate, daysBetween, type CivilDate } from '../../domain/civil-date.ts';
import type { Cents } from '../../domain/money.ts';

export interface BoletoParts {
  /** COMPE code, three digits. */
  readonly bank: string;
  readonly dueOn: CivilDate;
  readonly amount: Cents;
  /** Campo livre, 25 digits, the bank's own. */
  readonly free: string;
}

const FACTOR_BASE = civilDate('1997-10-07');

/** Days since 1997-10-07, starting again at 1000 after 9999: 2025-02-22 is 1000 (boleto.md 1.4). */
export function dueFactor(dueOn: CivilDate): string {
  const days = daysBetween(FACTOR_BASE, dueOn);
  const factor = days <= 9999 ? days : ((days - 1000) % 9000) + 1000;
  return String(factor).padStart(4, '0');
}

/** The 44 digits of the bar code. */
export function barcodeOf({ bank, dueOn, amount, free }: BoletoParts): string {
  const tail = `${dueFactor(dueOn)}${String(amount).padStart(10, '0')}${free}`;
  const digit = barcodeMod11(`${bank}9${tail}`);
  return `${bank}9${digit}${tail}`;
}

/** The 47 digits of the linha digitável as they are printed: `36490.00019 00014.978100 00000.490482 7 88000000010990`. */
export function printedLinha(barcode: string): string {
  const free = barcode.slice(19);
  const fields = [
    `${barcode.slice(0, 4)}${free.slice(0, 5)}`,
    free.slice(5, 15),
    free.slice(15, 25),
  ];
  const printed = fields.map((field) => {
    const digits = `${field}${mod10(field)}`;
    return `${digits.slice(0, 5)}.${digits.slice(5)}`;
  });
  return [...printed, barcode.slice(4, 5), barcode.slice(5, 19)].join(' ');
}
