/** Bank, its code and the linha digitável: the head of every ficha. */
import type { BoletoSlip } from './paper.ts';
import { CAP_HEIGHT } from './fonts.ts';
import { INK, MM, type Pen, type Rect, type TextPlace } from './pen.ts';
import { maskedLinha } from './slip-texts.ts';

/** Millimetres (BB 2.2, 2.3.5): digits of the linha 3.5 to 4.5 high, the bank's code 5 high between bars 1.2 wide. */
const LINHA_HEIGHT = 3.5;
const BANK_CODE_HEIGHT = 5;
const BANK_CODE_BAR = 1.2;
const BANK_CODE_MOST = 19;

/** The bank's name takes what a linha of natural width leaves, within these limits. */
const BANK_NAME = { least: 26, most: 44 } as const;

/** Draws the head in `area`; its lower edge is the heavy line over the boxes. */
export function drawBankHeader(pen: Pen, area: Rect, slip: BoletoSlip): void {
  const linha = { size: pointsOf(LINHA_HEIGHT), bold: true, overflow: 'condense' } as const;
  const text = maskedLinha(slip.linha);
  const bankCode = { size: pointsOf(BANK_CODE_HEIGHT), bold: true } as const;
  const codeWidth = Math.min(BANK_CODE_MOST, pen.widthOf(slip.bankCode, bankCode) + 5);
  const natural = area.width - codeWidth - pen.widthOf(text, linha) - 3;
  const name = Math.min(BANK_NAME.most, Math.max(BANK_NAME.least, natural));
  const baseline = area.y + area.height - 1.7;
  const code = { x: area.x + name, width: codeWidth };
  const linhaX = code.x + code.width + 2;
  drawBankName(pen, { x: area.x, y: baseline, width: name - 2.5 }, slip.bankName);
  pen.text(
    slip.bankCode,
    { x: code.x + 1.4, y: baseline, width: code.width - 2.8 },
    { ...bankCode, align: 'center', overflow: 'condense' },
  );
  pen.text(
    text,
    { x: linhaX, y: baseline, width: area.x + area.width - linhaX },
    { ...linha, align: 'right' },
  );
  drawRules(pen, area, [code.x, code.x + code.width]);
}

/** A long name goes on two lines. */
function drawBankName(pen: Pen, place: TextPlace, name: string): void {
  const large = { size: 11, bold: true };
  if (pen.widthOf(name, large) <= place.width) {
    pen.text(name, place, large);
    return;
  }
  const small = { size: 8.4, bold: true, maxLines: 2, leading: 3.2 };
  pen.paragraph(name, { ...place, y: place.y - small.leading }, small);
}

function drawRules(pen: Pen, area: Rect, xs: readonly number[]): void {
  for (const x of xs)
    pen.fill(
      {
        x: x - BANK_CODE_BAR / 2,
        y: area.y + 0.3,
        width: BANK_CODE_BAR,
        height: area.height - 0.3,
      },
      INK.black,
    );
  pen.line(
    { x: area.x, y: area.y + area.height },
    { x: area.x + area.width, y: area.y + area.height },
    { width: 0.4, ink: INK.black },
  );
}

/** Font size in points whose digits are `height` millimetres high. */
function pointsOf(height: number): number {
  return (height * MM) / CAP_HEIGHT;
}
