/** Recibo do pagador: what the client reads and keeps (minimum contents: BB 2.2.2, Caixa 3.2, Lei 12.039/2009). */
import { formatCivilDate } from '../../domain/civil-date.ts';
import { formatMoney } from '../../domain/money.ts';
import { drawBankHeader } from './bank-header.ts';
import { drawBox, drawRow } from './cells.ts';
import { drawQr, type PlacedCode, QR_SIDE } from './codes.ts';
import type { BoletoPaper, PaperItem, PaperParty, PaperSlip } from './paper.ts';
import { drawPartyLine } from './party-line.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawStamp, drawWatermark } from './practice-mark.ts';
import { referenceLine, secondCopyLine, taxIdText } from './slip-texts.ts';

/** Millimetres, from the top of the receipt. */
const LINES = { header: 24, place: 33, numbers: 42, payer: 50, summary: 68, items: 94 } as const;
const ROW = 8;

/** Millimetres: larger than on the ficha, since it is this one that people photograph. */
const PIX_SIDE = QR_SIDE + 13;

/** Millimetres that a line of the demonstrativo takes. */
const ITEM_ROW = 4.6;

/** Draws the receipt in `area` and tells where its QR lies, if it has one. */
export function drawPayerReceipt(pen: Pen, area: Rect, paper: BoletoPaper): readonly PlacedCode[] {
  const { slip } = paper;
  if (slip.isPractice) drawWatermark(pen, { ...area, y: area.y + LINES.items, height: 64 });
  drawLetterhead(pen, area, paper.beneficiary);
  drawMark(pen, area, slip);
  drawBankHeader(pen, { ...area, y: area.y + LINES.header, height: 9 }, slip);
  drawNumbers(pen, area, slip);
  drawPayer(pen, { ...area, y: area.y + LINES.payer, height: 14 }, paper.payer);
  drawSummary(pen, { ...area, y: area.y + LINES.summary, height: 19 }, slip);
  const below = { ...area, y: area.y + LINES.items, height: area.height - LINES.items };
  const codes = drawPix(pen, below, slip);
  const width = codes.length === 0 ? below.width : below.width - PIX_SIDE - 14;
  drawItems(pen, { ...below, width }, paper);
  return codes;
}

function drawLetterhead(pen: Pen, area: Rect, { name, taxId, addressLines }: PaperParty): void {
  const place = { x: area.x, width: area.width - 62 };
  const address = { size: 8.5, ink: INK.label, maxLines: 2, leading: 3.7 };
  pen.text(name, { ...place, y: area.y + 6 }, { size: 17, bold: true });
  pen.text(taxIdText(taxId), { ...place, y: area.y + 11 }, { size: 9 });
  pen.paragraph(addressLines.join(' · '), { ...place, y: area.y + 15.2 }, address);
}

function drawMark(pen: Pen, area: Rect, slip: PaperSlip): void {
  const place = { x: area.x + area.width - 60, width: 60 };
  const right = { align: 'right' } as const;
  const title = slip.secondCopy ? 'Recibo do Pagador · 2ª via' : 'Recibo do Pagador';
  pen.text(title, { ...place, y: area.y + 5.4 }, { size: 11, bold: true, ...right });
  pen.text(
    referenceLine(slip),
    { ...place, y: area.y + 10.4 },
    { size: 8.5, ink: INK.label, ...right },
  );
  if (slip.isPractice) drawStamp(pen, { ...place, y: area.y + 13.4, height: 7.4 });
}

function drawNumbers(pen: Pen, area: Rect, slip: PaperSlip): void {
  const unit = area.width / 4;
  drawRow(pen, { x: area.x, y: area.y + LINES.place, height: ROW + 1 }, [
    { width: unit, label: 'Nosso número', value: slip.nossoNumero },
    { width: unit, label: 'Nº do documento', value: slip.documentNumber },
    { width: unit, label: 'Agência / Código do beneficiário', value: slip.beneficiaryCode ?? '' },
    { width: unit, label: 'Data do documento', value: formatCivilDate(slip.issuedOn) },
  ]);
  drawRow(pen, { x: area.x, y: area.y + LINES.numbers, height: ROW }, [
    { width: unit, label: 'Espécie doc.', value: slip.kind },
    { width: unit, label: 'Carteira', value: slip.carteira ?? '' },
    { width: unit, label: 'Espécie moeda', value: 'R$' },
    { width: unit, label: 'Aceite', value: 'N' },
  ]);
}

function drawPayer(pen: Pen, area: Rect, payer: PaperParty): void {
  drawBox(pen, area, { label: 'Pagador' });
  const place = { x: area.x + 1.1, width: area.width - 2.2 };
  drawPartyLine(pen, { ...place, y: area.y + 6.6 }, { party: payer, size: 10 });
  pen.text(payer.addressLines.join(' · '), { ...place, y: area.y + 11.4 }, { size: 9 });
}

/** The two things that a payer looks for, large; on a 2ª via also today's amount. */
function drawSummary(pen: Pen, area: Rect, slip: PaperSlip): void {
  const half = area.width / 2;
  drawFigure(pen, { ...area, width: half - 2 }, ['Vencimento', formatCivilDate(slip.dueOn)]);
  drawFigure(pen, { ...area, x: area.x + half + 2, width: half - 2 }, [
    'Valor do documento',
    formatMoney(slip.amountCents),
  ]);
  const secondCopy = secondCopyLine(slip);
  if (secondCopy === undefined) return;
  pen.text(
    secondCopy,
    { x: area.x, y: area.y + area.height + 3.9, width: area.width },
    { size: 9, bold: true, overflow: 'condense' },
  );
}

function drawFigure(pen: Pen, area: Rect, [label, value]: readonly [string, string]): void {
  const place = { x: area.x + 4, width: area.width - 8 };
  pen.fill(area, INK.tint);
  pen.text(label, { ...place, y: area.y + 5.4 }, { size: 8, ink: INK.label });
  pen.text(value, { ...place, y: area.y + 14.4 }, { size: 22, bold: true, overflow: 'condense' });
}

function drawItems(pen: Pen, area: Rect, { slip, items = [] }: BoletoPaper): void {
  const end = area.y + area.height;
  let y = area.y + 5;
  if (items.length > 0) y = drawStatement(pen, { ...area, y }, items) + 5;
  pen.text('Instruções', { x: area.x, y, width: area.width }, { size: 9, bold: true });
  y += 4.6;
  for (const line of slip.instructions) {
    const maxLines = Math.min(3, Math.floor((end - y) / 4));
    if (maxLines < 1) return;
    const style = { size: 9, maxLines, leading: 4 };
    y += pen.paragraph(line, { x: area.x, y, width: area.width }, style) * style.leading;
  }
}

/** Lists what is charged, as many lines as leave room for the instructions; returns the baseline of the last. */
function drawStatement(pen: Pen, area: Rect, items: readonly PaperItem[]): number {
  const room = 9;
  const shown = items.length > room ? items.slice(0, room - 1) : items;
  const rest = items.length - shown.length;
  pen.text('Demonstrativo', { x: area.x, y: area.y, width: area.width }, { size: 9, bold: true });
  const more = rest === 0 ? [] : [{ text: `e mais ${rest} itens` }];
  const lines: readonly StatementLine[] = [
    ...shown.map(({ text, amountCents }) => ({ text, amount: formatMoney(amountCents) })),
    ...more,
  ];
  lines.forEach((line, index) =>
    drawItem(pen, { ...area, y: area.y + (index + 1) * ITEM_ROW }, line),
  );
  return area.y + lines.length * ITEM_ROW + 2;
}

interface StatementLine {
  readonly text: string;
  readonly amount?: string;
}

function drawItem(pen: Pen, { x, y, width }: Rect, { text, amount }: StatementLine): void {
  const amountWidth = 28;
  pen.text(text, { x, y, width: width - amountWidth - 2 }, { size: 9 });
  if (amount !== undefined)
    pen.text(
      amount,
      { x: x + width - amountWidth, y, width: amountWidth },
      { size: 9, align: 'right', overflow: 'condense' },
    );
  pen.line({ x, y: y + 1.3 }, { x: x + width, y: y + 1.3 }, { width: 0.1, ink: INK.faint });
}

function drawPix(pen: Pen, area: Rect, { pixPayload }: PaperSlip): readonly PlacedCode[] {
  if (pixPayload === undefined) return [];
  const square = { x: area.x + area.width - PIX_SIDE, y: area.y + 6, side: PIX_SIDE };
  const place = { x: square.x, width: PIX_SIDE };
  pen.text('Pague com Pix', { ...place, y: area.y + 5 }, { size: 11, bold: true, align: 'center' });
  pen.text(
    'Aponte a câmera do aplicativo do seu banco',
    { ...place, y: square.y + PIX_SIDE + 2.4 },
    { size: 7, ink: INK.label, align: 'center', overflow: 'condense' },
  );
  return [drawQr(pen, pixPayload, square)];
}
