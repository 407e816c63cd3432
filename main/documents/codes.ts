/** Bar code and QR as vector shapes: they stay sharp at any resolution. */
import { create } from 'qrcode';
import { Failure } from '../../domain/failure.ts';
import { encodeInterleaved2of5 } from '../../domain/interleaved-2-of-5.ts';
import type { DrawnCode } from './paper.ts';
import { INK, type Pen, type Point, type Rect } from './pen.ts';

/** Millimetres: the bar code of every bank's manual, 405 modules of 10 mil. */
export const BARS = { width: 103, height: 13 } as const;

/** Millimetres from the bottom edge of the ficha to the bars: their centre is 12 mm above it. */
export const BARS_ABOVE_EDGE = 12 - BARS.height / 2;

/** Side of the square that every layout keeps for a QR, quiet zone included. */
export const QR_SIDE = 25;

/** White modules that ISO/IEC 18004 asks for round the symbol. */
const QUIET_MODULES = 4;

/** The longest BR Code of the central bank's manual. */
const MAX_PIX_PAYLOAD = 512;

/** Whatever is drawn tells where it lies; the page is added by whoever knows it. */
export type PlacedCode = Omit<DrawnCode, 'page'>;

/** Draws 44 digits as 103 x 13 mm of bars whose top left corner is `at`. */
export function drawBars(pen: Pen, digits: string, at: Point): PlacedCode {
  const widths = encodeInterleaved2of5(digits);
  const moduleWidth = BARS.width / widths.reduce((total, width) => total + width, 0);
  const bars: Rect[] = [];
  let x = at.x;
  widths.forEach((modules, index) => {
    const width = modules * moduleWidth;
    if (index % 2 === 0) bars.push({ x, y: at.y, width, height: BARS.height });
    x += width;
  });
  pen.fillAll(bars, INK.black);
  return { kind: 'barcode', content: digits, x: at.x, y: at.y, ...BARS };
}

/** Draws a BR Code in a square of `side` millimetres, quiet zone included; level M. */
export function drawQr(pen: Pen, payload: string, square: Point & { side: number }): PlacedCode {
  const { modules } = qrOf(payload);
  const moduleSide = square.side / (modules.size + 2 * QUIET_MODULES);
  const quiet = QUIET_MODULES * moduleSide;
  const corner = { x: square.x + quiet, y: square.y + quiet };
  pen.fill({ ...square, width: square.side, height: square.side }, INK.white);
  pen.fillAll(
    darkRuns(modules).map(({ row, column, length }) => ({
      x: corner.x + column * moduleSide,
      y: corner.y + row * moduleSide,
      width: length * moduleSide,
      height: moduleSide,
    })),
    INK.black,
  );
  const inner = modules.size * moduleSide;
  return { kind: 'qr', content: payload, ...corner, width: inner, height: inner };
}

/** Whether a text has the length of a BR Code. What it says is the bank's matter. */
export function isPixPayload(text: string): boolean {
  return text !== '' && text.length <= MAX_PIX_PAYLOAD;
}

function qrOf(payload: string): ReturnType<typeof create> {
  if (!isPixPayload(payload))
    throw new Failure('invalid-input', 'A BR Code has 1 to 512 characters', {
      length: payload.length,
    });
  return create(payload, { errorCorrectionLevel: 'M' });
}

interface Run {
  readonly row: number;
  readonly column: number;
  readonly length: number;
}

interface Matrix {
  readonly size: number;
  readonly data: Uint8Array;
}

/** Dark modules side by side become one shape: a viewer draws no hairlines between them, and the file is smaller. */
function darkRuns({ size, data }: Matrix): readonly Run[] {
  const rows = Array.from({ length: size }, (_, row) =>
    data.subarray(row * size, (row + 1) * size),
  );
  return rows.flatMap((bits, row) =>
    [...Array.from(bits, String).join('').matchAll(/1+/g)].map((match) => ({
      row,
      column: match.index,
      length: match[0].length,
    })),
  );
}
