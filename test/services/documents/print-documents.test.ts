import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { createFileShelf } from '../../../main/services/desk/file-shelf.ts';
import {
  printBoletos,
  printReceipt,
  type PrintTools,
} from '../../../main/services/documents/print-documents.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { openTill, told, type Till } from '../../support/till.ts';

let folder: string;
let till: Till;
let tools: PrintTools;

// The first row of test/fixtures/boleto/boletos.json.
const LINHA = '00190000090582819600500015679129769040000040850';
const BARCODE = '00197690400000408500000005828196000001567912';

beforeEach(() => {
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

const job = { signal: new AbortController().signal, progress: () => undefined };

function printable(id: string) {
  const { titulo, charge } = till.registered(id);
  till.db
    .prepare('UPDATE charges SET linha = ?, barcode = ? WHERE id = ?')
    .run(LINHA, BARCODE, charge.id);
  return titulo;
}

const boletos = (tituloIds: readonly number[]) =>
  printBoletos(tools, { tituloIds, isSecondCopy: false }, job);

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
