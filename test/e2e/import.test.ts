/** Lists as operators have them, brought in through the screens. */
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDialogs } from '../../tools/demo/app.mjs';
import { button, heading, importClients, openScreen } from '../../tools/demo/operator.mjs';
import { ask, openPractice, type PracticeDesktop } from './support/practice.ts';

/** Made up; latin-1, semicolons, a damaged CPF, a repeated client, a row without a name, Brazilian money. */
const ODD_LIST = [
  'Cliente;CPF/CNPJ;Celular;Mensalidade;Vencimento;E-mail',
  '"João Ávila Conceição";390.533.447-05;(31) 98877-1122;89,90;10;joao@example.com',
  '"Ânderson ""Neto"" Gonçalves";1.11444777e+10;31988771123;89,90;10;anderson@example.com',
  ';111.444.777-35;31988771124;79,90;5;',
  'Márcia Brandão;111.444.777-36;31988771125;79,90;5;marcia@example.com',
  'João Ávila Conceição;390.533.447-05;31988771126;99,90;15;joao@example.com',
  '=HYPERLINK("http://example.com");935.411.347-80;31988771127;1.089,90;31;x@example.com',
].join('\r\n');

let desktop: PracticeDesktop;

beforeAll(async () => {
  desktop = await openPractice();
});

afterAll(() => desktop.close());

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(desktop.dataDir, name);
  fs.writeFileSync(file, content);
  return file;
}

async function countClients(): Promise<number> {
  return (await ask(desktop.page, 'clients.totals', { filter: {} })).count;
}

describe('a list with bad rows', () => {
  it('brings in the good ones at once, and hands the bad ones back with the reason', async () => {
    const { app, page } = desktop;
    const before = await countClients();
    const refused = path.join(desktop.dataDir, 'recusadas.csv');
    await answerDialogs(app, {
      pick: write('lista.csv', Buffer.from(ODD_LIST, 'latin1')),
      saveAs: refused,
    });

    await importClients(page, {
      onMapped: async () => {
        await page
          .getByText('Texto em Windows-1252, colunas separadas por ponto e vírgula.')
          .waitFor();
      },
      onChecked: async () => {
        await page.getByText('O nome está vazio.').waitFor();
        expect(await countClients()).toBe(before);
      },
    });
    await button(page, 'Salvar as linhas recusadas…').click();
    await page.getByText('Arquivo salvo.').waitFor();

    expect(await countClients()).toBe(before + 2);
    const lines = fs.readFileSync(refused, 'utf8').trim().split(/\r?\n/);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('motivo');
    expect(lines.find((line) => line.includes('Márcia Brandão'))).toContain('111.444.777-36');
  });

  it('shows the names as they are, whatever a spreadsheet would make of them', async () => {
    const { page } = desktop;

    await openScreen(page, 'Clientes');

    await page.getByRole('link', { name: 'João Ávila Conceição' }).waitFor();
    await page.getByRole('link', { name: '=HYPERLINK("http://example.com")' }).waitFor();
  });

  it('is remembered by its header the next time', async () => {
    const { app, page } = desktop;
    await answerDialogs(app, { pick: write('outra.csv', Buffer.from(ODD_LIST, 'latin1')) });

    await page.getByRole('link', { name: 'Importar lista' }).first().click();
    await button(page, 'Escolher arquivo…').click();

    await page.getByText('Este cabeçalho já foi importado antes').waitFor();
  });
});

describe('a file that is no list', () => {
  it.each([
    { what: 'of another kind', name: 'planilha.csv', bytes: pngBytes() },
    { what: 'that is empty', name: 'vazia.csv', bytes: Buffer.alloc(0) },
  ])('$what is refused in words', async ({ name, bytes }) => {
    const { app, page } = desktop;
    const before = await countClients();
    await answerDialogs(app, { pick: write(name, bytes) });

    await openScreen(page, 'Clientes');
    await page.getByRole('link', { name: 'Importar lista' }).first().click();
    await heading(page, 'Importar clientes').waitFor();
    await button(page, 'Escolher arquivo…').click();

    await page.getByText('Formato de arquivo não reconhecido').waitFor();
    expect(await countClients()).toBe(before);
  });
});

/** The head of a picture: binary, with zero bytes. */
function pngBytes(): Buffer {
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
    Buffer.alloc(512, 7),
  ]);
}
