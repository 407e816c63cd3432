/** Recibo do pagador: what the client reads and keeps (minimum contents: BB 2.2.2, Caixa 3.2, Lei 12.039/2009). */
import { formatCivilDate } from '../../domain/civil-date.ts';
import { drawBankHeader } from './bank-header.ts';
import { drawRow } from './cells.ts';
import { drawQr, type PlacedCode, QR_SIDE } from './codes.ts';
import type { BoletoPaper, BoletoSlip } from './paper.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawWatermark } from './practice-mark.ts';
import { drawItems, drawLetterhead, drawMark, drawPayerBox, drawSummary } from './sheet-parts.ts';

/** Millimetres, from the top of the receipt. */
const LINES = { header: 24, place: 33, numbers: 42, payer: 50, summary: 68, items: 94 } as const;
const ROW = 8;

/** Millimetres: larger than on the ficha, since it is this one that people photograph. */
const PIX_SIDE = QR_SIDE + 13;

/** Draws the receipt in `area` and tells where its QR lies, if it has one. */
export function drawPayerReceipt(
  pen: Pen,
  area: Rect,
  paper: BoletoPaper & { readonly slip: BoletoSlip },
): readonly PlacedCode[] {
  const { slip } = paper;
  if (slip.isPractice) drawWatermark(pen, { ...area, y: area.y + LINES.items, height: 64 });
  drawLetterhead(pen, area, paper.beneficiary);
  drawMark(pen, area, { title: 'Recibo do Pagador', slip });
  drawBankHeader(pen, { ...area, y: area.y + LINES.header, height: 9 }, slip);
  drawNumbers(pen, area, slip);
  drawPayerBox(pen, { ...area, y: area.y + LINES.payer, height: 14 }, paper.payer);
  drawSummary(pen, { ...area, y: area.y + LINES.summary, height: 19 }, slip);
  const below = { ...area, y: area.y + LINES.items, height: area.height - LINES.items };
  const codes = drawPix(pen, below, slip);
  const width = codes.length === 0 ? below.width : below.width - PIX_SIDE - 14;
  drawItems(pen, { ...below, width }, paper);
  return codes;
}

function drawNumbers(pen: Pen, area: Rect, slip: BoletoSlip): void {
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

function drawPix(pen: Pen, area: Rect, { pixPayload }: BoletoSlip): readonly PlacedCode[] {
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
