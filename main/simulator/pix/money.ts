import { cents, type Cents } from '../../../domain/money.ts';

/** `99.90` on the wire; also percents with two decimals, then in hundredths of a percent. */
export const WIRE_AMOUNT = /^\d{1,10}\.\d{2}$/;

/** @param text of the form `99.90` */
export const centsOf = (text: string): Cents => cents(Number(text.replace('.', '')));

export function amountText(amount: Cents): string {
  const digits = String(amount).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
