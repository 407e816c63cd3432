/** Cobrança Pix as a slip of a carnê: it stands where a boleto has its ficha de compensação. */
import { formatCivilDate, formatCompetence } from '../../domain/civil-date.ts';
import { formatMoney } from '../../domain/money.ts';
import { drawBox, drawField, drawRow, type Field } from './cells.ts';
import { drawQr, type PlacedCode } from './codes.ts';
import { drawCopyAndPaste } from './copy-and-paste.ts';
import type { PaperParty, PixSlip } from './paper.ts';
import { drawPartyLine } from './party-line.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawStamp, drawWatermark } from './practice-mark.ts';
import { parcelText, PIX_TITLE, referenceLine, secondCopyLine } from './slip-texts.ts';

/** Millimetres. */
const HEIGHTS = { header: 7, party: 9, charge: 6, code: 16 } as const;
const RIGHT = 44;

interface PixContent {
  readonly beneficiary: PaperParty;
  readonly payer: PaperParty;
  readonly slip: PixSlip;
}

/** Draws the slip in `area` and tells where its QR lies. */
export function drawPixSlip(pen: Pen, area: Rect, content: PixContent): readonly PlacedCode[] {
  const { slip } = content;
  const parties = { ...area, y: area.y + HEIGHTS.header, height: HEIGHTS.party };
  const charge = { ...area, y: parties.y + 2 * HEIGHTS.party, height: HEIGHTS.charge };
  const bodyTop = charge.y + HEIGHTS.charge;
  const codeTop = area.y + area.height - HEIGHTS.code;
  const body = { ...area, y: bodyTop, height: codeTop - bodyTop };
  if (slip.isPractice) drawWatermark(pen, { ...body, width: body.width - RIGHT });
  drawHeader(pen, { ...area, height: HEIGHTS.header }, slip);
  drawParties(pen, parties, content);
  drawCharge(pen, charge, slip);
  drawTexts(pen, { ...body, width: body.width - RIGHT }, slip);
  drawCopyAndPaste(pen, { ...area, y: codeTop, height: HEIGHTS.code }, slip.pixPayload);
  return [drawPix(pen, { ...body, x: area.x + area.width - RIGHT, width: RIGHT }, slip)];
}

function drawHeader(pen: Pen, area: Rect, slip: PixSlip): void {
  const y = area.y + area.height;
  const title = slip.secondCopy ? `${PIX_TITLE} · 2ª via` : PIX_TITLE;
  pen.text(title, { x: area.x, y: y - 1.7, width: 60 }, { size: 13, bold: true });
  pen.text(
    referenceLine(slip),
    { x: area.x + 60, y: y - 1.7, width: area.width - 60 },
    { size: 8.6, ink: INK.label, align: 'right' },
  );
  pen.line({ x: area.x, y }, { x: area.x + area.width, y }, { width: 0.4, ink: INK.black });
}

function drawParties(pen: Pen, row: Rect, { beneficiary, payer, slip }: PixContent): void {
  const strong = { align: 'right', bold: true, size: 11, tinted: true } as const;
  const second = { ...row, y: row.y + row.height };
  drawParty(pen, row, { label: 'Recebedor', party: beneficiary });
  drawParty(pen, second, { label: 'Pagador', party: payer });
  const right = { ...row, x: row.x + row.width - RIGHT, width: RIGHT };
  drawField(pen, right, { label: 'Vencimento', value: formatCivilDate(slip.dueOn), ...strong });
  drawField(
    pen,
    { ...right, y: second.y },
    { label: 'Valor', value: formatMoney(slip.amountCents), ...strong },
  );
}

interface LabelledParty {
  readonly label: string;
  readonly party: PaperParty;
}

/** Name and tax number on one line, the address on the next: both cut at the box. */
function drawParty(pen: Pen, row: Rect, { label, party }: LabelledParty): void {
  const box = { ...row, width: row.width - RIGHT };
  const place = { x: box.x + 1.1, width: box.width - 2.2 };
  drawBox(pen, box, { label });
  drawPartyLine(pen, { ...place, y: box.y + 5.2 }, { party, size: 8.6 });
  pen.text(party.addressLines.join(' · '), { ...place, y: box.y + 8.2 }, { size: 7.2 });
}

function drawCharge(pen: Pen, row: Rect, slip: PixSlip): void {
  const left = row.width - RIGHT;
  const reference = slip.competence === undefined ? '' : formatCompetence(slip.competence);
  const cells: readonly [number, Field][] = [
    [0.28, { label: 'Nº do documento', value: slip.documentNumber }],
    [0.2, { label: 'Parcela', value: parcelText(slip) ?? 'única' }],
    [0.24, { label: 'Referência', value: reference }],
    [0.28, { label: 'Data de emissão', value: formatCivilDate(slip.issuedOn) }],
  ];
  drawRow(pen, row, [
    ...cells.map(([share, field]) => ({ ...field, width: left * share })),
    { width: RIGHT, label: 'Identificador', value: slip.identifier, size: 7.4 },
  ]);
}

/** What is charged, what happens after the due date, and on a 2ª via what it costs today. */
function drawTexts(pen: Pen, area: Rect, slip: PixSlip): void {
  drawBox(pen, area, { label: 'Descrição e instruções (texto de responsabilidade do recebedor)' });
  const place = { x: area.x + 1.1, width: area.width - 2.2 };
  const style = { size: 8, leading: 3.3 };
  const bottom = area.y + area.height - 1.6;
  const secondCopy = secondCopyLine(slip);
  if (secondCopy !== undefined)
    pen.text(secondCopy, { ...place, y: bottom }, { size: 8, bold: true, overflow: 'condense' });
  const stamp = {
    x: place.x,
    y: bottom - (secondCopy === undefined ? 6 : 10),
    width: 60,
    height: 6,
  };
  if (slip.isPractice) drawStamp(pen, stamp);
  const limit = slip.isPractice ? stamp.y - 1.5 : bottom - (secondCopy === undefined ? 0 : 4);
  let y = area.y + 5.6;
  for (const line of slip.instructions) {
    const maxLines = Math.floor((limit - y) / style.leading) + 1;
    if (maxLines < 1) return;
    y += pen.paragraph(line, { ...place, y }, { ...style, maxLines }) * style.leading;
  }
}

/** The largest square that the body holds under its caption. */
function drawPix(pen: Pen, area: Rect, { pixPayload }: PixSlip): PlacedCode {
  const caption = 4.2;
  const side = Math.min(area.height - caption - 0.6, area.width - 1);
  pen.text(
    'Pague com Pix',
    { x: area.x, y: area.y + caption, width: area.width },
    { size: 9, bold: true, align: 'center' },
  );
  const x = area.x + (area.width - side) / 2;
  return drawQr(pen, pixPayload, { x, y: area.y + caption + 0.4, side });
}
