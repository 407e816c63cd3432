import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { Failure } from '../../../domain/failure.ts';
import { applyImport } from '../../../main/services/import-clients/apply-import.ts';
import { checkImport } from '../../../main/services/import-clients/check-import.ts';
import { CHUNK_ROWS } from '../../../main/services/import-clients/limits.ts';
import { writeRefusedFile } from '../../../main/services/import-clients/refused-file.ts';
import {
  listImportRows,
  summariseImport,
} from '../../../main/services/import-clients/view-import.ts';
import { saveClient } from '../../../main/services/clients/save-client.ts';
import { form, openTools, TODAY, type TestTools } from '../clients/support/tools.ts';
import { analyse, check, importList, inFolder, quietJob } from './support/import-list.ts';

const HEADER = 'Código;Nome;CPF;E-mail;Celular;Plano;Mensalidade;Vencimento;Tipo de cobrança;Ativo';
const ANA =
  '1;Ana Souza;529.982.247-25;ana@example.com;(75) 90478-8154;Fibra 100;89,90;10;Título;S';
const RUI = '2;Rui Lima;168.995.350-09;;;Fibra 100;89,90;15;Carnê;N';

let tools: TestTools;

beforeEach(() => {
  tools = openTools();
});

afterEach(() => {
  tools.db.close();
});

function list(...rows: string[]): string {
  return [HEADER, ...rows].join('\r\n');
}

function everybody() {
  const { rows } = {
    rows: tools.books.clientList.page({
      filter: {},
      sort: 'code',
      limit: 500,
      environments: ['production'],
      today: TODAY,
    }),
  };
  return rows.map(({ id }) => ({
    client: tools.books.clients.getById(id),
    contract: tools.books.contracts.ofClient(id),
  }));
}

describe('importing a list', () => {
  it('makes clients, contracts and the plans that were missing', async () => {
    const summary = await importList(tools, list(ANA, RUI));

    const [ana, rui] = everybody();
    const [plan] = tools.books.plans.all();
    expect(summary).toMatchObject({ state: 'applied', total: 2, toCreate: 2, refused: 0 });
    expect(plan).toMatchObject({ name: 'Fibra 100', priceCents: 8_990 });
    expect(ana?.client).toMatchObject({
      code: 1,
      name: 'Ana Souza',
      personKind: 'natural',
      taxId: '52998224725',
      email: 'ana@example.com',
      phone: '75904788154',
      isActive: true,
    });
    expect(ana?.contract).toMatchObject({
      planId: plan?.id,
      priceCents: null,
      dueDay: 10,
      billing: 'titulo',
      startsOn: TODAY,
    });
    expect(rui?.client.isActive).toBe(false);
    expect(rui?.contract?.billing).toBe('carne');
  });

  it('changes nothing when it is imported again', async () => {
    await importList(tools, list(ANA, RUI));
    const before = everybody();

    const again = await importList(tools, list(ANA, RUI));

    expect(again).toMatchObject({ toCreate: 0, toUpdate: 0, unchanged: 2 });
    expect(everybody()).toEqual(before);
  });

  it('changes only what the list says, and leaves what it is silent about', async () => {
    await importList(tools, list(ANA));
    const [before] = everybody();

    const summary = await importList(
      tools,
      'codigo;nome;email;celular\n1;Ana Souza Lima;;(75) 90478-0000\n',
    );

    const [after] = everybody();
    expect(summary).toMatchObject({ toUpdate: 1, toCreate: 0 });
    expect(after?.client).toEqual({
      ...before?.client,
      name: 'Ana Souza Lima',
      phone: '75904780000',
    });
    expect(after?.contract).toEqual(before?.contract);
  });

  it('notes in the audit which fields changed, and no value', async () => {
    await importList(tools, list(ANA));
    await importList(tools, 'codigo;nome;vencimento\n1;Ana Lima;20\n');
    const [client] = everybody();

    const trail = tools.books.audit.ofEntity('client', client?.client.id ?? 0);

    expect(trail.map(({ action, detail }) => [action, detail])).toEqual([
      ['imported', { fields: 'name contract.dueDay' }],
      ['imported', {}],
    ]);
    expect(JSON.stringify(trail)).not.toContain('Lima');
  });

  it('knows a client of its own by CPF when nobody else has it', async () => {
    const { id } = saveClient(tools, form({ name: 'Ana' }));

    const summary = await importList(tools, list(ANA));

    expect(summary).toMatchObject({ toCreate: 0, toUpdate: 1 });
    expect(tools.books.clients.idByExternalId('csv', '1')).toBe(id);
  });

  it('keeps two contracts of one person apart by their codes, also the second time', async () => {
    const rows = list(ANA, ANA.replace('1;', '7;').replace(';10;', ';25;'));

    const first = await importList(tools, rows);
    const second = await importList(tools, rows);

    expect(first).toMatchObject({ toCreate: 2, withWarnings: 2 });
    expect(second).toMatchObject({ toCreate: 0, unchanged: 2 });
    expect(everybody().map(({ contract }) => contract?.dueDay)).toEqual([10, 25]);
  });

  it('tells clients by their login where the list has no code', async () => {
    const logins =
      'nome;cpf;login\nAna Souza;529.982.247-25;ana.casa\nAna Souza;529.982.247-25;ana.loja\n';

    await importList(tools, logins);
    const again = await importList(tools, logins.replaceAll('ana.', 'ANA.'));

    expect(again).toMatchObject({ toCreate: 0, toUpdate: 2 });
    expect(everybody().map(({ contract }) => contract?.login)).toEqual(['ANA.casa', 'ANA.loja']);
  });

  it('gives a new plan the price of most rows, and the others a price of their own', async () => {
    const [a, b, c] = ['529.982.247-25', '168.995.350-09', '111.444.777-35'];

    await importList(
      tools,
      `nome;cpf;plano;valor;dia\nAna;${a};FIBRA 100;89,90;5\nRui;${b};Fibra  100;79,90;5\nBia;${c};fibra 100;R$ 89,90;5\n`,
    );

    const plans = tools.books.plans.all();
    expect(plans.map(({ name, priceCents }) => [name, priceCents])).toEqual([['FIBRA 100', 8_990]]);
    expect(everybody().map(({ contract }) => contract?.priceCents)).toEqual([null, 7_990, null]);
  });

  it('leaves a plan out that no row gives a price', async () => {
    const { rows } = await check(tools, 'nome;cpf;plano;dia\nAna;529.982.247-25;Fibra;5\n');

    expect(rows[0]?.problems.map(({ code }) => code)).toContain('plan-without-price');
  });

  it('takes a known plan as it is, with another price in the contract alone', async () => {
    const planId = tools.books.plans.insert({
      name: 'Fibra 100',
      priceCents: cents(9_990),
      isActive: true,
      accountId: null,
    });

    await importList(tools, list(ANA));

    const [ana] = everybody();
    expect(ana?.contract).toMatchObject({ planId, priceCents: 8_990 });
  });

  it('tells windows what changed, after the commit', async () => {
    await importList(tools, list(ANA));

    const areas = tools.told.map(([area]) => area);

    expect(areas).toEqual(expect.arrayContaining(['imports', 'clients', 'plans']));
  });

  it('refuses to import a list that was not checked, or twice', async () => {
    const { importId } = await analyse(tools, list(ANA));
    const unchecked = applyImport(tools, importId);
    await expect(unchecked).rejects.toMatchObject({ code: 'state-not-allowed' });
    const { analysis } = await check(tools, list(RUI));
    await applyImport(tools, analysis.importId);

    const twice = applyImport(tools, analysis.importId);
    const checkedAgain = checkImport(
      tools,
      { importId: analysis.importId, mapping: analysis.mapping },
      quietJob,
    );

    await expect(twice).rejects.toMatchObject({ code: 'state-not-allowed' });
    await expect(checkedAgain).rejects.toMatchObject({ code: 'state-not-allowed' });
    expect(everybody()).toHaveLength(1);
  });

  it('matches again when the books have changed since the check', async () => {
    const { analysis, summary } = await check(tools, list(ANA));
    saveClient(tools, form({ name: 'Ana que chegou antes' }));

    await applyImport(tools, analysis.importId);

    expect(summary).toMatchObject({ toCreate: 1 });
    expect(summariseImport(tools, analysis.importId)).toMatchObject({ toCreate: 0, toUpdate: 1 });
    expect(everybody().map(({ client }) => client.name)).toEqual(['Ana Souza']);
  });

  it('imports nothing at all when one row can no longer be told', async () => {
    const { analysis } = await check(
      tools,
      'nome;cpf\nRui Lima;168.995.350-09\nAna;529.982.247-25\n',
    );
    saveClient(tools, form({ name: 'Ana A' }));
    saveClient(tools, form({ name: 'Ana B' }));

    const applied = applyImport(tools, analysis.importId);

    await expect(applied).rejects.toMatchObject({ code: 'conflict' });
    expect(everybody().map(({ client }) => client.name)).toEqual(['Ana A', 'Ana B']);
    expect(tools.books.sequences.peek('client')).toBe(3);
    expect(summariseImport(tools, analysis.importId).state).toBe('checked');
  });
});

describe('the check of a list', () => {
  it.each([
    ['a name that is empty', ';168.995.350-09;10', 'name-missing', ''],
    ['a CPF whose digits do not hold', 'Rui;168.995.350-08;10', 'tax-id-invalid', '168.995.350-08'],
    [
      'a CPF that a spreadsheet damaged',
      'Rui;1,69E+10;10',
      'tax-id-damaged-by-spreadsheet',
      '1,69E+10',
    ],
    ['a due day that is none', 'Rui;168.995.350-09;32', 'due-day-unreadable', '32'],
    ['a client that came before', 'Ana de novo;52998224725;10', 'repeated-in-file', '2'],
    ['more cells than columns', 'Rui;168.995.350-09;10;90', 'too-many-columns', '4'],
    ['a name that is too long', `${'R'.repeat(201)};168.995.350-09;10`, 'text-too-long', '201'],
  ])('refuses %s', async (_, row, code, value) => {
    const { rows, summary } = await check(
      tools,
      `nome;cpf;vencimento\nAna;529.982.247-25;5\n${row}\n`,
      ['name', 'taxId', 'dueDay'],
    );

    expect(rows[1]).toMatchObject({ line: 3, result: 'refused' });
    expect(rows[1]?.problems).toContainEqual(expect.objectContaining({ code, value }));
    expect(summary).toMatchObject({ toCreate: 1, refused: 1 });
  });

  it('refuses a CPF that two clients have', async () => {
    saveClient(tools, form({ name: 'Ana A' }));
    saveClient(tools, form({ name: 'Ana B' }));

    const { rows } = await check(tools, 'nome;cpf\nAna;529.982.247-25\n');

    expect(rows[0]).toMatchObject({ result: 'refused' });
    expect(rows[0]?.problems.map(({ code }) => code)).toEqual(['tax-id-ambiguous']);
  });

  it.each([
    [
      'refuses a code that is of another person',
      '1;Zélia Dias;168.995.350-09',
      'refused',
      'id-of-another-client',
    ],
    [
      'takes another CPF under the same name',
      '1;ana souza;168.995.350-09',
      'update',
      'tax-id-changes',
    ],
    ['takes another name under the same CPF', '1;Zélia Dias;529.982.247-25', 'update', undefined],
    [
      'says when nothing but the code speaks for a new name',
      '1;Zélia Dias;',
      'update',
      'name-changes',
    ],
    ['takes a name that became longer', '1;Ana Souza Lima;', 'update', undefined],
  ])('%s', async (_, row, result, code) => {
    await importList(tools, list(ANA));

    const { rows } = await check(tools, `codigo;nome;cpf\n${row}\n`);

    expect(rows[0]).toMatchObject({ result });
    expect(rows[0]?.problems.map((problem) => problem.code)).toEqual(
      code === undefined ? [] : [code],
    );
  });

  it('does not call a row repeated because of one that was refused', async () => {
    const { rows } = await check(
      tools,
      'nome;cpf;vencimento\nAna;529.982.247-25;99\nAna;529.982.247-25;9\n',
      ['name', 'taxId', 'dueDay'],
    );

    expect(rows.map(({ result }) => result)).toEqual(['refused', 'create']);
  });

  it('shows values as people write them', async () => {
    const { rows } = await check(
      tools,
      'nome;cpf;celular;cep;uf;valor;dia;tipo cobranca;ativo\n Ana   Souza ;52998224725;75904788154;1310100;São Paulo;1.089,9;dia 5;boleto;Sim\n',
    );

    expect(rows[0]?.values).toEqual({
      name: 'Ana Souza',
      taxId: '529.982.247-25',
      phone: '(75) 90478-8154',
      postalCode: '01310-100',
      state: 'SP',
      price: '1.089,90',
      dueDay: '5',
      billing: 'Título',
      isActive: 'Sim',
    });
  });

  it('writes nothing but its own rows', async () => {
    const tables = ['clients', 'contracts', 'plans', 'external_ids', 'audit'];

    await check(tools, list(ANA, RUI));

    const counts = tables.map((table) =>
      tools.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
    expect(counts).toEqual([0, 0, 0, 0, 0]);
  });

  it('takes wrong digits with a warning when they are not to be checked', async () => {
    tools.books.settings.write('core', { checksTaxIds: false });

    const { rows } = await check(tools, 'nome;cpf\nRui;168.995.350-08\n', ['name', 'taxId']);

    expect(rows[0]).toMatchObject({ result: 'create' });
    expect(rows[0]?.problems.map(({ code }) => code)).toEqual(['tax-id-unchecked']);
  });

  it('stops where it is cancelled, and can be run again', async () => {
    const abort = new AbortController();
    const { importId, mapping } = await analyse(
      tools,
      ['nome', ...Array.from({ length: 1_200 }, (_, count) => `Cliente ${count}`)].join('\n'),
    );
    const done: number[] = [];
    const job = {
      signal: abort.signal,
      progress: (count: number) => {
        done.push(count);
        abort.abort();
      },
    };

    const cancelled = checkImport(tools, { importId, mapping }, job);

    await expect(cancelled).rejects.toMatchObject({ code: 'job-cancelled' });
    expect(done).toEqual([CHUNK_ROWS]);
    expect(summariseImport(tools, importId)).toMatchObject({ state: 'analysed', toCreate: 0 });
    await checkImport(tools, { importId, mapping }, quietJob);
    expect(summariseImport(tools, importId)).toMatchObject({ state: 'checked', toCreate: 1_200 });
  });

  it('gives way to a later check with another mapping', async () => {
    const { importId } = await analyse(
      tools,
      ['a;b', ...Array.from({ length: 1_200 }, (_, count) => `Cliente ${count};Rua ${count}`)].join(
        '\n',
      ),
    );

    const first = checkImport(tools, { importId, mapping: ['name', null] }, quietJob);
    const second = checkImport(tools, { importId, mapping: [null, 'name'] }, quietJob);
    const endings = await Promise.allSettled([first, second]);

    const { rows } = listImportRows(tools, { importId, filter: 'all', limit: 2 });
    expect(endings.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(rows.map(({ values }) => values.name)).toEqual(['Rua 0', 'Rua 1']);
  });

  it('refuses a mapping of another width', async () => {
    const { importId } = await analyse(tools, list(ANA));

    const checked = checkImport(tools, { importId, mapping: ['name'] }, quietJob);

    await expect(checked).rejects.toBeInstanceOf(Failure);
  });

  it('pages through the rows of each kind', async () => {
    const { analysis } = await check(
      tools,
      list(ANA, RUI, ';Sem código;000;;;;;;;', ';;111;;;;;;;'),
    );
    const { importId } = analysis;
    const linesOf = (filter: Parameters<typeof listImportRows>[1]['filter']) =>
      listImportRows(tools, { importId, filter, limit: 50 }).rows.map(({ line }) => line);

    const first = listImportRows(tools, { importId, filter: 'all', limit: 3 });
    const second = listImportRows(tools, { importId, filter: 'all', limit: 3, after: first.next });

    expect(first.rows.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(second.rows.map(({ line }) => line)).toEqual([5]);
    expect(second.next).toBeUndefined();
    expect(linesOf('create')).toEqual([2, 3, 4]);
    expect(linesOf('refused')).toEqual([5]);
    expect(linesOf('update')).toEqual([]);
    expect(linesOf('warning')).toEqual(expect.arrayContaining([4]));
  });
});

describe('the mapping of a list', () => {
  it('is remembered for the next list with the same header', async () => {
    const content = 'Quem;Quanto\nAna;89,90\n';
    const first = await check(tools, content, ['name', 'price']);

    const second = await analyse(tools, content.toUpperCase());

    expect(first.analysis).toMatchObject({ mapping: [null, null], isRemembered: false });
    expect(second).toMatchObject({ mapping: ['name', 'price'], isRemembered: true });
  });
});

describe('the file of refused rows', () => {
  it('holds the cells as they came, the reasons, and no formula', async () => {
    const { analysis } = await check(
      tools,
      'nome;cpf;obs;valor\n=CMD("x");123;"diz ""oi""";-3,50\nAna;529.982.247-25;;10\n@SOMA(A1);123;+55 75;1\n',
    );
    const { importId } = analysis;

    const text = await inFolder(async (folder) => {
      const file = path.join(folder, 'recusadas.csv');
      await writeRefusedFile(tools, { importId, path: file });
      return fs.readFileSync(file, 'utf8');
    });

    const [header, first, second, ...rest] = text.split('\r\n');
    expect(header).toBe('\ufeff"nome";"cpf";"obs";"valor";"motivo"');
    expect(first).toBe(
      `"'=CMD(""x"")";"123";"diz ""oi""";"-3,50";"O CPF/CNPJ ""123"" não existe: os dígitos não conferem. O valor ""-3,50"" não é um preço."`,
    );
    expect(second).toContain(`"'@SOMA(A1)";"123";"'+55 75";"1";`);
    expect(rest).toEqual(['']);
  });

  it('can be mended and imported again', async () => {
    const { analysis } = await check(tools, list(RUI, ANA.replace('247-25', '247-24')));
    await applyImport(tools, analysis.importId);
    const text = await inFolder(async (folder) => {
      const file = path.join(folder, 'recusadas.csv');
      await writeRefusedFile(tools, { importId: analysis.importId, path: file });
      return fs.readFileSync(file, 'utf8');
    });

    const summary = await importList(tools, text.replace('247-24', '247-25'));

    expect(summary).toMatchObject({ total: 1, toCreate: 1, refused: 0 });
    expect(everybody().map(({ client }) => client.name)).toEqual(['Rui Lima', 'Ana Souza']);
  });
});
