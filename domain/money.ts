/** An amount in centavos of real: an integer within the safe range, negative only where a field says so. */
export type Cents = number & { readonly __brand: 'Cents' };

export const ZERO = 0 as Cents;

/** Checks that `value` is a whole number of centavos. Throws RangeError otherwise. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`Not a whole number of centavos: ${value}`);
  return value as Cents;
}

export function sum(amounts: readonly Cents[]): Cents {
  return cents(amounts.reduce<number>((total, amount) => total + amount, 0));
}

export function subtract(from: Cents, amount: Cents): Cents {
  return cents(from - amount);
}

/** How a fraction of a centavo is brought to a whole one. */
export type Rounding = 'half-up' | 'down';

/**
 * `amount * numerator / denominator`, computed exactly and rounded once.
 * `half-up` rounds a half away from zero, `down` drops the fraction.
 */
export function scale(
  amount: Cents,
  ratio: { readonly numerator: number; readonly denominator: number },
  rounding: Rounding,
): Cents {
  const product = BigInt(amount) * BigInt(ratio.numerator);
  const denominator = BigInt(ratio.denominator);
  const sign = product < 0n ? -1n : 1n;
  const magnitude = product * sign;
  const extra = rounding === 'half-up' ? denominator / 2n : 0n;
  return cents(Number(sign * ((magnitude + extra) / denominator)));
}

/** Parts that differ by one centavo at most and add up to `total`; the first ones carry the odd centavos. */
export function splitEvenly(total: Cents, parts: number): readonly Cents[] {
  if (!Number.isInteger(parts) || parts < 1)
    throw new RangeError(`Not a number of parts: ${parts}`);
  const base = Math.floor(total / parts);
  const odd = total - base * parts;
  return Array.from({ length: parts }, (_, index) => cents(index < odd ? base + 1 : base));
}

/** `R$ 1.234,56`, `-R$ 0,05`. The blank after R$ does not break. */
export function formatMoney(amount: Cents): string {
  const sign = amount < 0 ? '-' : '';
  return `${sign}R$\u00a0${formatAmount(cents(Math.abs(amount)))}`;
}

/** `1.234,56`, without the currency. */
export function formatAmount(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${amount < 0 ? '-' : ''}${whole},${digits.slice(-2)}`;
}

/** Digits alone, or groups of three parted by one and the same mark. */
const WHOLE = /^\d+$|^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;

/**
 * Money as people and systems write it: `89,90`, `1.089,90`, `R$ 1.234,5`, `89.90`, `-3,50`, `100-`, `(3,50)`.
 * The last `,` or `.` is the decimal mark when one or two digits follow it, else it groups thousands.
 * Groups that are not of three digits are refused: `89.9000` of a database would else read as 899.000.
 * @returns undefined when the text is no amount
 */
export function parseMoney(text: string): Cents | undefined {
  const bare = text.replace(/R\$|\s/g, '');
  const negative = /^-|-$|^\(.*\)$/.test(bare);
  const unsigned = bare.replace(/^[-(]|[-)]$/g, '');
  const [, whole = '', mark = '', fraction = ''] =
    /^(.*?)(?:([.,])(\d{1,2}))?$/.exec(unsigned) ?? [];
  const grouped = WHOLE.exec(whole);
  if (!grouped || (grouped[1] !== undefined && grouped[1] === mark)) return undefined;
  const value = Number(whole.replace(/[.,]/g, '')) * 100 + Number(fraction.padEnd(2, '0'));
  if (!Number.isSafeInteger(value)) return undefined;
  return cents(negative && value !== 0 ? -value : value);
}
