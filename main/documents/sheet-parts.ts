/** Parts that every sheet of a charge has, whatever it is paid with. */
import { formatCivilDate } from '../../domain/civil-date.ts';
import { formatMoney } from '../../domain/money.ts';
import { drawBox } from './cells.ts';
import type { BoletoPaper, PaperItem, PaperParty, PaperSlip } from './paper.ts';
import { drawPartyLine } from './party-line.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawStamp } from './practice-mark.ts';
import { referenceLine, secondCopyLine, taxIdText } from './slip-texts.ts';

/** Millimetres that a line of the demonstrativo takes. */
const ITEM_ROW = 4.6;

/** Who collects, at the top left. */
export function drawLetterhead(
  pen: Pen,
  area: Rect,
  { name, taxId, addressLines }: PaperParty,
): void {
  const place = { x: area.x, width: area.width - 62 };
  const address = { size: 8.5, ink: INK.label, maxLines: 2, leading: 3.7 };
  pen.text(name, { ...place, y: area.y + 6 }, { size: 17, bold: true });
  pen.text(taxIdText(taxId), { ...place, y: area.y + 11 }, { size: 9 });
  pen.paragraph(addressLines.join(' · '), { ...place, y: area.y + 15.2 }, address);
}

/** What the sheet is, at the top right. */
export function drawMark(
  pen: Pen,
  area: Rect,
  { title, slip }: { readonly title: string; readonly slip: PaperSlip },
): void {
  const place = { x: area.x + area.width - 60, width: 60 };
  const right = { align: 'right' } as const;
  const shown = slip.secondCopy ? `${title} · 2ª via` : title;
  pen.text(shown, { ...place, y: area.y + 5.4 }, { size: 11, bold: true, ...right });
  pen.text(
    referenceLine(slip),
    { ...place, y: area.y + 10.4 },
    { size: 8.5, ink: INK.label, ...right },
  );
  if (slip.isPractice) drawStamp(pen, { ...place, y: area.y + 13.4, height: 7.4 });
}

/** 14 mm high. */
export function drawPayerBox(pen: Pen, area: Rect, payer: PaperParty): void {
  drawBox(pen, area, { label: 'Pagador' });
  const place = { x: area.x + 1.1, width: area.width - 2.2 };
  drawPartyLine(pen, { ...place, y: area.y + 6.6 }, { party: payer, size: 10 });
  pen.text(payer.addressLines.join(' · '), { ...place, y: area.y + 11.4 }, { size: 9 });
}

/** The two things that a payer looks for, large; on a 2ª via also today's amount. */
export function drawSummary(pen: Pen, area: Rect, slip: PaperSlip): void {
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

/** What is charged, line by line where that is known, and the account's texts. */
export function drawItems(pen: Pen, area: Rect, { slip, items = [] }: BoletoPaper): void {
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
