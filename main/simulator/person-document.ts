/** CPF and CNPJ as the gateways check them: digits only, valid check digits. */
import { weightedSum, WEIGHTS_2_TO_9 } from '../../domain/check-digit.ts';

const CPF_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;

export const isCpf = (text: string): boolean =>
  /^\d{11}$/.test(text) && !isOneDigit(text) && hasCheckDigits(text, CPF_WEIGHTS);

export const isCnpj = (text: string): boolean =>
  /^\d{14}$/.test(text) && !isOneDigit(text) && hasCheckDigits(text, WEIGHTS_2_TO_9);

const isOneDigit = (text: string): boolean => /^(\d)\1*$/.test(text);

function hasCheckDigits(text: string, weights: readonly number[]): boolean {
  const first = checkDigit(text.slice(0, -2), weights);
  const second = checkDigit(text.slice(0, -2) + String(first), weights);
  return text.endsWith(`${first}${second}`);
}

function checkDigit(digits: string, weights: readonly number[]): number {
  const rest = weightedSum(Array.from(digits, Number), weights) % 11;
  return rest < 2 ? 0 : 11 - rest;
}
