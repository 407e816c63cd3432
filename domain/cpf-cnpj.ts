import { mod11Rest, WEIGHTS_2_TO_9, weightedSum } from './check-digit.ts';

/**
 * Number of a person (CPF, 11 digits) or a company (CNPJ, 14 characters of [0-9A-Z], the last two digits;
 * letters since IN RFB 2.229/2024). `digits` is without mask, letters in upper case.
 */
export interface TaxId {
  readonly kind: 'cpf' | 'cnpj';
  readonly digits: string;
}

/** Weights 2..11 from the right. */
const CPF_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** What people write between the digits. */
const MASK = /[\s./-]/g;

/**
 * Reads a CPF or CNPJ with or without mask. Leading zeros that a spreadsheet dropped are not guessed here.
 * @returns undefined when the length or a check digit is wrong, or all characters are one
 */
export function parseTaxId(text: string): TaxId | undefined {
  const digits = text.replace(MASK, '').toUpperCase();
  if (isCpf(digits)) return { kind: 'cpf', digits };
  if (isCnpj(digits)) return { kind: 'cnpj', digits };
  return undefined;
}

/**
 * Reads a number of which a spreadsheet may have dropped up to three leading zeros of a CPF, six of a CNPJ. The check digits decide, CPF first;
 * show what was added before it is stored.
 */
export function restoreTaxId(text: string): TaxId | undefined {
  const digits = text.replace(MASK, '');
  if (!/^\d{8,13}$/.test(digits)) return parseTaxId(text);
  return parseTaxId(digits.padStart(11, '0')) ?? parseTaxId(digits.padStart(14, '0'));
}

/** Whether 11 bare digits are a CPF. */
export function isCpf(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || isOneCharacter(digits)) return false;
  return digits.endsWith(checkDigits(digits.slice(0, 9), cpfDigit));
}

/** Whether 14 bare characters, letters in upper case, are a CNPJ. */
export function isCnpj(digits: string): boolean {
  if (!/^[0-9A-Z]{12}\d{2}$/.test(digits) || isOneCharacter(digits)) return false;
  return digits.endsWith(checkDigits(digits.slice(0, 12), cnpjDigit));
}

/** `529.982.247-25`, `12.ABC.345/01DE-35`. */
export function formatTaxId({ kind, digits }: TaxId): string {
  return kind === 'cpf'
    ? digits.replace(/^(.{3})(.{3})(.{3})(.{2})$/, '$1.$2.$3-$4')
    : digits.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5');
}

/** The two check digits of a body, the second one counting the first. */
function checkDigits(body: string, digitOf: (text: string) => number): string {
  const first = digitOf(body);
  return `${first}${digitOf(`${body}${first}`)}`;
}

function cpfDigit(text: string): number {
  return digitOfRest(mod11Rest(text, CPF_WEIGHTS));
}

/** A character of a CNPJ counts as its ASCII code less 48: digits as themselves, A as 17 (SERPRO manual). */
function cnpjDigit(text: string): number {
  const values = Array.from(text, (char) => char.charCodeAt(0) - 48);
  return digitOfRest(weightedSum(values, WEIGHTS_2_TO_9) % 11);
}

function digitOfRest(rest: number): number {
  return rest < 2 ? 0 : 11 - rest;
}

function isOneCharacter(text: string): boolean {
  return new Set(text).size === 1;
}
