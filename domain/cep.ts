import type { Uf } from './uf.ts';

/** Postal code of eight digits, without mask. */
export type Cep = string & { readonly __brand: 'Cep' };

/** First five digits of each state's codes, both ends included (public tables of the Correios; they move now and then). */
const RANGES: readonly (readonly [uf: Uf, first: number, last: number])[] = [
  ['SP', 1000, 19_999],
  ['RJ', 20_000, 28_999],
  ['ES', 29_000, 29_999],
  ['MG', 30_000, 39_999],
  ['BA', 40_000, 48_999],
  ['SE', 49_000, 49_999],
  ['PE', 50_000, 56_999],
  ['AL', 57_000, 57_999],
  ['PB', 58_000, 58_999],
  ['RN', 59_000, 59_999],
  ['CE', 60_000, 63_999],
  ['PI', 64_000, 64_999],
  ['MA', 65_000, 65_999],
  ['PA', 66_000, 68_899],
  ['AP', 68_900, 68_999],
  ['AM', 69_000, 69_299],
  ['RR', 69_300, 69_399],
  ['AM', 69_400, 69_899],
  ['AC', 69_900, 69_999],
  ['DF', 70_000, 72_799],
  ['GO', 72_800, 72_999],
  ['DF', 73_000, 73_699],
  ['GO', 73_700, 76_799],
  ['RO', 76_800, 76_999],
  ['TO', 77_000, 77_999],
  ['MT', 78_000, 78_899],
  ['RO', 78_900, 78_999],
  ['MS', 79_000, 79_999],
  ['PR', 80_000, 87_999],
  ['SC', 88_000, 89_999],
  ['RS', 90_000, 99_999],
];

/** `01310-100`, `01.310-100`, `1310100` (a spreadsheet dropped the zero) -> `01310100`; undefined when it is no CEP. */
export function parseCep(text: string): Cep | undefined {
  const digits = text.replace(/[\s.-]/g, '');
  if (!/^\d{7,8}$/.test(digits)) return undefined;
  const padded = digits.padStart(8, '0');
  return ufOfDigits(padded) === undefined ? undefined : (padded as Cep);
}

/** The state that a CEP belongs to; a mismatch with the address is worth a warning, never a refusal. */
export function ufOfCep(cep: Cep): Uf | undefined {
  return ufOfDigits(cep);
}

/** `01310-100`. */
export function formatCep(cep: Cep): string {
  return `${cep.slice(0, 5)}-${cep.slice(5)}`;
}

function ufOfDigits(digits: string): Uf | undefined {
  const prefix = Number(digits.slice(0, 5));
  return RANGES.find(([, first, last]) => prefix >= first && prefix <= last)?.[0];
}
