import { describe, expect, it } from 'vitest';
import { Failure } from '../../domain/failure.ts';
import { cents } from '../../domain/money.ts';
import { civilDate } from '../../domain/civil-date.ts';
import { drawCarne } from '../../main/documents/carne.ts';
import type { BoletoSlip, CarnePaper, SheetOrder } from '../../main/documents/paper.ts';
import { maskedLinha } from '../../main/documents/slip-texts.ts';
import { countPages, fontsOf, readCodes, readText, readWords, rectanglesOf } from './read-back.ts';
import {
  type BoletoCarne,
  carneOf,
  CLIENT,
  LONG,
  PIX_PAYLOAD,
  PROVIDER,
  slipOf,
} from './samples.ts';
import { drawToFile, type DrawnFile } from './scratch.ts';

const BAND = 99;

async function draw(
  papers: readonly CarnePaper[],
  order: SheetOrder = 'by-client',
): Promise<DrawnFile> {
  return await drawToFile((out) => drawCarne(papers, out, { order }));
}

function withPix(paper: BoletoCarne): BoletoCarne {
  return { ...paper, slips: paper.slips.map((slip) => ({ ...slip, pixPayload: pixOf(slip) })) };
}

function pixOf(slip: BoletoSlip): string {
  return `${PIX_PAYLOAD}${String(slip.tituloNumber)}`;
}

function barcodesOf(papers: readonly BoletoCarne[]): readonly string[] {
  return papers.flatMap(({ slips }) => slips.map(({ barcode }) => barcode));
}

describe('a carnê read back by zbar', () => {
  it.each([1, 3, 4, 12, 36])('gives all bar codes and Pix QRs of %i slips', async (parcels) => {
    const paper = withPix(carneOf(parcels));

    const { file, drawn } = await draw([paper]);

    const read = await readCodes(file);
    expect(read.flatMap(({ barcodes }) => barcodes).sort()).toEqual(
      [...barcodesOf([paper])].sort(),
    );
    expect(read.flatMap(({ qrs }) => qrs).sort()).toEqual(paper.slips.map(pixOf).sort());
    expect(drawn.pages).toBe(Math.ceil((parcels + 1) / 3));
    expect(await countPages(file)).toBe(drawn.pages);
  });

  it('reads at 150 dpi too, as a coarse scan gives', async () => {
    const { file } = await draw([carneOf(3, { cover: false })]);

    const [page] = await readCodes(file, { dpi: 150 });

    expect(page?.barcodes).toEqual([...barcodesOf([carneOf(3)])].sort());
  });

  it('reads under the mark of practice and with the longest Pix payload', async () => {
    const pixPayload = PIX_PAYLOAD.padEnd(512, '0');
    const slip = slipOf(0, { isPractice: true, pixPayload });

    const { file } = await draw([carneOf(0, { slips: [slip], cover: false })]);

    expect(await readCodes(file)).toEqual([{ barcodes: [slip.barcode], qrs: [pixPayload] }]);
  });
});

describe('the list of drawn codes', () => {
  it('names page, place and content of each', async () => {
    const paper = withPix(carneOf(3));

    const { drawn } = await draw([paper]);

    const bars = drawn.codes.filter(({ kind }) => kind === 'barcode');
    expect(bars.map(({ content }) => content)).toEqual(barcodesOf([paper]));
    expect(bars.map(({ page, y }) => [page, y])).toEqual([
      [1, BAND + 80.5],
      [1, 2 * BAND + 80.5],
      [2, 80.5],
    ]);
  });
});

describe('the measures of a slip', () => {
  it('has bars 103 mm wide and 13 mm high, 405 modules, centred 12 mm above the cut', async () => {
    const { bytes } = await draw([carneOf(3, { cover: false })]);

    const bars = rectanglesOf(bytes).filter(({ height }) => Math.abs(height - 13) < 0.01);
    const bands = [0, 1, 2].map((band) => bars.filter(({ y }) => Math.floor(y / BAND) === band));
    for (const [band, found] of bands.entries()) {
      expect(found).toHaveLength(2 + 22 * 5 + 2);
      const left = Math.min(...found.map(({ x }) => x));
      const right = Math.max(...found.map(({ x, width }) => x + width));
      expect(right - left).toBeCloseTo(103, 2);
      expect(Math.min(...found.map(({ width }) => width))).toBeCloseTo(103 / 405, 3);
      expect(Math.max(...found.map(({ width }) => width))).toBeCloseTo((3 * 103) / 405, 3);
      expect((found[0]?.y ?? 0) + 6.5).toBeCloseTo((band + 1) * BAND - 12, 2);
      expect(left).toBeGreaterThanOrEqual(50 + 5);
    }
  });

  it('prints the QR at least 20 mm wide inside a 25 mm square', async () => {
    const { drawn } = await draw([withPix(carneOf(1, { cover: false }))]);

    const qr = drawn.codes.find(({ kind }) => kind === 'qr');
    expect(qr?.width).toBeGreaterThanOrEqual(20);
    expect(qr?.width).toBeLessThan(25);
  });

  it('keeps every word and shape 5 mm away from the edge of the sheet', async () => {
    const slips = [0, 1, 2].map((index) => slipOf(index, { isPractice: true }));
    const { file, bytes } = await draw([carneOf(0, { slips, cover: false, ...longParties() })]);

    const words = await readWords(file);
    for (const { left, right } of words) {
      expect(left).toBeGreaterThanOrEqual(4.9);
      expect(right).toBeLessThanOrEqual(205.1);
    }
    for (const { x, y, width, height } of rectanglesOf(bytes)) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(4.99);
      expect(x + width).toBeLessThanOrEqual(205.01);
      expect(y + height).toBeLessThanOrEqual(292.01);
    }
  });

  it('embeds its fonts', async () => {
    const { file } = await draw([carneOf(1)]);

    const fonts = (await fontsOf(file)).split('\n').slice(2).filter(Boolean);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/\+RobotoCondensed-\w+ .* yes yes yes/);
  });
});

function longParties(): Pick<CarnePaper, 'beneficiary' | 'payer' | 'planLine' | 'title'> {
  const party = { name: LONG, taxId: '11.222.333/0001-81', addressLines: [LONG, LONG] };
  return { beneficiary: party, payer: party, planLine: LONG, title: LONG };
}

describe('the text of a carnê', () => {
  it('holds linha digitável, dates, amounts and names with their accents', async () => {
    const paper = carneOf(4);

    const { file } = await draw([paper]);

    const text = await readText(file);
    for (const slip of paper.slips) expect(text).toContain(maskedLinha(slip.linha));
    expect(text).toContain('10/04/2027');
    expect(text).toContain('R$ 109,93');
    expect(text).toContain('João Antônio da Conceição Gonçalves');
    expect(text).toContain('Conexão Serrana Telecomunicações Ltda.');
    expect(text).toContain('CNPJ 11.222.333/0001-81');
    expect(text).toContain('Parcela 4/4');
    expect(text).toContain('Autenticação Mecânica - Ficha de Compensação');
    expect(text).toContain('Recibo do Pagador');
  });

  it('labels every field of the ficha and leaves the right-hand boxes empty', async () => {
    const { file } = await draw([carneOf(1, { cover: false })]);

    const text = await readText(file);
    for (const label of [
      'Local de pagamento',
      'Vencimento',
      'Beneficiário',
      'Agência / Código do beneficiário',
      'Data do documento',
      'Nº do documento',
      'Espécie doc.',
      'Aceite',
      'Data do processamento',
      'Nosso número',
      'Uso do banco',
      'Carteira',
      'Espécie moeda',
      'Quantidade',
      '(=) Valor do documento',
      '(-) Desconto / Abatimento',
      '(+) Juros / Multa',
      '(=) Valor cobrado',
      'Pagador',
      'Sacador / Avalista',
    ])
      expect(text).toContain(label);
    expect(text).toMatch(/\(=\) Valor cobrado *\n/);
  });

  it('lists the parcels, their total and the plan on the cover', async () => {
    const { file } = await draw([carneOf(36)]);

    const text = await readText(file);
    expect(text).toContain('36 parcelas');
    expect(text).toContain('de 10/01/2027 a 10/12/2029');
    expect(text).toMatch(/36\/36 10\/12\/2029 R\$ 110,25/);
    expect(text).toContain('Total: R$ 3.962,70');
    expect(text).toContain('Plano Fibra 300 Mega');
  });

  it('says how many parcels a full cover leaves out', async () => {
    const { file } = await draw([carneOf(60)]);

    expect(await readText(file)).toContain('e mais 12 parcelas · Total: R$ 6.611,70');
  });

  it('cuts names that are too long and never the CNPJ beside them', async () => {
    const { file } = await draw([carneOf(1, { cover: false, ...longParties() })]);

    const text = await readText(file);
    expect(text).toMatch(/Associação Beneficente .*… CNPJ 11\.222\.333\/0001-81/);
    expect(text).not.toContain(LONG);
  });

  it('prints names in other alphabets and a ? for what no font here holds', async () => {
    const payer = { ...CLIENT, name: 'Łukasz Đorđević Αθήνα Юрий 🚀 李\nSilva\u200f' };

    const { file } = await draw([carneOf(1, { cover: false, payer })]);

    expect(await readText(file)).toContain('Łukasz Đorđević Αθήνα Юрий ? ? Silva');
  });

  it('composes accents that arrive taken apart', async () => {
    const payer = { ...CLIENT, name: 'Conceição'.normalize('NFD') };

    const { file } = await draw([carneOf(1, { cover: false, payer })]);

    expect(await readText(file)).toContain('Conceição');
  });

  it('marks what is worth nothing on canhoto, ficha and cover', async () => {
    const { file } = await draw([carneOf(0, { slips: [slipOf(0, { isPractice: true })] })]);

    const marks = (await readText(file)).match(/SEM VALOR — PRÁTICA/g);
    expect(marks?.length).toBeGreaterThanOrEqual(3);
  });

  it('bears no such mark when it is payable', async () => {
    const { file } = await draw([carneOf(3)]);

    expect(await readText(file)).not.toContain('PRÁTICA');
  });

  it("shows today's amount beside the unchanged one on a 2ª via", async () => {
    const secondCopy = { todayCents: cents(11240), on: civilDate('2027-01-20') };

    const { file } = await draw([carneOf(0, { slips: [slipOf(0, { secondCopy })], cover: false })]);

    const text = await readText(file);
    expect(text).toContain('2ª via · valor para pagamento em 20/01/2027: R$ 112,40');
    expect(text).toContain('2ª VIA');
    expect(text).toContain('R$ 109,90');
  });
});

describe('codes that must not be printed', () => {
  const zeros = { barcode: '0'.repeat(44), linha: '0'.repeat(47) };

  it.each<[string, Partial<BoletoSlip>]>([
    ['a bar code of another charge', { barcode: slipOf(1).barcode }],
    ['a short bar code', { barcode: '3649' }],
    ['a masked linha digitável', { linha: maskedLinha(slipOf(0).linha) }],
    ['the zeros of a test host on a real slip', zeros],
  ])('refuses %s', async (_, changes) => {
    const paper = carneOf(0, { slips: [slipOf(0, changes)] });

    const drawing = draw([paper]);

    await expect(drawing).rejects.toMatchObject({ name: Failure.name, code: 'invalid-input' });
  });

  it('draws the zeros of a test host as words, on a practice slip', async () => {
    const slip = slipOf(0, { ...zeros, isPractice: true });

    const { file, drawn } = await draw([carneOf(0, { slips: [slip], cover: false })]);

    expect(drawn.codes).toEqual([]);
    expect(await readText(file)).toContain('Cobrança de teste: o gateway não deu código de barras');
  });

  it('refuses an empty Pix payload rather than drawing an empty QR', async () => {
    const paper = carneOf(0, { slips: [slipOf(0, { pixPayload: '' })] });

    await expect(draw([paper])).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('many carnês in one file', () => {
  const papers = [
    carneOf(2, { payer: { ...PROVIDER, name: 'Primeiro' } }),
    carneOf(4, { payer: { ...PROVIDER, name: 'Segundo' } }),
  ];

  it('starts a sheet for each client', async () => {
    const { drawn } = await draw(papers, 'by-client');

    const pages = drawn.codes.map(({ page }) => page);
    expect(pages).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('puts consecutive slips on consecutive sheets when stacked for the guillotine', async () => {
    const one = carneOf(9, { cover: false });

    const { drawn } = await draw([one], 'stacked');

    const piles = [...drawn.codes].sort(
      (a, b) => Math.floor(a.y / BAND) - Math.floor(b.y / BAND) || a.page - b.page,
    );
    expect(piles.map(({ content }) => content)).toEqual(barcodesOf([one]));
    expect(drawn.pages).toBe(3);
  });

  it('draws a thousand slips into one file, in order and small', async () => {
    const many = Array.from({ length: 85 }, (_, index) =>
      carneOf(12, { payer: { ...CLIENT, name: `Cliente ${String(index + 1)}` } }),
    );

    const { file, bytes, drawn } = await draw(many, 'stacked');

    expect(drawn.codes.map(({ kind }) => kind)).toEqual(Array(1020).fill('barcode'));
    expect(await countPages(file)).toBe(369);
    expect(bytes.length).toBeLessThan(4 * 1024 * 1024);
    const [read] = await readCodes(file, { first: 366, last: 366 });
    const printed = drawn.codes.filter(({ page }) => page === 366).map(({ content }) => content);
    expect(printed).toHaveLength(3);
    expect(read?.barcodes).toEqual(printed.sort());
  });
});
