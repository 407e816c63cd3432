import { describe, expect, it } from 'vitest';
import { civilDate } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { drawBoleto } from '../../main/documents/boleto.ts';
import { drawCarne } from '../../main/documents/carne.ts';
import type { BoletoPaper, CarnePaper, PaperSlip, SheetOrder } from '../../main/documents/paper.ts';
import { countPages, readCodes, readText, readWords, rectanglesOf } from './read-back.ts';
import {
  boletoOf,
  CLIENT,
  LONG,
  PIX_PAYLOAD,
  pixSheetOf,
  pixSlipOf,
  PROVIDER,
  slipOf,
} from './samples.ts';
import { drawToFile, type DrawnFile } from './scratch.ts';

const BAND = 99;
const LONGEST = PIX_PAYLOAD.padEnd(512, '0');
const PARTY = { name: LONG, taxId: '11.222.333/0001-81', addressLines: [LONG, LONG] };
const SECOND_COPY = { todayCents: cents(10_197), on: civilDate('2027-01-20') };

async function drawSheets(papers: readonly BoletoPaper[]): Promise<DrawnFile> {
  return await drawToFile((out) => drawBoleto(papers, out, {}));
}

async function drawSlips(
  slips: readonly PaperSlip[],
  changes: Partial<CarnePaper> & { readonly order?: SheetOrder } = {},
): Promise<DrawnFile> {
  const { order = 'by-client', ...rest } = changes;
  const paper = { beneficiary: PROVIDER, payer: CLIENT, title: 'Carnê 2027', cover: false, slips };
  return await drawToFile((out) => drawCarne([{ ...paper, ...rest }], out, { order }));
}

/** Pix slips as the parcels of one carnê. */
function parcels(count: number): readonly PaperSlip[] {
  return Array.from({ length: count }, (_, index) =>
    pixSlipOf(index, { parcel: { number: index + 1, of: count } }),
  );
}

/** The copia e cola as the text of the paper has it, its lines put together. */
function codeIn(text: string): string {
  return text.replace(/\s/g, '');
}

describe('a cobrança Pix on A4', () => {
  it('gives its QR to zbar, page by page', async () => {
    const papers = [pixSheetOf(), pixSheetOf({ pixPayload: LONGEST })];

    const { file, drawn } = await drawSheets(papers);

    expect(await readCodes(file)).toEqual([
      { barcodes: [], qrs: [`${PIX_PAYLOAD}00`] },
      { barcodes: [], qrs: [LONGEST] },
    ]);
    expect(drawn.codes.map(({ kind, page }) => [kind, page])).toEqual([
      ['qr', 1],
      ['qr', 2],
    ]);
  });

  it('says who pays whom, how much, for what, until when, and what is due after it', async () => {
    const { file } = await drawSheets([pixSheetOf()]);

    const text = await readText(file);
    for (const expected of [
      'Cobrança Pix',
      'Conexão Serrana Telecomunicações Ltda.',
      'CNPJ 11.222.333/0001-81',
      'João Antônio da Conceição Gonçalves CPF 529.982.247-25',
      'Título 2048 · Referência 01/2027',
      '0000204801',
      '10/01/2027',
      'R$ 99,90',
      'Plano Fibra 300 Mega',
      'multa de R$ 2,00 e juros de R$ 0,03 por dia',
      'Este Pix pode ser pago até 09/02/2027.',
    ])
      expect(text).toContain(expected);
    expect(text).not.toContain('Ficha de Compensação');
  });

  it.each([
    ['of usual length', `${PIX_PAYLOAD}00`],
    ['the longest', LONGEST],
    ['with blanks in a row', PIX_PAYLOAD.replace('SERRANA ', 'SERRANA   ')],
  ])('has every character of its copia e cola, %s', async (_name, pixPayload) => {
    const { file } = await drawSheets([pixSheetOf({ pixPayload })]);

    expect(codeIn(await readText(file))).toContain(codeIn(pixPayload));
  });

  it('keeps four white modules round its QR, none below a third of a millimetre', async () => {
    const { bytes, drawn } = await drawSheets([pixSheetOf({ pixPayload: LONGEST })]);

    const [qr] = drawn.codes;
    if (qr === undefined) throw new Error('There is no QR');
    const right = qr.x + qr.width;
    const below = qr.y + qr.height;
    const inside = rectanglesOf(bytes).filter(
      ({ x, y, width, height }) =>
        x > qr.x - 0.01 && x + width < right + 0.01 && y > qr.y - 0.01 && y + height < below + 0.01,
    );
    const module = Math.min(...inside.map(({ height }) => height));
    expect(module).toBeGreaterThan(1 / 3);
    const quiet = rectanglesOf(bytes).find(
      ({ x, width }) => Math.abs(x - (qr.x - 4 * module)) < 0.01 && width > qr.width,
    );
    expect(quiet?.width).toBeCloseTo(qr.width + 8 * module, 1);
  });

  it('stands beside boletos in one file, each in its own form and order', async () => {
    const papers = [
      boletoOf(),
      pixSheetOf(),
      boletoOf({ barcode: slipOf(1).barcode, linha: slipOf(1).linha }),
    ];

    const { file, drawn } = await drawSheets(papers);

    const read = await readCodes(file);
    expect(read.map(({ barcodes, qrs }) => [barcodes.length, qrs.length])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(await countPages(file)).toBe(3);
    expect(drawn.pages).toBe(3);
  });

  it('keeps long texts inside the sheet', async () => {
    const slip = pixSlipOf(0, {
      instructions: [LONG, LONG, LONG, LONG],
      description: LONG,
      pixPayload: LONGEST,
      isPractice: true,
      secondCopy: SECOND_COPY,
    });

    const { file } = await drawSheets([{ beneficiary: PARTY, payer: PARTY, slip }]);

    for (const { left, right, bottom } of await readWords(file)) {
      expect(left).toBeGreaterThanOrEqual(4.9);
      expect(right).toBeLessThanOrEqual(205.1);
      expect(bottom).toBeLessThanOrEqual(292.1);
    }
    expect(await readText(file)).toMatch(/… CNPJ 11\.222\.333\/0001-81/);
    expect(await readCodes(file)).toEqual([{ barcodes: [], qrs: [LONGEST] }]);
  });

  it('names a 2ª via and shows the amount of the day for information', async () => {
    const { file } = await drawSheets([pixSheetOf({ secondCopy: SECOND_COPY })]);

    const text = await readText(file);
    expect(text).toContain('Cobrança Pix · 2ª via');
    expect(text).toContain('2ª via · valor para pagamento em 20/01/2027: R$ 101,97 (informativo)');
    expect(text).toContain('R$ 99,90');
  });

  it('is marked when it is practice, and only then', async () => {
    const practice = await drawSheets([pixSheetOf({ isPractice: true })]);
    const real = await drawSheets([pixSheetOf()]);

    expect(await readText(practice.file)).toContain('SEM VALOR — PRÁTICA');
    expect(await readText(real.file)).not.toContain('PRÁTICA');
  });

  it.each([
    ['an empty code', ''],
    ['a code longer than any', `${LONGEST}0`],
  ])('refuses %s', async (_name, pixPayload) => {
    await expect(drawSheets([pixSheetOf({ pixPayload })])).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});

describe('cobranças Pix as slips of a carnê', () => {
  it.each([1, 3, 4, 12])('stand three to a sheet, %i of them, every QR readable', async (count) => {
    const slips = parcels(count);

    const { file, drawn } = await drawSlips(slips);

    const read = await readCodes(file);
    expect(read.flatMap(({ qrs }) => qrs).sort()).toEqual(
      slips.map(({ pixPayload }) => pixPayload).sort(),
    );
    expect(drawn.pages).toBe(Math.ceil(count / 3));
    expect(await countPages(file)).toBe(drawn.pages);
    expect(drawn.codes.map(({ page, y }) => [page, Math.floor(y / BAND)])).toEqual(
      slips.map((_, index) => [Math.floor(index / 3) + 1, index % 3]),
    );
  });

  it('read at 150 dpi too, with the longest code', async () => {
    const { file } = await drawSlips([pixSlipOf(0, { pixPayload: LONGEST, isPractice: true })]);

    expect(await readCodes(file, { dpi: 150 })).toEqual([{ barcodes: [], qrs: [LONGEST] }]);
  });

  it('mix with boletos of the same carnê', async () => {
    const slips = [slipOf(0), pixSlipOf(1), slipOf(2)];

    const { file, drawn } = await drawSlips(slips, { cover: true });

    const read = await readCodes(file);
    expect(read.flatMap(({ barcodes }) => barcodes)).toHaveLength(2);
    expect(read.flatMap(({ qrs }) => qrs)).toEqual([`${PIX_PAYLOAD}01`]);
    expect(drawn.pages).toBe(2);
    expect(await readText(file)).toContain('3 parcelas');
  });

  it('say all that the sheet says, on slip and canhoto', async () => {
    const { file } = await drawSlips(parcels(2));

    const text = await readText(file);
    for (const expected of [
      'Título 2049 · Parcela 2/2 · Referência 02/2027',
      'Conexão Serrana Telecomunicações Ltda. CNPJ 11.222.333/0001-81',
      'João Antônio da Conceição Gonçalves CPF 529.982.247-25',
      '10/02/2027',
      'R$ 99,91',
      'Plano Fibra 300 Mega',
      'Este Pix pode ser pago até 09/02/2027.',
      'Recibo do Pagador',
    ])
      expect(text).toContain(expected);
    expect(text).not.toContain('Ficha de Compensação');
  });

  it('have every character of the longest copia e cola', async () => {
    const { file } = await drawSlips([pixSlipOf(0, { pixPayload: LONGEST })]);

    const words = await readWords(file);
    const box = words.filter(({ left, top }) => left > 52 && top > 78 && top < 99);
    expect(box.map(({ text }) => text).join('')).toContain(LONGEST.replace(/ /g, ''));
  });

  it('keep every word and shape 5 mm away from the edge, however long the texts', async () => {
    const slips = [0, 1, 2].map((index) =>
      pixSlipOf(index, {
        instructions: [LONG, LONG, LONG],
        description: LONG,
        pixPayload: LONGEST,
        isPractice: true,
        secondCopy: SECOND_COPY,
      }),
    );

    const { file, bytes } = await drawSlips(slips, { beneficiary: PARTY, payer: PARTY });

    for (const { left, right } of await readWords(file)) {
      expect(left).toBeGreaterThanOrEqual(4.9);
      expect(right).toBeLessThanOrEqual(205.1);
    }
    for (const { x, y, width, height } of rectanglesOf(bytes)) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(4.99);
      expect(x + width).toBeLessThanOrEqual(205.01);
      expect(y + height).toBeLessThanOrEqual(292.01);
    }
    const text = await readText(file);
    expect(text).toMatch(/… CNPJ 11\.222\.333\/0001-81/);
    expect(text).toContain('2ª via · valor para pagamento em 20/01/2027: R$ 101,97');
    expect(text.match(/SEM VALOR — PRÁTICA/g)?.length).toBeGreaterThanOrEqual(6);
  });

  it('are piled for the guillotine like any slip', async () => {
    const slips = parcels(9);

    const { drawn } = await drawSlips(slips, { order: 'stacked' });

    const piles = [...drawn.codes].sort(
      (a, b) => Math.floor(a.y / BAND) - Math.floor(b.y / BAND) || a.page - b.page,
    );
    expect(piles.map(({ content }) => content)).toEqual(slips.map(({ pixPayload }) => pixPayload));
  });
});
