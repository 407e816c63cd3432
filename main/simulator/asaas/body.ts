/** Reading of request bodies field by field: the first wrong one is refused with its own code. */
import { isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import { invalidField } from './errors.ts';

export type Body = Readonly<Record<string, unknown>>;

/** The body as an object; anything else has no fields. */
export const asBody = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};

const isAbsent = (value: unknown): value is undefined | null =>
  value === undefined || value === null;

/** Reais as a number, to centavos. Text is refused. */
export function optionalCents(body: Body, name: string): Cents | undefined {
  const value = body[name];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw invalidField(name);
  return cents(Math.round(value * 100));
}

export function requiredCents(body: Body, name: string): Cents {
  const value = optionalCents(body, name);
  if (value === undefined || value === 0) throw invalidField(name);
  return value;
}

export function optionalDay(body: Body, name: string): CivilDate | undefined {
  const value = body[name];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'string' || !isCivilDate(value)) throw invalidField(name);
  return value;
}

export function optionalCount(body: Body, name: string): number | undefined {
  const value = body[name];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw invalidField(name);
  return value;
}

export function optionalFlag(body: Body, name: string): boolean | undefined {
  const value = body[name];
  if (isAbsent(value)) return undefined;
  if (typeof value !== 'boolean') throw invalidField(name);
  return value;
}

/** Empty text is no text. */
export function optionalText(body: Body, name: string, maxLength = 5_000): string | undefined {
  const value = body[name];
  if (isAbsent(value) || value === '') return undefined;
  if (typeof value !== 'string' || value.length > maxLength) throw invalidField(name);
  return value;
}

export function requiredText(body: Body, name: string): string {
  const value = optionalText(body, name)?.trim();
  if (value === undefined || value === '') throw invalidField(name);
  return value;
}

export function optionalChoice<T extends string>(
  body: Body,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = body[name];
  if (isAbsent(value)) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw invalidField(name);
  return found;
}

/** Centavos as Asaas writes money: a number in reais. */
export const reais = (amount: Cents): number => amount / 100;
