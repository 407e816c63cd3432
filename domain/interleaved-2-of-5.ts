/** Wide elements of each digit, 1 = wide (Santander bar code manual v31, p. 2; Banestes arrecadação manual). */
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

/** A boleto's 44 digits are 103 mm wide at the ratio 3:1, which also reads at 100 dpi where 2.5:1 does not. */
const WIDE = 3;
const START = [1, 1, 1, 1] as const;
const STOP = [WIDE, 1, 1] as const;

/**
 * Interleaved 2 of 5: widths in modules, bar and space in turn, a bar first, start and stop included.
 * @param digits an even number of decimal digits
 * @throws RangeError when `digits` is empty, odd or holds anything else
 */
export function encodeInterleaved2of5(digits: string): readonly number[] {
  if (!/^(\d\d)+$/.test(digits))
    throw new RangeError('Interleaved 2 of 5 takes an even number of digits');
  const pairs = digits.match(/\d\d/g) ?? [];
  return [...START, ...pairs.flatMap(encodePair), ...STOP];
}

/** The first digit of a pair lies in the bars, the second in the spaces between them. */
function encodePair(pair: string): readonly number[] {
  const bars = PATTERNS[Number(pair[0])] ?? '';
  const spaces = PATTERNS[Number(pair[1])] ?? '';
  return Array.from(bars).flatMap((bar, index) => [widthOf(bar), widthOf(spaces[index])]);
}

function widthOf(element: string | undefined): number {
  return element === '1' ? WIDE : 1;
}
