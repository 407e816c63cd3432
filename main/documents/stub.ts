/** Canhoto: the narrow part at the left that stays with the payer (fields of the CrediSIS carnê model). */
import { formatCivilDate, formatCompetence } from '../../domain/civil-date.ts';
import { formatMoney } from '../../domain/money.ts';
import { drawField, drawRow, type Field } from './cells.ts';
import type { BoletoSlip, PaperParty, PaperSlip, PixSlip } from './paper.ts';
import { INK, type Pen, type Rect } from './pen.ts';
import { drawStamp } from './practice-mark.ts';
import { parcelText, PIX_TITLE } from './slip-texts.ts';

/** Millimetres. */
const HEAD = 13;
const ROW = 6.6;

interface StubContent {
  readonly beneficiary: PaperParty;
  readonly payer: PaperParty;
  readonly slip: PaperSlip;
}

/** Draws the canhoto in `area`. */
export function drawStub(pen: Pen, area: Rect, content: StubContent): void {
  const { slip } = content;
  drawHead(pen, area, content);
  let y = area.y + HEAD;
  for (const [left, right] of pairsOf(slip)) {
    const half = right ? area.width / 2 : area.width;
    const cells = right ? [left, right] : [left];
    drawRow(
      pen,
      { x: area.x, y, height: ROW },
      cells.map((field) => ({ ...field, width: half })),
    );
    y += ROW;
  }
  drawPayer(pen, { ...area, y, height: area.y + area.height - y }, content);
}

function drawHead(pen: Pen, area: Rect, { beneficiary, slip }: StubContent): void {
  const place = { x: area.x, width: area.width };
  const name = { size: 8.6, bold: true, maxLines: 2, leading: 3.3 };
  const lines = pen.paragraph(beneficiary.name, { ...place, y: area.y + 3 }, name);
  const below = area.y + 3 + lines * name.leading;
  pen.text(beneficiary.taxId, { ...place, y: below - 0.2 }, { size: 7 });
  pen.text(
    slip.form === 'pix' ? PIX_TITLE : `${slip.bankName} ${slip.bankCode}`,
    { ...place, y: below + 2.6 },
    { size: 7, ink: INK.label },
  );
}

type Pair = readonly [Field, Field?];

function pairsOf(slip: PaperSlip): readonly Pair[] {
  const strong = { bold: true, size: 9.5, tinted: true, align: 'right' } as const;
  const isPix = slip.form === 'pix';
  return [
    [
      { label: 'Parcela', value: parcelText(slip) ?? 'única', bold: true, size: 9.5 },
      { label: 'Vencimento', value: formatCivilDate(slip.dueOn), ...strong },
    ],
    [
      {
        label: isPix ? 'Valor' : '(=) Valor do documento',
        value: formatMoney(slip.amountCents),
        ...strong,
      },
    ],
    ...(isPix ? pixPairs(slip) : boletoPairs(slip)),
  ];
}

function boletoPairs(slip: BoletoSlip): readonly Pair[] {
  return [
    [
      { label: 'Agência / Código benef.', value: slip.beneficiaryCode ?? '' },
      { label: 'Referência', value: referenceOf(slip) },
    ],
    [{ label: 'Nosso número', value: slip.nossoNumero }],
    [
      { label: 'Nº do documento', value: slip.documentNumber },
      { label: 'Espécie doc.', value: slip.kind },
    ],
    [{ label: '(-) Desconto / Abatimento' }, { label: '(+) Juros / Multa' }],
    [{ label: '(=) Valor cobrado' }],
  ];
}

function pixPairs(slip: PixSlip): readonly Pair[] {
  return [
    [
      { label: 'Nº do documento', value: slip.documentNumber },
      { label: 'Referência', value: referenceOf(slip) },
    ],
    [{ label: 'Identificador', value: slip.identifier }],
    [{ label: 'Descrição', value: slip.description, overflow: 'ellipsis' }],
    [{ label: 'Pago em' }, { label: 'Valor pago' }],
  ];
}

function referenceOf({ competence }: PaperSlip): string {
  return competence === undefined ? '' : formatCompetence(competence);
}

function drawPayer(pen: Pen, area: Rect, { payer, slip }: StubContent): void {
  const height = 12;
  drawField(pen, { ...area, height }, { label: 'Pagador' });
  const place = { x: area.x + 1.1, width: area.width - 2.2 };
  pen.paragraph(
    payer.name,
    { ...place, y: area.y + 5.1 },
    { size: 8, bold: true, maxLines: 2, leading: 3 },
  );
  pen.text(payer.taxId, { ...place, y: area.y + 11 }, { size: 7 });
  const foot = area.y + height;
  if (slip.secondCopy) pen.text('2ª VIA', { ...place, y: foot + 3.2 }, { size: 8, bold: true });
  pen.text(
    'Recibo do Pagador',
    { ...place, y: foot + 2.6 },
    { size: 6.4, ink: INK.label, align: 'right' },
  );
  if (slip.isPractice)
    drawStamp(pen, { x: area.x, y: area.y + area.height - 7, width: area.width, height: 6 });
}
