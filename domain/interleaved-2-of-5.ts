/** Bar code of boletos: pairs of digits, the first one in the bars, the second one in the spaces between them. */

/** Widths of a narrow and a wide element in modules; the ratio 3:1 fills the 103 mm of the manuals with 10 mil bars. */
const NARROW = 1;
const WIDE = 3;

/** Five elements a digit, two of them wide, marked 1 (Santander manual, p. 2). */
const PATTERNS = [
  '00110',
  '10001',
  '01001',
  '11000',
  '00101',
  '10100',
  '01100',
  '00011',
  '10010',
  '01010',
] as const;

const START = [NARROW, NARROW, NARROW, NARROW] as const;
const STOP = [WIDE, NARROW, NARROW] as const;

/**
 * Widths in modules, bar and space by turns, from the first bar to the last: 405 modules for 44 digits.
 * @param digits an even number of digits
 * @throws RangeError otherwise
 */
export function encodeInterleaved2of5(digits: string): readonly number[] {
  if (!/^(?:\d{2})+$/.test(digits))
    throw new RangeError('Interleaved 2 of 5 takes an even number of digits');
  const pairs = digits.match(/\d{2}/g) ?? [];
  return [...START, ...pairs.flatMap(pairWidths), ...STOP];
}

function pairWidths(pair: string): readonly number[] {
  const bars = patternOf(pair.charAt(0));
  const spaces = patternOf(pair.charAt(1));
  return Array.from(bars).flatMap((bar, index) => [widthOf(bar), widthOf(spaces.charAt(index))]);
}

function patternOf(digit: string): string {
  return PATTERNS[Number(digit)] ?? '';
}

function widthOf(mark: string): number {
  return mark === '1' ? WIDE : NARROW;
}
