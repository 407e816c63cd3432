/** Dashed lines for scissors and guillotine. */
import { INK, type Pen, type Point } from './pen.ts';

const CUT = { width: 0.2, ink: INK.faint, dash: [1.6, 1.2] } as const;
const BLADE = { width: 0.22, ink: INK.label } as const;

export function drawCutAcross(pen: Pen, line: { x: number; y: number; width: number }): void {
  pen.line({ x: line.x, y: line.y }, { x: line.x + line.width, y: line.y }, CUT);
  drawScissors(pen, { x: line.x + 3, y: line.y });
}

export function drawCutDown(pen: Pen, line: { x: number; y: number; height: number }): void {
  pen.line({ x: line.x, y: line.y }, { x: line.x, y: line.y + line.height }, CUT);
}

/** Two rings and two blades, some 4 mm long, cutting to the right. */
function drawScissors(pen: Pen, at: Point): void {
  const ring = 0.55;
  for (const side of [-1, 1]) {
    pen.circle({ x: at.x, y: at.y + side * 0.75 }, ring, BLADE);
    pen.line(
      { x: at.x + ring * 0.85, y: at.y + side * 0.4 },
      { x: at.x + 3.4, y: at.y - side * 0.75 },
      BLADE,
    );
  }
}
