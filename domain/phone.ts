import type { Uf } from './uf.ts';

/** Area code and number, 10 or 11 digits alone, as the gateways take it. */
export type Phone = string & { readonly __brand: 'Phone' };

/** The 67 area codes (DDD) and the state each one mainly serves (Anatel). */
const AREA_CODES: Readonly<Record<Uf, readonly number[]>> = {
  AC: [68],
  AL: [82],
  AM: [92, 97],
  AP: [96],
  BA: [71, 73, 74, 75, 77],
  CE: [85, 88],
  DF: [61],
  ES: [27, 28],
  GO: [62, 64],
  MA: [98, 99],
  MG: [31, 32, 33, 34, 35, 37, 38],
  MS: [67],
  MT: [65, 66],
  PA: [91, 93, 94],
  PB: [83],
  PE: [81, 87],
  PI: [86, 89],
  PR: [41, 42, 43, 44, 45, 46],
  RJ: [21, 22, 24],
  RN: [84],
  RO: [69],
  RR: [95],
  RS: [51, 53, 54, 55],
  SC: [47, 48, 49],
  SE: [79],
  SP: [11, 12, 13, 14, 15, 16, 17, 18, 19],
  TO: [63],
};

const ufByAreaCode: ReadonlyMap<number, Uf> = new Map(
  (Object.entries(AREA_CODES) as [Uf, readonly number[]][]).flatMap(([uf, codes]) =>
    codes.map((code) => [code, uf] as const),
  ),
);

/** Form of the gateways (Efí, `phone_number`). */
const GATEWAY_FORM = /^[1-9]{2}9?[0-9]{8}$/;

/** Nine digits from 9 for a mobile, eight from 2 to 5 for a landline. */
const NATIONAL_FORM = /^\d{2}(?:9\d{8}|[2-5]\d{7})$/;

/** All area codes in rising order. */
export const areaCodes: readonly number[] = [...ufByAreaCode.keys()].sort((a, b) => a - b);

/**
 * Reads one Brazilian number with area code: `(11) 98765-4321`, `+55 11 98765 4321`, `011 3456-7890`.
 * @returns undefined without a known area code, or when the number has no Brazilian form
 */
export function parsePhone(text: string): Phone | undefined {
  const digits = withoutPrefix(text.replace(/[\s().+/-]/g, ''));
  if (!NATIONAL_FORM.test(digits) || !GATEWAY_FORM.test(digits)) return undefined;
  if (!ufByAreaCode.has(Number(digits.slice(0, 2))) || isOneDigit(digits.slice(2)))
    return undefined;
  return digits as Phone;
}

/** The state that the area code mainly serves. */
export function ufOfPhone(phone: Phone): Uf | undefined {
  return ufByAreaCode.get(Number(phone.slice(0, 2)));
}

export function isMobile(phone: Phone): boolean {
  return phone.length === 11;
}

/** `(11) 98765-4321`, `(11) 3456-7890`. */
export function formatPhone(phone: Phone): string {
  return `(${phone.slice(0, 2)}) ${phone.slice(2, -4)}-${phone.slice(-4)}`;
}

/** Country code, area code and number, as WhatsApp links take it. */
export function internationalDigits(phone: Phone): string {
  return `55${phone}`;
}

/** Without the country code, the trunk zero, or both. 55 is an area code too, so the length decides. */
function withoutPrefix(digits: string): string {
  const national = digits.replace(/^0+/, '');
  return national.length > 11 ? national.replace(/^550?/, '') : national;
}

function isOneDigit(digits: string): boolean {
  return new Set(digits).size === 1;
}
