/** Receipts of paid títulos: two vias to an A4 sheet, one for each side of the counter. */
import type { Writable } from 'node:stream';
import { formatCivilDate, formatCompetence } from '../../domain/civil-date.ts';
import { formatMoney, ZERO } from '../../domain/money.ts';
import { amountInWords } from './amount-in-words.ts';
import { drawField, drawRow } from './cells.ts';
import { drawCutAcross } from './cut-lines.ts';
import type { DrawnDocument, DrawOptions, ReceiptPaper } from './paper.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawStamp, drawWatermark } from './practice-mark.ts';
import { MARGIN, SHEET, writeSheets } from './sheets.ts';
import { taxIdText } from './slip-texts.ts';

const VIAS = ['1ª via · cliente', '2ª via · provedor'] as const;

/** Millimetres. */
const VIA_HEIGHT = SHEET.height / VIAS.length;
const SIDE = 12;

/**
 * Draws receipts into one PDF, streamed into `out`.
 * @throws Failure `job-cancelled`; `invalid-input` when there is no receipt
 */
export async function drawReceipt(
  papers: readonly ReceiptPaper[],
  out: Writable,
  options: DrawOptions,
): Promise<DrawnDocument> {
  const pages = papers.map((paper) => (pen: Pen) => drawSheet(pen, paper));
  const title = papers.length === 1 ? 'Recibo' : `Recibos (${papers.length})`;
  return await writeSheets({ ...options, title, pages }, out);
}

function drawSheet(pen: Pen, paper: ReceiptPaper): readonly [] {
  VIAS.forEach((via, index) => {
    const area = {
      x: SIDE,
      y: index * VIA_HEIGHT + SIDE,
      width: SHEET.width - 2 * SIDE,
      height: VIA_HEIGHT - 2 * SIDE,
    };
    drawVia(pen, area, { paper, via });
  });
  drawCutAcross(pen, { x: MARGIN, y: VIA_HEIGHT, width: SHEET.width - 2 * MARGIN });
  return [];
}

interface Via {
  readonly paper: ReceiptPaper;
  readonly via: string;
}

function drawVia(pen: Pen, area: Rect, { paper, via }: Via): void {
  if (paper.isPractice) drawWatermark(pen, { ...area, y: area.y + 30, height: 70 });
  drawHead(pen, area, { paper, via });
  drawStatement(pen, { ...area, y: area.y + 35 }, paper);
  drawTitulo(pen, { ...area, y: area.y + 60 }, paper);
  drawSums(pen, { ...area, y: area.y + 69 }, paper);
  drawSignature(pen, { ...area, y: area.y + area.height - 18 }, paper);
}

function drawHead(pen: Pen, area: Rect, { paper, via }: Via): void {
  const { beneficiary, receiptNumber, paidCents } = paper;
  const left = { x: area.x, width: area.width - 66 };
  const right = { x: area.x + area.width - 62, width: 62 };
  const address = { size: 8.5, ink: INK.label, maxLines: 2, leading: 3.7 };
  pen.text(beneficiary.name, { ...left, y: area.y + 6 }, { size: 16, bold: true });
  pen.text(taxIdText(beneficiary.taxId), { ...left, y: area.y + 10.8 }, { size: 9 });
  pen.paragraph(beneficiary.addressLines.join(' · '), { ...left, y: area.y + 15 }, address);
  pen.text(
    `Recibo nº ${receiptNumber}`,
    { ...right, y: area.y + 5 },
    { size: 11, bold: true, align: 'right' },
  );
  pen.text(via, { ...right, y: area.y + 9.4 }, { size: 8, ink: INK.label, align: 'right' });
  pen.fill({ ...right, y: area.y + 12.4, height: 11 }, INK.tint);
  pen.text(
    formatMoney(paidCents),
    { x: right.x + 2, y: area.y + 20.4, width: right.width - 4 },
    { size: 19, bold: true, align: 'center', overflow: 'condense' },
  );
  pen.line(
    { x: area.x, y: area.y + 26.5 },
    { x: area.x + area.width, y: area.y + 26.5 },
    { width: 0.3, ink: INK.black },
  );
}

function drawStatement(pen: Pen, area: Rect, paper: ReceiptPaper): void {
  const { payer, paidCents, description } = paper;
  const place = { x: area.x, width: area.width };
  const style = { size: 11, maxLines: 4, leading: 5 };
  const text =
    `Recebemos de ${payer.name.trim()}, ${taxIdText(payer.taxId)}, a importância de ` +
    `${formatMoney(paidCents)} (${amountInWords(paidCents)}), referente a ${description}.`;
  const lines = pen.paragraph(text, { ...place, y: area.y }, style);
  const y = area.y + lines * style.leading + 0.4;
  pen.text(payer.addressLines.join(' · '), { ...place, y }, { size: 8.5, ink: INK.label });
}

function drawTitulo(pen: Pen, area: Rect, paper: ReceiptPaper): void {
  const width = area.width / 5;
  const reference = paper.competence === undefined ? '' : formatCompetence(paper.competence);
  drawRow(pen, { x: area.x, y: area.y, height: 9 }, [
    { width, label: 'Título', value: String(paper.tituloNumber) },
    { width, label: 'Referência', value: reference },
    { width, label: 'Vencimento', value: formatCivilDate(paper.dueOn) },
    { width, label: 'Pagamento', value: formatCivilDate(paper.paidOn), bold: true },
    { width, label: 'Forma de pagamento', value: paper.method },
  ]);
}

function drawSums(pen: Pen, area: Rect, paper: ReceiptPaper): void {
  const width = area.width / 4;
  const row = { x: area.x, y: area.y, height: 9 };
  const money = { align: 'right', width } as const;
  drawRow(pen, row, [
    { ...money, label: 'Valor do título', value: formatMoney(paper.amountCents) },
    { ...money, label: '(+) Multa e juros', value: moneyOrDash(paper.lateCents) },
    { ...money, label: '(-) Desconto', value: moneyOrDash(paper.discountCents) },
  ]);
  drawField(
    pen,
    { x: area.x + 3 * width, y: row.y, width, height: row.height },
    {
      label: '(=) Valor pago',
      value: formatMoney(paper.paidCents),
      align: 'right',
      bold: true,
      size: 10.5,
      tinted: true,
    },
  );
}

function moneyOrDash(amount: ReceiptPaper['lateCents']): string {
  return amount === ZERO ? '-' : formatMoney(amount);
}

function drawSignature(
  pen: Pen,
  area: Rect,
  { beneficiary, issuedOn, isPractice }: ReceiptPaper,
): void {
  const line = { x: area.x + area.width - 80, width: 80 };
  pen.text(
    `Emitido em ${formatCivilDate(issuedOn)}`,
    { x: area.x, y: area.y + 14, width: 60 },
    { size: 9 },
  );
  if (isPractice) drawStamp(pen, { x: area.x, y: area.y, width: 60, height: 8 });
  pen.line(
    { x: line.x, y: area.y + 10 },
    { x: line.x + line.width, y: area.y + 10 },
    { width: 0.2, ink: INK.black },
  );
  pen.text(beneficiary.name, { ...line, y: area.y + 14 }, { size: 8.5, align: 'center' });
}
