import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analyseFile } from '../../../main/services/import-clients/analyse-file.ts';
import { openTools, type TestTools } from '../clients/support/tools.ts';
import { analyse, check, importList, inFolder } from './support/import-list.ts';

let tools: TestTools;

beforeEach(() => {
  tools = openTools();
});

afterEach(() => {
  tools.db.close();
});

function countRows(table: string): number {
  return Number(tools.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}

describe('analysing a list', () => {
  it('shows what it is, its first rows and a guess at its columns', async () => {
    const rows = Array.from({ length: 30 }, (_, count) => `Cliente ${count};52998224725;x`);

    const analysis = await analyse(
      tools,
      Buffer.from(['Nome;CPF;Região', ...rows].join('\n'), 'latin1'),
    );

    expect(analysis).toMatchObject({
      fileName: 'lista.csv',
      encoding: 'windows-1252',
      delimiter: ';',
      headers: ['Nome', 'CPF', 'Região'],
      mapping: ['name', 'taxId', null],
      rowCount: 30,
      isRemembered: false,
    });
    expect(analysis.sample).toHaveLength(20);
    expect(analysis.sample[0]).toEqual(['Cliente 0', '52998224725', 'x']);
  });

  it('fills short rows up and drops empty cells beyond the header', async () => {
    const analysis = await analyse(tools, 'nome;cpf;cep\nAna\nRui;1;2;;;\n');

    expect(analysis.sample).toEqual([
      ['Ana', '', ''],
      ['Rui', '1', '2'],
    ]);
  });

  it.each([
    ['an empty file', '', { code: 'file-format', detail: { reason: 'empty' } }],
    ['a header alone', 'nome;cpf\n', { code: 'file-format', detail: { reason: 'empty' } }],
    ['blank lines', '\n \n;;\n', { code: 'file-format', detail: { reason: 'empty' } }],
    [
      'a spreadsheet',
      'PK\u0003\u0004…',
      { code: 'file-format', detail: { reason: 'spreadsheet' } },
    ],
    ['301 columns', `${'x;'.repeat(300)}y`, { code: 'file-too-large' }],
    ['a cell of 10,001 characters', `a;b\n${'x'.repeat(10_001)};c`, { code: 'file-too-large' }],
    ['200,001 rows', `nome\n${'Ana\n'.repeat(200_001)}`, { code: 'file-too-large' }],
  ])('refuses %s and leaves nothing behind', async (_, content, failure) => {
    const analysing = analyse(tools, content);

    await expect(analysing).rejects.toMatchObject(failure);
    expect([countRows('import_files'), countRows('import_rows')]).toEqual([0, 0]);
  });

  it('refuses a file that is not there', async () => {
    const analysing = inFolder((folder) =>
      analyseFile(tools, { path: path.join(folder, 'nada.csv'), name: 'nada.csv' }),
    );

    await expect(analysing).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('keeps the rows of the newest imports only, and the record of those that were applied', async () => {
    await importList(tools, 'nome\nAna\n');
    await check(tools, 'nome\nRui\n');
    for (let count = 0; count < 4; count += 1) await analyse(tools, `nome\nCliente ${count}\n`);

    const states = tools.db.prepare('SELECT state FROM import_files ORDER BY id').pluck().all();

    expect(states).toEqual(['applied', 'analysed', 'analysed', 'analysed', 'analysed']);
    expect(countRows('import_rows')).toBe(4);
  });
});
