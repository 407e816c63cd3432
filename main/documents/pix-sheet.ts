/** Cobrança Pix: one charge without a bar code on a sheet of its own. */
import { formatCivilDate, formatCompetence } from '../../domain/civil-date.ts';
import { drawRow } from './cells.ts';
import { drawQr, type PlacedCode } from './codes.ts';
import { drawCopyAndPaste } from './copy-and-paste.ts';
import type { BoletoPaper, PixSlip } from './paper.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawWatermark } from './practice-mark.ts';
import { drawItems, drawLetterhead, drawMark, drawPayerBox, drawSummary } from './sheet-parts.ts';
import { parcelText, PIX_TITLE } from './slip-texts.ts';

/** Millimetres, from the top of the sheet's area. */
const LINES = { payer: 24, charge: 38, summary: 52, body: 79, code: 166 } as const;

/** Millimetres: large enough for a camera at arm's length, whatever the length of the code. */
const QR_SIDE = 66;

/** How one pays, in the order in which it is done. */
const STEPS = [
  '1. Abra o aplicativo do seu banco e escolha Pix.',
  '2. Aponte a câmera para o QR Code, ou use o Pix copia e cola abaixo.',
  '3. Confira quem recebe e o valor, e confirme.',
] as const;

/** Draws the sheet in `area` and tells where its QR lies. */
export function drawPixSheet(
  pen: Pen,
  area: Rect,
  paper: BoletoPaper & { readonly slip: PixSlip },
): readonly PlacedCode[] {
  const { slip } = paper;
  drawLetterhead(pen, area, paper.beneficiary);
  drawMark(pen, area, { title: PIX_TITLE, slip });
  drawPayerBox(pen, { ...area, y: area.y + LINES.payer, height: 14 }, paper.payer);
  drawCharge(pen, { ...area, y: area.y + LINES.charge, height: 10 }, slip);
  drawSummary(pen, { ...area, y: area.y + LINES.summary, height: 19 }, slip);
  const body = { ...area, y: area.y + LINES.body, height: LINES.code - LINES.body - 4 };
  const texts = { ...body, width: area.width - QR_SIDE - 10 };
  if (slip.isPractice) drawWatermark(pen, texts);
  drawItems(pen, texts, paper);
  drawCopyAndPaste(pen, { ...area, y: area.y + LINES.code, height: 17 }, slip.pixPayload);
  return [drawPix(pen, body, slip)];
}

function drawCharge(pen: Pen, area: Rect, slip: PixSlip): void {
  const unit = area.width / 20;
  drawRow(pen, area, [
    { width: unit * 4, label: 'Nº do documento', value: slip.documentNumber },
    { width: unit * 2, label: 'Parcela', value: parcelText(slip) ?? 'única' },
    {
      width: unit * 3,
      label: 'Referência',
      value: slip.competence === undefined ? '' : formatCompetence(slip.competence),
    },
    { width: unit * 3, label: 'Data de emissão', value: formatCivilDate(slip.issuedOn) },
    { width: unit * 8, label: 'Identificador', value: slip.identifier },
  ]);
}

function drawPix(pen: Pen, body: Rect, { pixPayload }: PixSlip): PlacedCode {
  const square = { x: body.x + body.width - QR_SIDE, y: body.y + 6, side: QR_SIDE };
  const place = { x: square.x, width: QR_SIDE };
  pen.text('Pague com Pix', { ...place, y: body.y + 5 }, { size: 12, bold: true, align: 'center' });
  STEPS.forEach((step, index) => {
    pen.text(
      step,
      { ...place, y: square.y + QR_SIDE + 2 + index * 3.4 },
      { size: 7.4, ink: INK.label, overflow: 'condense' },
    );
  });
  return drawQr(pen, pixPayload, square);
}
