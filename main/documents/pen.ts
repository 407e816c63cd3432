/** Draws in millimetres from the top left corner of the page; font sizes are in points. */
import type PDFDocument from 'pdfkit';
import { printable } from './printable.ts';

/** Points of a millimetre. */
export const MM = 72 / 25.4;

/** Inks, as pdfkit takes them. Labels are grey enough to step back and dark enough for a cheap printer. */
export const INK = {
  black: '#000000',
  label: '#4a4a4a',
  line: '#5c5c5c',
  faint: '#9a9a9a',
  tint: '#eeeeee',
  white: '#ffffff',
  practice: '#b3261e',
  practiceTint: '#f6d9d6',
} as const;

type Ink = (typeof INK)[keyof typeof INK];

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a line of text stands: `y` is its baseline, `width` what it may fill. */
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly bold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly ink?: Ink;
  /** What happens to a text that is too wide: `ellipsis` cuts it (names), `condense` narrows it (numbers are never cut). */
  readonly overflow?: 'ellipsis' | 'condense';
}

export interface Pen {
  /** One line. */
  text(text: string, place: TextPlace, style: TextStyle): void;
  /** Wraps at blanks into at most `maxLines`, `leading` millimetres apart, and tells how many lines were drawn. */
  paragraph(text: string, place: TextPlace, style: ParagraphStyle): number;
  /** Breaks at any character, changes none, and tells how many lines were drawn: for codes that are typed or copied. */
  code(code: string, place: TextPlace, style: CodeStyle): number;
  /** Width in millimetres of one line. */
  widthOf(text: string, style: TextStyle): number;
  fill(area: Rect, ink: Ink): void;
  /** Fills many areas as one shape. */
  fillAll(areas: readonly Rect[], ink: Ink): void;
  frame(area: Rect, line: LineStyle): void;
  line(from: Point, to: Point, line: LineStyle): void;
  circle(centre: Point, radius: number, line: LineStyle): void;
  /** Draws turned by `degrees` clockwise round a point. */
  turned(degrees: number, centre: Point, draw: () => void): void;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface LineStyle {
  /** Millimetres. */
  readonly width: number;
  readonly ink: Ink;
  /** Lengths of dash and gap in millimetres. */
  readonly dash?: readonly [number, number];
}

interface ParagraphStyle extends TextStyle {
  readonly maxLines: number;
  readonly leading: number;
}

interface CodeStyle {
  /** Points. */
  readonly size: number;
  /** Millimetres. */
  readonly leading: number;
}

/** Names of the fonts that `createPen` expects to be registered. */
export const FONT_NAMES = { regular: 'regular', bold: 'bold' } as const;

type Doc = InstanceType<typeof PDFDocument>;

/** A pen for the document's current page. */
export function createPen(doc: Doc): Pen {
  return {
    text: (text, place, style) => drawText(doc, printable(text), { place, style }),
    paragraph: (text, place, style) => drawParagraph(doc, printable(text), { place, style }),
    code: (code, place, style) => drawCode(doc, code, { place, style }),
    widthOf: (text, style) => widthOf(doc, printable(text), style),
    fill: (area, ink) => fillAll(doc, [area], ink),
    fillAll: (areas, ink) => fillAll(doc, areas, ink),
    frame: ({ x, y, width, height }, style) =>
      stroke(doc, style, () => doc.rect(x * MM, y * MM, width * MM, height * MM)),
    line: (from, to, style) =>
      stroke(doc, style, () => doc.moveTo(from.x * MM, from.y * MM).lineTo(to.x * MM, to.y * MM)),
    circle: ({ x, y }, radius, style) =>
      stroke(doc, style, () => doc.circle(x * MM, y * MM, radius * MM)),
    turned: (degrees, centre, draw) => drawTurned(doc, { degrees, centre }, draw),
  };
}

interface PlacedText<Style extends TextStyle = TextStyle> {
  readonly place: TextPlace;
  readonly style: Style;
}

function drawText(doc: Doc, text: string, { place, style }: PlacedText): void {
  const natural = widthOf(doc, text, style);
  const condenses = style.overflow === 'condense' && natural > place.width;
  const scale = condenses ? place.width / natural : 1;
  const shown = condenses ? text : ellipsized(doc, text, { width: place.width, style });
  const width = widthOf(doc, shown, style) * scale;
  const x = alignedX(place, width, style.align ?? 'left');
  doc.save().fillColor(style.ink ?? INK.black);
  doc.translate(x * MM, place.y * MM).scale(scale, 1);
  doc.text(shown, 0, 0, { lineBreak: false, baseline: 'alphabetic' });
  doc.restore();
}

function drawParagraph(
  doc: Doc,
  text: string,
  { place, style }: PlacedText<ParagraphStyle>,
): number {
  const lines = wrap(doc, text, { width: place.width, style });
  lines.forEach((line, index) => {
    const y = place.y + index * style.leading;
    drawText(doc, line, { place: { ...place, y }, style });
  });
  return lines.length;
}

function drawCode(
  doc: Doc,
  code: string,
  { place, style }: { readonly place: TextPlace; readonly style: CodeStyle },
): number {
  const lines: string[] = [''];
  for (const char of code) {
    const longer = `${lines.at(-1) ?? ''}${char}`;
    if (widthOf(doc, longer, style) <= place.width) lines[lines.length - 1] = longer;
    else lines.push(char);
  }
  lines.forEach((line, index) => {
    const y = place.y + index * style.leading;
    drawText(doc, line, { place: { ...place, y }, style });
  });
  return lines.length;
}

interface Measure<Style extends TextStyle = TextStyle> {
  readonly width: number;
  readonly style: Style;
}

/** The last line keeps all that is left, so that drawing it shows the ellipsis. */
function wrap(
  doc: Doc,
  text: string,
  { width, style }: Measure<ParagraphStyle>,
): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    const fits = lines.length === style.maxLines || widthOf(doc, longer, style) <= width;
    if (last === undefined || !fits) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.filter((line) => line !== '');
}

function ellipsized(doc: Doc, text: string, { width, style }: Measure): string {
  if (widthOf(doc, text, style) <= width) return text;
  const chars = Array.from(text);
  let kept = 0;
  let tooMany = chars.length;
  while (tooMany - kept > 1) {
    const middle = Math.floor((kept + tooMany) / 2);
    if (widthOf(doc, cut(chars, middle), style) <= width) kept = middle;
    else tooMany = middle;
  }
  return cut(chars, kept);
}

function cut(chars: readonly string[], length: number): string {
  return `${chars.slice(0, length).join('').trimEnd()}…`;
}

function widthOf(doc: Doc, text: string, style: TextStyle): number {
  doc.font(style.bold === true ? FONT_NAMES.bold : FONT_NAMES.regular).fontSize(style.size);
  return doc.widthOfString(text) / MM;
}

function alignedX(place: TextPlace, width: number, align: 'left' | 'center' | 'right'): number {
  const free = place.width - width;
  const shares = { left: 0, center: 0.5, right: 1 } as const;
  return place.x + free * shares[align];
}

function fillAll(doc: Doc, areas: readonly Rect[], ink: Ink): void {
  doc.save();
  for (const { x, y, width, height } of areas) doc.rect(x * MM, y * MM, width * MM, height * MM);
  doc.fill(ink).restore();
}

function stroke(doc: Doc, style: LineStyle, draw: () => void): void {
  doc.save().lineWidth(style.width * MM);
  if (style.dash) doc.dash(style.dash[0] * MM, { space: style.dash[1] * MM });
  draw();
  doc.stroke(style.ink).restore();
}

interface Turn {
  readonly degrees: number;
  readonly centre: Point;
}

function drawTurned(doc: Doc, { degrees, centre }: Turn, draw: () => void): void {
  doc.save().rotate(degrees, { origin: [centre.x * MM, centre.y * MM] });
  draw();
  doc.restore();
}
