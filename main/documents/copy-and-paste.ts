/** The copia e cola of a Pix, to be typed or copied where no camera is at hand. */
import { drawBox } from './cells.ts';
import type { Pen, Rect } from './pen.ts';

/** Codes of usual length, and the longest: both fit into a box of a slip, 16 mm high. */
const USUAL = { most: 280, size: 8.6, leading: 3.3 } as const;
const SMALL = { size: 6.8, leading: 2.6 } as const;

/** Draws the code in a box, every character of it. */
export function drawCopyAndPaste(pen: Pen, area: Rect, payload: string): void {
  drawBox(pen, area, { label: 'Pix copia e cola' });
  const style = payload.length <= USUAL.most ? USUAL : SMALL;
  pen.code(payload, { x: area.x + 1.1, y: area.y + 5, width: area.width - 2.2 }, style);
}
