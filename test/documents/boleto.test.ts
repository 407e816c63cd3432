import { describe, expect, it } from 'vitest';
import { civilDate } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { drawBoleto } from '../../main/documents/boleto.ts';
import type { BoletoPaper, DrawOptions } from '../../main/documents/paper.ts';
import { maskedLinha } from '../../main/documents/slip-texts.ts';
import { readCodes, readText, readWords, rectanglesOf } from './read-back.ts';
import { boletoOf, LONG, PIX_PAYLOAD } from './samples.ts';
import { drawToFile, type DrawnFile } from './scratch.ts';

async function draw(papers: readonly BoletoPaper[], options: DrawOptions = {}): Promise<DrawnFile> {
  return await drawToFile((out) => drawBoleto(papers, out, options));
}

describe('a boleto on A4', () => {
  it('gives its bar code and the Pix QR of receipt and ficha to zbar, page by page', async () => {
    const papers = [boletoOf({ pixPayload: PIX_PAYLOAD }), boletoOf()];

    const { file, drawn } = await draw(papers);

    const barcodes = papers.map(({ slip }) => slip.barcode);
    const read = await readCodes(file);
    expect(read.map((page) => page.barcodes)).toEqual(barcodes.map((code) => [code]));
    expect(new Set(read[0]?.qrs)).toEqual(new Set([PIX_PAYLOAD]));
    expect(read[1]?.qrs).toEqual([]);
    expect(drawn.codes.map(({ kind, page }) => [kind, page])).toEqual([
      ['qr', 1],
      ['qr', 1],
      ['barcode', 1],
      ['barcode', 2],
    ]);
  });

  it('holds what the law and the banks ask of a recibo do pagador', async () => {
    const { slip } = boletoOf();

    const { file } = await draw([boletoOf()]);

    const text = await readText(file);
    expect(text.split(maskedLinha(slip.linha))).toHaveLength(3);
    for (const expected of [
      'Conexão Serrana Telecomunicações Ltda.',
      'CNPJ 11.222.333/0001-81',
      'Rua das Araucárias, 1250, sala 3 · Centro · Três Corações - MG · CEP 37410-000',
      'João Antônio da Conceição Gonçalves CPF 529.982.247-25',
      slip.nossoNumero,
      slip.documentNumber,
      '10/01/2027',
      'R$ 109,90',
      'Plano Fibra 300 Mega - 01/2027',
    ])
      expect(text).toContain(expected);
  });

  it('has its bars 12 mm above the lower edge of the sheet', async () => {
    const { bytes } = await draw([boletoOf()]);

    const bars = rectanglesOf(bytes).filter(({ height }) => Math.abs(height - 13) < 0.01);
    const left = Math.min(...bars.map(({ x }) => x));
    expect(Math.max(...bars.map(({ x, width }) => x + width)) - left).toBeCloseTo(103, 2);
    expect((bars[0]?.y ?? 0) + 6.5).toBeCloseTo(297 - 12, 2);
    expect(left).toBeGreaterThanOrEqual(5);
  });

  it("prints the linha digitável in digits 3.5 mm high and the bank's code in 5 mm", async () => {
    const capHeight = 0.711;
    const { file } = await draw([boletoOf()]);

    const words = await readWords(file);
    const sizes = ['364', '36490.00019'].map((text) => {
      const word = words.find((candidate) => candidate.text === text);
      // pdftotext gives a word the height of its font: ascent and descent, 1.17 of its size here.
      return (((word?.bottom ?? 0) - (word?.top ?? 0)) / 1.17) * capHeight;
    });
    expect(sizes[0]).toBeCloseTo(5, 0);
    expect(sizes[1]).toBeCloseTo(3.5, 0);
  });

  it('keeps long texts inside the sheet and says how many items it leaves out', async () => {
    const party = { name: LONG, taxId: '11.222.333/0001-81', addressLines: [LONG, LONG] };
    const items = Array.from({ length: 20 }, () => ({ text: LONG, amountCents: cents(100) }));
    const paper = {
      ...boletoOf({ pixPayload: PIX_PAYLOAD, bankName: LONG, instructions: [LONG, LONG, LONG] }),
      ...{ beneficiary: party, payer: party, items },
    };

    const { file } = await draw([paper]);

    for (const { left, right, bottom } of await readWords(file)) {
      expect(left).toBeGreaterThanOrEqual(4.9);
      expect(right).toBeLessThanOrEqual(205.1);
      expect(bottom).toBeLessThanOrEqual(292.1);
    }
    const text = await readText(file);
    expect(text).toContain('e mais 12 itens');
    expect(text).toMatch(/… CNPJ 11\.222\.333\/0001-81/);
  });

  it('names a 2ª via and shows the amount of the day for information', async () => {
    const secondCopy = { todayCents: cents(11240), on: civilDate('2027-01-20') };

    const { file } = await draw([boletoOf({ secondCopy })]);

    const text = await readText(file);
    expect(text).toContain('Recibo do Pagador · 2ª via');
    expect(text).toContain('2ª via · valor para pagamento em 20/01/2027: R$ 112,40 (informativo)');
  });

  it('marks a practice boleto on both parts', async () => {
    const { file } = await draw([boletoOf({ isPractice: true })]);

    expect((await readText(file)).match(/SEM VALOR — PRÁTICA/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('opens with its password only, letters of an alphanumeric CNPJ included', async () => {
    const password = '12ABC';

    const { file } = await draw([boletoOf()], { password });

    await expect(readText(file)).rejects.toThrow('Incorrect password');
    expect(await readText(file, password)).toContain('R$ 109,90');
  });

  it('refuses to print nothing', async () => {
    await expect(draw([])).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
