/**
 * One charge to an A4 sheet: a boleto with its recibo do pagador on top and its ficha de compensação at the bottom, a
 * Pix as a cobrança Pix.
 */
import type { Writable } from 'node:stream';
import type { PlacedCode } from './codes.ts';
import { drawCutAcross } from './cut-lines.ts';
import { drawFicha, type FichaFrame } from './ficha.ts';
import type { BoletoPaper, BoletoSlip, DrawnDocument, DrawOptions } from './paper.ts';
import { drawPayerReceipt } from './payer-receipt.ts';
import { drawPixSheet } from './pix-sheet.ts';
import type { Pen } from './pen.ts';
import { MARGIN, SHEET, writeSheets } from './sheets.ts';
import { checkSlip, PIX_TITLE } from './slip-texts.ts';

/** Millimetres: the ficha is the lowest 105 of the sheet, within the 95 to 108 of BB, Banrisul and Caixa. */
const FICHA_TOP = SHEET.height - 105;
const SIDE = 10;
const WIDTH = SHEET.width - 2 * SIDE;

const FRAME: FichaFrame = {
  x: SIDE,
  top: FICHA_TOP + 3,
  width: WIDTH,
  bottom: SHEET.height,
  barsX: 10.16,
  rightColumn: 46,
  heights: { header: 8.5, row: 7, beneficiary: 9.6, instructions: 30, payer: 12.4 },
};

/**
 * Draws boletos and cobranças Pix into one PDF, streamed into `out`, and tells where each code lies.
 * @throws Failure `job-cancelled`; `invalid-input` when there is none or one of them carries no payable code
 */
export async function drawBoleto(
  papers: readonly BoletoPaper[],
  out: Writable,
  options: DrawOptions,
): Promise<DrawnDocument> {
  papers.forEach(({ slip }) => checkSlip(slip));
  const pages = papers.map((paper) => (pen: Pen) => drawSheet(pen, paper));
  return await writeSheets({ ...options, title: titleOf(papers), pages }, out);
}

/** The file's name for a viewer: what it holds, and how many. */
function titleOf(papers: readonly BoletoPaper[]): string {
  const hasBoleto = papers.some(({ slip }) => slip.form === 'boleto');
  const hasPix = papers.some(({ slip }) => slip.form === 'pix');
  if (papers.length === 1) return hasPix ? PIX_TITLE : 'Boleto';
  if (hasBoleto && hasPix) return `Cobranças (${papers.length})`;
  return hasPix ? `Cobranças Pix (${papers.length})` : `Boletos (${papers.length})`;
}

function drawSheet(pen: Pen, paper: BoletoPaper): readonly PlacedCode[] {
  const { slip } = paper;
  const sheet = { x: SIDE, y: 2 * MARGIN, width: WIDTH, height: SHEET.height - 4 * MARGIN };
  return slip.form === 'pix'
    ? drawPixSheet(pen, sheet, { ...paper, slip })
    : drawBoletoSheet(pen, { ...paper, slip });
}

function drawBoletoSheet(
  pen: Pen,
  paper: BoletoPaper & { readonly slip: BoletoSlip },
): readonly PlacedCode[] {
  const top = { x: SIDE, y: 2 * MARGIN, width: WIDTH, height: FICHA_TOP - 2 * MARGIN - 4 };
  const receiptCodes = drawPayerReceipt(pen, top, paper);
  drawCutAcross(pen, { x: MARGIN, y: FICHA_TOP, width: SHEET.width - 2 * MARGIN });
  return [...receiptCodes, ...drawFicha(pen, FRAME, paper)];
}
