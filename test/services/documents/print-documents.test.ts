import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { buildStaticPix } from '../../../domain/br-code.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import type { LeftOutTitulo } from '../../../domain/left-out.ts';
import { cents } from '../../../domain/money.ts';
import { createCarne } from '../../../main/services/carnes/create-carne.ts';
import { createFileShelf } from '../../../main/services/desk/file-shelf.ts';
import {
  printBoletos,
  printCarnes,
  printReceipt,
  type PrintTools,
} from '../../../main/services/documents/print-documents.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import type { Charge } from '../../../main/store/charges.ts';
import { countPages, readCodes, readText } from '../../documents/read-back.ts';
import { days, openTill, TODAY, told, type Till } from '../../support/till.ts';

let folder: string;
let till: Till;
let tools: PrintTools;

// The first row of test/fixtures/boleto/boletos.json.
const LINHA = '00190000090582819600500015679129769040000040850';
const BARCODE = '00197690400000408500000005828196000001567912';

beforeEach(() => {
  leftOut = [];
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-print-'));
  till = openTill();
  tools = {
    ...till.tools,
    shelf: createFileShelf(),
    documentsDir: path.join(folder, 'documents'),
    printWorkerFile: path.join(inject('workersDir'), 'documents-worker.js'),
  };
  till.books.settings.writeCompany({
    legalName: 'Provedor Serra Azul Ltda',
    tradeName: '',
    taxId: '11222333000181',
    phone: '',
    email: '',
    address: {
      street: 'Rua A',
      number: '1',
      complement: '',
      district: 'Centro',
      city: 'Ouro Preto',
      state: 'MG',
      postalCode: '35400000',
    },
  });
});

afterEach(() => {
  till.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const PAYLOAD = buildStaticPix({
  key: 'pix@provedor.example',
  name: 'PROVEDOR',
  city: 'OURO PRETO',
});

let leftOut: readonly LeftOutTitulo[];
const job = {
  signal: new AbortController().signal,
  progress: () => undefined,
  leaveOut: (titulos: readonly LeftOutTitulo[]) => void (leftOut = titulos),
};

interface Codes {
  readonly linha?: string;
  readonly barcode?: string;
  readonly pixPayload?: string;
  readonly links?: Readonly<Record<string, string>>;
}

const BARS: Codes = { linha: LINHA, barcode: BARCODE };
const PIX: Codes = { pixPayload: PAYLOAD };
const PAGE: Codes = { links: { page: 'https://gateway.example.com/p/1' } };

/** Gives a charge the codes that its gateway would have given. */
function setCodes(charge: Charge, { linha, barcode, pixPayload, links = {} }: Codes): void {
  till.db
    .prepare('UPDATE charges SET linha = ?, barcode = ?, pix_payload = ?, links = ? WHERE id = ?')
    .run(linha ?? null, barcode ?? null, pixPayload ?? null, JSON.stringify(links), charge.id);
}

function printable(id: string, codes = BARS) {
  const { titulo, charge } = till.registered(id);
  setCodes(charge, codes);
  return titulo;
}

const boletos = (tituloIds: readonly number[], isSecondCopy = false) =>
  printBoletos(tools, { tituloIds, isSecondCopy }, job);

const fileOf = (fileId: string) => tools.shelf.get(fileId).path;

describe('printing', () => {
  it('writes one PDF for what is registered of a selection, and leaves out the rest', async () => {
    const registered = printable('g1');
    const prepared = till.titulo();

    const fileId = await boletos([registered.id, prepared.id]);

    const file = tools.shelf.get(fileId);
    expect(file.name).toBe('boleto-0000000101.pdf');
    expect(fs.readFileSync(file.path).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('gives two jobs of one second two files', async () => {
    const titulo = printable('g1');

    const files = await Promise.all([boletos([titulo.id]), boletos([titulo.id])]);

    expect(new Set(files.map((id) => tools.shelf.get(id).path)).size).toBe(2);
  });

  it.each(['paid', 'cancelled'])('prints nothing that is %s', async (state) => {
    const titulo = printable('g1');
    if (state === 'paid') till.apply(told('paid', 'g1', { amountCents: 10_000 }));
    else cancelTitulo(till.tools, titulo.id, 'engano');

    await expect(boletos([titulo.id])).rejects.toMatchObject({
      code: 'state-not-allowed',
      detail: { reason: 'nothing-registered' },
    });
  });

  it('asks for the name of the company first', async () => {
    const titulo = printable('g1');
    till.db.exec('DELETE FROM company');

    await expect(boletos([titulo.id])).rejects.toMatchObject({
      code: 'invalid-input',
      detail: { field: 'company' },
    });
  });
});

describe('a charge without a bar code', () => {
  it('is printed as a cobrança Pix, with what is due after it and until when', async () => {
    const titulo = printable('g1', PIX);

    const fileId = await boletos([titulo.id]);

    expect(tools.shelf.get(fileId).name).toBe('cobranca-pix-0000000101.pdf');
    expect(await readCodes(fileOf(fileId))).toEqual([{ barcodes: [], qrs: [PAYLOAD] }]);
    const text = await readText(fileOf(fileId));
    for (const expected of [
      'Cobrança Pix',
      'Provedor Serra Azul Ltda',
      'Ana Lúcia Prates CPF 529.982.247-25',
      'Internet 300M',
      '30/11/2026',
      'R$ 100,00',
      'Depois do vencimento: multa de R$ 2,00 e juros de R$ 0,03 por dia, somados',
      'Este Pix pode ser pago até 30/12/2026.',
      'SEM VALOR — PRÁTICA',
    ])
      expect(text).toContain(expected);
  });

  it('shows the amount of today on its 2ª via', async () => {
    const titulo = printable('g1', PIX);
    till.pass(days(10));

    const fileId = await boletos([titulo.id], true);

    expect(await readText(fileOf(fileId))).toContain(
      '2ª via · valor para pagamento em 03/12/2026: R$ 102,10 (informativo)',
    );
  });

  it('stands beside boletos in one file', async () => {
    const titulos = [printable('g1'), printable('g2', PIX), printable('g3', { ...BARS, ...PIX })];

    const fileId = await boletos(titulos.map(({ id }) => id));

    const read = await readCodes(fileOf(fileId));
    expect(read.map(({ barcodes, qrs }) => [barcodes.length, qrs.length > 0])).toEqual([
      [1, false],
      [0, true],
      [1, true],
    ]);
    expect(leftOut).toEqual([]);
  });

  it('with a page at the gateway alone is left out, and the operator is told which and why', async () => {
    const paid = printable('g1');
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));
    const [page, codeless, kept] = [
      printable('g2', PAGE),
      printable('g3', {}),
      printable('g4', PIX),
    ];
    const prepared = till.titulo();
    const ids = [paid, page, codeless, prepared, kept].map(({ id }) => id);

    const fileId = await boletos(ids);

    expect(await countPages(fileOf(fileId))).toBe(1);
    expect(leftOut).toEqual([
      { tituloNumber: paid.number, reason: 'closed' },
      { tituloNumber: page.number, reason: 'page-only' },
      { tituloNumber: codeless.number, reason: 'no-code' },
      { tituloNumber: prepared.number, reason: 'not-registered' },
    ]);
  });

  it('is told of too when nothing else was chosen', async () => {
    const titulo = printable('g1', PAGE);

    await expect(boletos([titulo.id])).rejects.toMatchObject({ code: 'state-not-allowed' });
    expect(leftOut).toEqual([{ tituloNumber: titulo.number, reason: 'page-only' }]);
  });
});

describe('a carnê', () => {
  /** Four parcels, registered one by one with these codes; undefined stays unregistered. */
  function carneOf(codes: readonly (Codes | undefined)[]): number {
    till.books.contracts.insert({
      clientId: till.clientId,
      planId: null,
      accountId: null,
      billing: 'carne',
      dueDay: 10,
      priceCents: cents(10_000),
      login: '',
      startsOn: TODAY,
    });
    const carneId = createCarne(till.tools, {
      clientId: till.clientId,
      accountId: till.account.id,
      parcels: codes.length,
      firstDueOn: civilDate('2026-12-10'),
      amountCents: cents(10_000),
      description: 'Internet',
      businessDays: 'keep',
    });
    till.books.titulos.ofCarne(carneId).forEach((titulo, index) => {
      const given = codes[index];
      if (given === undefined) return;
      till.register(till.chargeOf(titulo.id), `p${index}`);
      setCodes(till.chargeOf(titulo.id), given);
    });
    return carneId;
  }

  const carnes = (carneIds: readonly number[]) =>
    printCarnes(tools, { carneIds, hasCover: false, order: 'by-client', isSecondCopy: false }, job);

  it('of Pix charges has three slips to a sheet', async () => {
    const carneId = carneOf([PIX, PIX, PIX, PIX]);

    const fileId = await carnes([carneId]);

    const read = await readCodes(fileOf(fileId));
    expect(read).toHaveLength(2);
    const text = await readText(fileOf(fileId));
    expect(text).toContain('Parcela 4/4');
    expect(text.match(/Pague com Pix/g)).toHaveLength(4);
  });

  it('mixes boletos and Pix, and names the parcels that it leaves out', async () => {
    const carneId = carneOf([BARS, PIX, PAGE, undefined]);

    const fileId = await carnes([carneId]);

    expect(await readCodes(fileOf(fileId))).toEqual([{ barcodes: [BARCODE], qrs: [PAYLOAD] }]);
    const numbers = till.books.titulos.ofCarne(carneId).map(({ number }) => number);
    expect(leftOut).toEqual([
      { tituloNumber: numbers[2], reason: 'page-only' },
      { tituloNumber: numbers[3], reason: 'not-registered' },
    ]);
  });

  it('says nothing of parcels that are paid', async () => {
    const carneId = carneOf([PIX, PIX]);
    till.apply(told('paid', 'p0', { amountCents: 10_000 }));

    const fileId = await carnes([carneId]);

    expect((await readText(fileOf(fileId))).match(/Pague com Pix/g)).toHaveLength(1);
    expect(leftOut).toEqual([]);
  });
});

describe('a receipt', () => {
  it('is printed of what settled the título', async () => {
    const { titulo } = till.registered('g1');
    till.apply(told('paid', 'g1', { amountCents: 10_150 }));

    const fileId = await printReceipt(tools, titulo.id, job);

    expect(tools.shelf.get(fileId).name).toBe('recibo-00000001.pdf');
  });

  it.each([
    ['nothing was paid', []],
    ['all was given back', [told('paid', 'g1', { amountCents: 10_000 }), told('refunded', 'g1')]],
    ['it was only announced', [told('announced', 'g1')]],
  ] as const)('is refused when %s', (_why, events) => {
    const { titulo } = till.registered('g1', { faceCents: cents(10_000) });
    till.apply(...events);

    expect(() => printReceipt(tools, titulo.id, job)).toThrow(
      expect.objectContaining({ code: 'state-not-allowed' }),
    );
  });
});
