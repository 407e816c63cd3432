import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCsv, readRows } from '../../../main/services/import-clients/parse-csv.ts';

function read(text: string) {
  return [...readRows(openCsv(text))];
}

function cellsOf(text: string) {
  return read(text).map(({ cells }) => cells);
}

describe('the delimiter of a list', () => {
  it.each([
    [';', 'nome;valor\nAna;89,90\nRui;1.089,90'],
    [',', 'nome,valor\nAna,"89,90"\nRui,10'],
    ['\t', 'nome\tvalor\nAna, a primeira\t89,90'],
    ['|', 'nome|valor\nAna|89,90'],
    [';', 'nome;valor;\nAna;89,90;\nRui;;'],
    [',', 'nome,obs\n"Lima, Rui","a; b; c"\nAna,x'],
    [';', 'nome\nAna\nRui'],
    [',', 'sep=,\nnome,valor\nAna,1'],
  ])('is %j', (delimiter, text) => {
    const csv = openCsv(text);

    expect(csv.delimiter).toBe(delimiter);
  });

  it('is not misled by rows that are wider than a cell may be', () => {
    const row = Array.from({ length: 200 }, () => 'x'.repeat(80)).join(';');

    const csv = openCsv(`${row}\n${row}\n`);

    expect(csv.delimiter).toBe(';');
  });
});

describe('the rows of a list', () => {
  it('know their lines, empty ones and cells of several lines included', () => {
    const rows = read('a;b\n\n"um\ndois";2\n;\nc;d\n');

    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['um\ndois', '2'] },
      { line: 6, cells: ['c', 'd'] },
    ]);
  });

  it('keep quotation marks that do not pair, and cost only themselves', () => {
    const cells = cellsOf('nome;x\n"Zé" Silva;1\nAna "Aninha" Lima;2\n"Maria;3\nRui;"4"\n"Bia;5');

    expect(cells).toEqual([
      ['nome', 'x'],
      ['"Zé" Silva', '1'],
      ['Ana "Aninha" Lima', '2'],
      ['"Maria', '3'],
      ['Rui', '4'],
      ['"Bia', '5'],
    ]);
  });

  it('are read in time when no quotation mark pairs', () => {
    const count = 20_000;
    const text = Array.from({ length: count }, (_, line) => `"Cliente ${line};1`).join('\n');

    const rows = read(text);

    expect(rows).toHaveLength(count);
    expect(rows.at(-1)).toEqual({ line: count, cells: [`"Cliente ${count - 1}`, '1'] });
  });

  it('are the same ones over the border of any slice', () => {
    const rows = Array.from({ length: 30_000 }, (_, line) => [`Cliente "${line}"`, 'a;b', '']);
    const text = rows
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
      .join('\n');

    const cells = cellsOf(text);

    expect(cells).toEqual(rows);
  });

  it('come back as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ';', '"', '\n', ' ', ',', '\t') });
    const list = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 });

    fc.assert(
      fc.property(list, (rows) => {
        const text = rows
          .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(';'))
          .join('\n');
        const csv = { body: text, delimiter: ';', firstLine: 1 } as const;
        const filled = rows.filter((row) => row.some((text) => text.trim() !== ''));
        expect([...readRows(csv)].map(({ cells }) => cells)).toEqual(filled);
      }),
    );
  });

  it.each([
    ['over 300 columns', `${'x;'.repeat(300)}x`],
    ['a cell of over 10,000 characters', `a;b\nc;${'x'.repeat(10_001)}`],
    ['a cell that never ends', `a;b\nc;"${'x'.repeat(400_000)}`],
  ])('are refused with %s', (_, text) => {
    const reading = () => read(text);

    expect(reading).toThrow(expect.objectContaining({ code: 'file-too-large' }));
  });
});
