/** Reading one parameter: its form and its limits (juno.md 1.1, 1.3). */
import { civilDate, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Parameters } from './parameters.ts';
import { invalid, missing, tooLong } from './refusal.ts';

/** Decimal point, two places, no thousands separator. */
const DECIMAL = /^(\d{1,9})(?:\.(\d{1,2}))?$/;

const DAY = /^(\d{2})\/(\d{2})\/(\d{4})$/;

/** Refuses what is absent. */
export function requiredText(parameters: Parameters, name: string, max: number): string {
  const text = optionalText(parameters, name, max);
  if (text === undefined) throw missing(name);
  return text;
}

export function optionalText(
  parameters: Parameters,
  name: string,
  max: number,
): string | undefined {
  const text = parameters.get(name);
  if (text !== undefined && text.length > max) throw tooLong(name, max);
  return text;
}

/** `50`, `50.5` or `50.00` as hundredths: centavos of an amount, hundredths of a percent. */
export function optionalHundredths(parameters: Parameters, name: string): number | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  const parts = DECIMAL.exec(text);
  if (parts === null) throw invalid(name);
  const [, whole = '', fraction = ''] = parts;
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

export function optionalCents(parameters: Parameters, name: string): Cents | undefined {
  const value = optionalHundredths(parameters, name);
  return value === undefined ? undefined : cents(value);
}

/** A whole number within bounds. */
export function optionalCount(
  parameters: Parameters,
  name: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw invalid(name);
  return value;
}

/** `dd/MM/yyyy`. */
export function optionalDay(parameters: Parameters, name: string): CivilDate | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  const [, day = '', month = '', year = ''] = DAY.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  if (!isCivilDate(iso)) throw invalid(name);
  return civilDate(iso);
}

/** `true` or `false`; the .NET SDK begins them with a capital. */
export function optionalFlag(parameters: Parameters, name: string): boolean | undefined {
  const text = parameters.get(name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw invalid(name);
  return text === 'true';
}
