/**
 * Ficha de compensação: the part that the bank reads. Fields and their order as in the banks' manuals
 * (BB 2.3, Itaú 8, Caixa 2.3); the right-hand boxes under the amount stay empty by rule.
 */
import { formatCivilDate } from '../../domain/civil-date.ts';
import { formatMoney } from '../../domain/money.ts';
import { drawBankHeader } from './bank-header.ts';
import { drawBox, drawField, drawRow } from './cells.ts';
import { BARS_ABOVE_EDGE, BARS, drawBars, drawQr, type PlacedCode, QR_SIDE } from './codes.ts';
import type { PaperParty, BoletoSlip } from './paper.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawPartyLine } from './party-line.ts';
import { drawStamp, drawWatermark } from './practice-mark.ts';
import { hasBlankCode, referenceLine, secondCopyLine } from './slip-texts.ts';

/** Millimetres on the page. `bottom` is the edge of the paper after cutting, from which the bars are measured. */
export interface FichaFrame {
  readonly x: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
  /** On a hundredth of an inch, so that the first bar falls on whole dots of a printer. */
  readonly barsX: number;
  readonly rightColumn: number;
  readonly heights: FichaHeights;
}

interface FichaHeights {
  readonly header: number;
  readonly row: number;
  readonly beneficiary: number;
  readonly instructions: number;
  readonly payer: number;
}

export interface FichaContent {
  readonly beneficiary: PaperParty;
  readonly payer: PaperParty;
  readonly slip: BoletoSlip;
}

/** Draws the ficha and tells where its codes lie. */
export function drawFicha(
  pen: Pen,
  frame: FichaFrame,
  content: FichaContent,
): readonly PlacedCode[] {
  const rows = rowsOf(frame);
  if (content.slip.isPractice)
    drawWatermark(pen, { ...rows.document, height: rows.payer.y - rows.document.y });
  drawBankHeader(pen, rows.header, content.slip);
  drawPlaceAndBeneficiary(pen, rows, content);
  drawDocumentRows(pen, rows, content.slip);
  const qr = drawInstructions(pen, rows.instructions, { frame, slip: content.slip });
  drawPayer(pen, rows.payer, content.payer);
  return [...qr, ...drawFoot(pen, { frame, top: bottomOf(rows.payer) }, content.slip)];
}

interface FichaRows {
  readonly header: Rect;
  readonly place: Rect;
  readonly beneficiary: Rect;
  readonly document: Rect;
  readonly bank: Rect;
  readonly instructions: Rect;
  readonly payer: Rect;
  /** Width of the boxes left of the right-hand column. */
  readonly left: number;
  readonly right: number;
}

function rowsOf({ x, top, width, heights, rightColumn }: FichaFrame): FichaRows {
  const row = (y: number, height: number): Rect => ({ x, y, width, height });
  const header = row(top, heights.header);
  const place = row(bottomOf(header), heights.row);
  const beneficiary = row(bottomOf(place), heights.beneficiary);
  const document = row(bottomOf(beneficiary), heights.row);
  const bank = row(bottomOf(document), heights.row);
  const instructions = row(bottomOf(bank), heights.instructions);
  const payer = row(bottomOf(instructions), heights.payer);
  const left = width - rightColumn;
  return {
    header,
    place,
    beneficiary,
    document,
    bank,
    instructions,
    payer,
    left,
    right: rightColumn,
  };
}

function bottomOf({ y, height }: Rect): number {
  return y + height;
}

function drawPlaceAndBeneficiary(
  pen: Pen,
  { place, beneficiary, left, right }: FichaRows,
  { beneficiary: party, slip }: FichaContent,
): void {
  drawRow(pen, place, [
    {
      width: left,
      label: 'Local de pagamento',
      value: placeOf(slip),
    },
    {
      width: right,
      label: 'Vencimento',
      value: formatCivilDate(slip.dueOn),
      align: 'right',
      bold: true,
      size: 10.5,
      tinted: true,
    },
  ]);
  const box = { ...beneficiary, width: left };
  drawBox(pen, box, { label: 'Beneficiário' });
  drawPartyIn(pen, box, party);
  drawField(
    pen,
    { ...beneficiary, x: beneficiary.x + left, width: right },
    {
      label: 'Agência / Código do beneficiário',
      value: slip.beneficiaryCode ?? '',
      align: 'right',
    },
  );
}

function placeOf({ pixPayload }: BoletoSlip): string {
  return pixPayload === undefined
    ? 'Pagável em qualquer banco'
    : 'Pagável em qualquer banco ou por Pix';
}

/** Name and tax number on one line, the address on the next: both cut at the box. */
function drawPartyIn(pen: Pen, box: Rect, party: PaperParty): void {
  const place = { x: box.x + 1.1, width: box.width - 2.2 };
  drawPartyLine(pen, { ...place, y: box.y + 5.2 }, { party, size: 8.6 });
  pen.text(party.addressLines.join(' · '), { ...place, y: box.y + 8.2 }, { size: 7.2 });
}

function drawDocumentRows(
  pen: Pen,
  { document, bank, left, right }: FichaRows,
  slip: BoletoSlip,
): void {
  const share = (part: number): number => left * part;
  drawRow(pen, document, [
    { width: share(0.2), label: 'Data do documento', value: formatCivilDate(slip.issuedOn) },
    { width: share(0.27), label: 'Nº do documento', value: slip.documentNumber },
    { width: share(0.15), label: 'Espécie doc.', value: slip.kind },
    { width: share(0.13), label: 'Aceite', value: 'N' },
    { width: share(0.25), label: 'Data do processamento', value: formatCivilDate(slip.issuedOn) },
    { width: right, label: 'Nosso número', value: slip.nossoNumero, align: 'right' },
  ]);
  drawRow(pen, bank, [
    { width: share(0.2), label: 'Uso do banco' },
    { width: share(0.16), label: 'Carteira', value: slip.carteira ?? '' },
    { width: share(0.16), label: 'Espécie moeda', value: 'R$' },
    { width: share(0.23), label: 'Quantidade' },
    { width: share(0.25), label: 'Valor' },
    {
      width: right,
      label: '(=) Valor do documento',
      value: formatMoney(slip.amountCents),
      align: 'right',
      bold: true,
      size: 10.5,
      tinted: true,
    },
  ]);
}

interface InstructionsContent {
  readonly frame: FichaFrame;
  readonly slip: BoletoSlip;
}

/** The square for the QR is kept free even where there is none, so that every slip of a carnê looks alike. */
function drawInstructions(
  pen: Pen,
  row: Rect,
  { frame, slip }: InstructionsContent,
): readonly PlacedCode[] {
  const left = row.width - frame.rightColumn;
  drawBox(
    pen,
    { ...row, width: left },
    {
      label: 'Instruções (texto de responsabilidade do beneficiário)',
    },
  );
  drawEmptyBoxes(pen, { ...row, x: row.x + left, width: frame.rightColumn });
  const square = {
    x: row.x + left - QR_SIDE - 0.6,
    y: bottomOf(row) - QR_SIDE - 0.3,
    side: QR_SIDE,
  };
  drawInstructionLines(pen, { ...row, width: square.x - row.x }, slip);
  if (slip.pixPayload === undefined) return [];
  pen.text(
    'Pague com Pix',
    { x: square.x, y: square.y - 0.3, width: QR_SIDE },
    { size: 7, bold: true, align: 'center' },
  );
  return [drawQr(pen, slip.pixPayload, square)];
}

/** The bank fills these in (Itaú 8, BB 2.3): nothing of ours may stand there. */
function drawEmptyBoxes(pen: Pen, area: Rect): void {
  const labels = ['(-) Desconto / Abatimento', '(+) Juros / Multa', '(=) Valor cobrado'];
  const height = area.height / labels.length;
  labels.forEach((label, index) => {
    drawField(pen, { ...area, y: area.y + index * height, height }, { label });
  });
}

function drawInstructionLines(pen: Pen, area: Rect, slip: BoletoSlip): void {
  const place = { x: area.x + 1.1, width: area.width - 2.2 };
  const style = { size: 7.6, leading: 3.1 };
  const last = bottomOf(area) - 1.4;
  const secondCopy = secondCopyLine(slip);
  pen.text(referenceLine(slip), { ...place, y: last }, { size: 7.2, ink: INK.label });
  if (secondCopy !== undefined)
    pen.text(
      secondCopy,
      { ...place, y: last - 3.3 },
      { size: 7.6, bold: true, overflow: 'condense' },
    );
  const limit = last - (secondCopy === undefined ? 3 : 6.3);
  let y = area.y + 5.4;
  for (const line of slip.instructions) {
    const maxLines = Math.floor((limit - y) / style.leading) + 1;
    if (maxLines < 1) return;
    y += pen.paragraph(line, { ...place, y }, { ...style, maxLines }) * style.leading;
  }
}

function drawPayer(pen: Pen, row: Rect, payer: PaperParty): void {
  drawBox(pen, row, { label: 'Pagador' });
  drawPartyIn(pen, row, payer);
  pen.text(
    'Sacador / Avalista',
    { x: row.x + 1.1, y: bottomOf(row) - 0.9, width: row.width - 2.2 },
    { size: 5.6, ink: INK.label },
  );
}

interface Foot {
  readonly frame: FichaFrame;
  readonly top: number;
}

function drawFoot(pen: Pen, { frame, top }: Foot, slip: BoletoSlip): readonly PlacedCode[] {
  const bars = { x: frame.barsX, y: frame.bottom - BARS_ABOVE_EDGE - BARS.height };
  const right = { x: bars.x + BARS.width + 5, end: frame.x + frame.width };
  const free = { x: right.x, width: right.end - right.x };
  pen.text(
    'Autenticação Mecânica - Ficha de Compensação',
    { x: frame.x + frame.width - 60, y: top + 2.2, width: 60 },
    { size: 5.6, ink: INK.label, align: 'right' },
  );
  if (slip.isPractice) drawStamp(pen, { ...free, y: bars.y + 3, height: 7 });
  if (!hasBlankCode(slip)) return [drawBars(pen, slip.barcode, bars)];
  pen.text(
    'Cobrança de teste: o gateway não deu código de barras',
    { x: bars.x, y: bars.y + 7, width: BARS.width },
    { size: 9, ink: INK.label },
  );
  return [];
}
