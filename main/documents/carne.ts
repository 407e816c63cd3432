/** Carnês: three slips to an A4 sheet, canhoto at the left, ficha de compensação or cobrança Pix at the right. */
import type { Writable } from 'node:stream';
import type { PlacedCode } from './codes.ts';
import { drawCover } from './cover.ts';
import { drawCutAcross, drawCutDown } from './cut-lines.ts';
import { drawFicha, type FichaFrame } from './ficha.ts';
import { arrangeSheets, type Sheet } from './imposition.ts';
import type { CarnePaper, DrawnDocument, DrawOptions, PaperSlip, SheetOrder } from './paper.ts';
import type { Pen } from './pen.ts';
import { drawPixSlip } from './pix-slip.ts';
import { MARGIN, SHEET, writeSheets } from './sheets.ts';
import { checkSlip } from './slip-texts.ts';
import { drawStub } from './stub.ts';

/** Millimetres: a third of an A4 sheet each; the canhoto is the left part up to the vertical cut. */
const BANDS = 3;
const BAND_HEIGHT = SHEET.height / BANDS;
const STUB = { x: MARGIN, width: 42.5, cutX: 50 } as const;

/** Millimetres: the ficha is 160 wide on paper, within the 145 to 216 of the Caixa manual (2.3). */
const FICHA = {
  x: 53,
  width: 152,
  barsX: 56.896,
  rightColumn: 40,
  heights: { header: 7, row: 6, beneficiary: 9, instructions: 28.2, payer: 11.5 },
} as const;

export interface CarneOptions extends DrawOptions {
  readonly order: SheetOrder;
}

interface SlipItem {
  readonly paper: CarnePaper;
  /** Absent: the cover. */
  readonly slip?: PaperSlip;
}

/**
 * Draws the carnês of many clients into one PDF, streamed into `out`, and tells where each code lies.
 * @throws Failure `job-cancelled`; `invalid-input` when there is no slip or one of them carries no payable code
 */
export async function drawCarne(
  papers: readonly CarnePaper[],
  out: Writable,
  options: CarneOptions,
): Promise<DrawnDocument> {
  papers.flatMap(({ slips }) => slips).forEach(checkSlip);
  const sheets = arrangeSheets(papers.map(itemsOf), options.order, BANDS);
  const pages = sheets.map((sheet) => (pen: Pen) => drawSheet(pen, sheet));
  const title = papers.length === 1 ? 'Carnê' : `Carnês (${papers.length})`;
  return await writeSheets({ ...options, title, pages }, out);
}

function itemsOf(paper: CarnePaper): readonly SlipItem[] {
  const slips = paper.slips.map((slip) => ({ paper, slip }));
  return paper.cover ? [{ paper }, ...slips] : slips;
}

function drawSheet(pen: Pen, sheet: Sheet<SlipItem>): readonly PlacedCode[] {
  return sheet.flatMap((item, index) => {
    if (item === undefined) return [];
    const top = index * BAND_HEIGHT;
    const bottom = top + BAND_HEIGHT;
    if (bottom < SHEET.height)
      drawCutAcross(pen, { x: MARGIN, y: bottom, width: SHEET.width - 2 * MARGIN });
    return drawItem(pen, top, item);
  });
}

function drawItem(pen: Pen, top: number, { paper, slip }: SlipItem): readonly PlacedCode[] {
  const area = { x: MARGIN, y: top + MARGIN, height: BAND_HEIGHT - 2 * MARGIN };
  if (slip === undefined) {
    drawCover(pen, { ...area, width: SHEET.width - 2 * MARGIN }, paper);
    return [];
  }
  const content = { ...paper, slip };
  drawCutDown(pen, { x: STUB.cutX, y: area.y, height: area.height });
  drawStub(pen, { ...area, x: STUB.x, width: STUB.width }, content);
  return slip.form === 'pix'
    ? drawPixSlip(pen, { ...area, x: FICHA.x, width: FICHA.width }, { ...content, slip })
    : drawFicha(pen, frameAt(top), { ...content, slip });
}

function frameAt(top: number): FichaFrame {
  return { ...FICHA, top: top + MARGIN, bottom: top + BAND_HEIGHT };
}
