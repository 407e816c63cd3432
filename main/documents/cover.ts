/** Cover of a carnê: as large as a slip, so that it is cut and stapled with them. */
import { formatCivilDate } from '../../domain/civil-date.ts';
import { formatMoney, sum } from '../../domain/money.ts';
import type { CarnePaper, PaperParty, PaperSlip } from './paper.ts';
import { drawPartyLine } from './party-line.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawStamp } from './practice-mark.ts';
import { taxIdText } from './slip-texts.ts';

/** Millimetres. */
const PANEL = 45;
const GAP = 5;
const TABLE_ROW = 3.45;

/** Rows of a column of the parcel list: three columns hold the 36 parcels of three years, four hold 48. */
const COLUMN_ROWS = 12;

/** Draws the cover in `area`. */
export function drawCover(pen: Pen, area: Rect, paper: CarnePaper): void {
  drawPanel(pen, { ...area, width: PANEL }, paper);
  const x = area.x + PANEL + GAP;
  const body = { ...area, x, width: area.width - PANEL - GAP };
  drawBeneficiary(pen, body, paper.beneficiary);
  drawClient(pen, { ...body, y: area.y + 21 }, paper);
  drawParcels(pen, { ...body, y: area.y + 42.5, height: area.height - 42.5 }, paper.slips);
}

/** What one sees when leafing through a pile: title, client's name, period. */
function drawPanel(pen: Pen, area: Rect, paper: CarnePaper): void {
  const place = { x: area.x + 3, width: area.width - 6 };
  const title = { size: 20, bold: true, maxLines: 2, leading: 7.6 };
  pen.fill(area, INK.tint);
  pen.fill({ ...area, height: 1.6 }, INK.black);
  const lines = pen.paragraph(paper.title, { ...place, y: area.y + 13 }, title);
  const below = area.y + 13 + lines * title.leading;
  pen.text(countText(paper.slips.length), { ...place, y: below }, { size: 10 });
  pen.text(periodText(paper.slips), { ...place, y: below + 5 }, { size: 9, ink: INK.label });
  pen.paragraph(
    paper.payer.name,
    { ...place, y: area.y + area.height - 16 },
    { size: 10, bold: true, maxLines: 3, leading: 4.2 },
  );
  if (paper.slips.some((slip) => slip.isPractice))
    drawStamp(pen, { ...place, y: area.y + area.height - 33, height: 7 });
}

function countText(parcels: number): string {
  return parcels === 1 ? '1 parcela' : `${parcels} parcelas`;
}

function periodText(slips: readonly PaperSlip[]): string {
  const dates = slips.map((slip) => slip.dueOn).sort();
  const [first, last] = [dates.at(0), dates.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `de ${formatCivilDate(first)} a ${formatCivilDate(last)}`;
}

function drawBeneficiary(pen: Pen, area: Rect, { name, taxId, addressLines }: PaperParty): void {
  const place = { x: area.x, width: area.width };
  pen.text(name, { ...place, y: area.y + 5 }, { size: 15, bold: true });
  pen.text(taxIdText(taxId), { ...place, y: area.y + 9.6 }, { size: 8.5 });
  pen.paragraph(
    addressLines.join(' · '),
    { ...place, y: area.y + 13.4 },
    { size: 8.5, ink: INK.label, maxLines: 1, leading: 3.6 },
  );
  pen.line(
    { x: area.x, y: area.y + 16.4 },
    { x: area.x + area.width, y: area.y + 16.4 },
    { width: 0.3, ink: INK.black },
  );
}

function drawClient(pen: Pen, area: Rect, { payer, planLine }: CarnePaper): void {
  const place = { x: area.x, width: area.width };
  pen.text('Cliente', { ...place, y: area.y }, { size: 7, ink: INK.label });
  drawPartyLine(pen, { ...place, y: area.y + 5 }, { party: payer, size: 12 });
  pen.paragraph(
    payer.addressLines.join(' · '),
    { ...place, y: area.y + 9.4 },
    { size: 9, maxLines: 2, leading: 3.7 },
  );
  if (planLine !== undefined)
    pen.text(planLine, { ...place, y: area.y + 17.2 }, { size: 9, bold: true });
}

function drawParcels(pen: Pen, area: Rect, slips: readonly PaperSlip[]): void {
  const columns = slips.length > 3 * COLUMN_ROWS ? 4 : 3;
  const shown = slips.slice(0, columns * COLUMN_ROWS);
  const gap = 5;
  const width = (area.width - gap * (columns - 1)) / columns;
  const used = Math.ceil(shown.length / COLUMN_ROWS);
  for (let column = 0; column < used; column += 1) {
    const x = area.x + column * (width + gap);
    const from = column * COLUMN_ROWS;
    drawColumn(pen, { ...area, x, width }, shown.slice(from, from + COLUMN_ROWS));
  }
  const rest = slips.length - shown.length;
  const total = `Total: ${formatMoney(sum(slips.map((slip) => slip.amountCents)))}`;
  const rows = Math.min(COLUMN_ROWS, shown.length);
  pen.text(
    rest === 0 ? total : `e mais ${countText(rest)} · ${total}`,
    { x: area.x, y: area.y + (rows + 1.3) * TABLE_ROW, width: used * (width + gap) - gap },
    { size: 9, bold: true, align: 'right' },
  );
}

function drawColumn(pen: Pen, area: Rect, slips: readonly PaperSlip[]): void {
  const label = { size: 6.4, ink: INK.label } as const;
  drawCells(pen, area, [
    ['Parcela', label],
    ['Vencimento', label],
    ['Valor', label],
  ]);
  slips.forEach((slip, index) => {
    const y = area.y + (index + 1) * TABLE_ROW;
    const number = slip.parcel ? `${slip.parcel.number}/${slip.parcel.of}` : `${slip.tituloNumber}`;
    drawCells(pen, { ...area, y }, [
      [number, { size: 8.6 }],
      [formatCivilDate(slip.dueOn), { size: 8.6 }],
      [formatMoney(slip.amountCents), { size: 8.6 }],
    ]);
    pen.line(
      { x: area.x, y: y + 0.85 },
      { x: area.x + area.width, y: y + 0.85 },
      { width: 0.1, ink: INK.faint },
    );
  });
}

type Cell = readonly [string, { readonly size: number; readonly ink?: typeof INK.label }];

function drawCells(
  pen: Pen,
  { x, y, width }: Rect,
  [number, due, amount]: readonly [Cell, Cell, Cell],
): void {
  const overflow = 'condense';
  const [dueX, amountX] = [x + width * 0.25, x + width * 0.6];
  pen.text(number[0], { x, y, width: dueX - x - 1 }, { ...number[1], overflow });
  pen.text(
    due[0],
    { x: dueX, y, width: amountX - dueX - 1 },
    { ...due[1], align: 'center', overflow },
  );
  pen.text(
    amount[0],
    { x: amountX, y, width: x + width - amountX },
    { ...amount[1], align: 'right', overflow },
  );
}
