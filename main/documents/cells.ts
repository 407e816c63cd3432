/** Labelled boxes: small grey label on top, the value on its own baseline. */
import { INK, type Pen, type Rect } from './pen.ts';

const GRID_LINE = { width: 0.2, ink: INK.line } as const;

/** Points. */
const LABEL_SIZE = 5.4;
const VALUE_SIZE = 8.6;

/** Millimetres. */
const PADDING = 1.1;
const LABEL_BASELINE = 2;
const VALUE_ABOVE_EDGE = 0.95;

export interface Field {
  readonly label: string;
  readonly value?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly bold?: boolean;
  /** Points. */
  readonly size?: number;
  /** Light grey ground: what the payer looks for first. */
  readonly tinted?: boolean;
  /** `ellipsis` for names; numbers are narrowed instead of cut. */
  readonly overflow?: 'ellipsis' | 'condense';
}

/** Draws one box with its label and, unless it stays empty, its value. */
export function drawField(pen: Pen, area: Rect, field: Field): void {
  drawBox(pen, area, field);
  if (field.value === undefined) return;
  pen.text(
    field.value,
    {
      x: area.x + PADDING,
      y: area.y + area.height - VALUE_ABOVE_EDGE,
      width: area.width - 2 * PADDING,
    },
    {
      size: field.size ?? VALUE_SIZE,
      bold: field.bold ?? false,
      align: field.align ?? 'left',
      overflow: field.overflow ?? 'condense',
    },
  );
}

/** Draws the frame and the label only; the caller writes inside. */
export function drawBox(
  pen: Pen,
  area: Rect,
  { label, tinted }: Pick<Field, 'label' | 'tinted'>,
): void {
  if (tinted === true) pen.fill(area, INK.tint);
  pen.frame(area, GRID_LINE);
  pen.text(
    label,
    { x: area.x + PADDING, y: area.y + LABEL_BASELINE, width: area.width - 2 * PADDING },
    { size: LABEL_SIZE, ink: INK.label, overflow: 'condense' },
  );
}

export interface RowCell extends Field {
  /** Millimetres. */
  readonly width: number;
}

/** Draws boxes side by side. */
export function drawRow(
  pen: Pen,
  row: { readonly x: number; readonly y: number; readonly height: number },
  cells: readonly RowCell[],
): void {
  let x = row.x;
  for (const cell of cells) {
    drawField(pen, { x, y: row.y, width: cell.width, height: row.height }, cell);
    x += cell.width;
  }
}
