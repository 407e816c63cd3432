/** The mark of what is worth nothing: simulator and homologation. */
import { INK, type Pen, type Rect } from './pen.ts';

const TEXT = 'SEM VALOR — PRÁTICA';

/** Large and pale, to be drawn before what it lies under. */
export function drawWatermark(pen: Pen, area: Rect): void {
  const centre = { x: area.x + area.width / 2, y: area.y + area.height / 2 };
  const size = area.width / 3.1;
  pen.turned(-12, centre, () =>
    pen.text(
      TEXT,
      { x: area.x, y: centre.y + size * 0.12, width: area.width },
      { size, bold: true, align: 'center', ink: INK.practiceTint, overflow: 'condense' },
    ),
  );
}

/** A framed stamp, legible on any printer. */
export function drawStamp(pen: Pen, area: Rect): void {
  pen.fill(area, INK.white);
  pen.frame(area, { width: 0.5, ink: INK.practice });
  pen.text(
    TEXT,
    { x: area.x + 1, y: area.y + area.height / 2 + 1.2, width: area.width - 2 },
    { size: 10, bold: true, align: 'center', ink: INK.practice, overflow: 'condense' },
  );
}
