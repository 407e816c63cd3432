import { describe, expect, it } from 'vitest';
import { cents, ZERO } from '../../domain/money.ts';
import type { ReceiptPaper } from '../../main/documents/paper.ts';
import { drawReceipt } from '../../main/documents/receipt.ts';
import { countPages, readText } from './read-back.ts';
import { LONG, receiptOf } from './samples.ts';
import { drawToFile } from './scratch.ts';

async function textOf(changes: Partial<ReceiptPaper>): Promise<string> {
  const { file } = await drawToFile((out) => drawReceipt([receiptOf(changes)], out, {}));
  return await readText(file);
}

describe('a receipt', () => {
  it('says who paid whom, how much in digits and words, for what and when', async () => {
    const text = await textOf({});

    expect(text).toContain('Recibo nº 000318');
    expect(text).toContain('João Antônio da Conceição Gonçalves, CPF 529.982.247-25');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'R$ 112,28 (cento e doze reais e vinte e oito centavos), referente a serviço de internet',
    );
    expect(text).toMatch(/1024 01\/2027 10\/01\/2027 15\/01\/2027 Pix/);
    expect(text).toMatch(/R\$ 109,90 R\$ 2,38 - R\$ 112,28/);
  });

  it('comes in two vias on one sheet', async () => {
    const { file } = await drawToFile((out) => drawReceipt([receiptOf()], out, {}));

    const text = await readText(file);
    expect(text).toContain('1ª via · cliente');
    expect(text).toContain('2ª via · provedor');
    expect(await countPages(file)).toBe(1);
  });

  it('shows a discount and no late charges where there were none', async () => {
    const text = await textOf({
      lateCents: ZERO,
      discountCents: cents(500),
      paidCents: cents(10490),
    });

    expect(text).toMatch(/R\$ 109,90 - R\$ 5,00 R\$ 104,90/);
  });

  it('keeps amount and purpose beside a very long name', async () => {
    const text = await textOf({
      payer: { name: LONG, taxId: '11.222.333/0001-81', addressLines: [LONG] },
    });

    expect(text.replace(/\s+/g, ' ')).toContain('referente a serviço de internet');
  });

  it('is marked when it is practice', async () => {
    expect(await textOf({ isPractice: true })).toContain('SEM VALOR — PRÁTICA');
  });
});
