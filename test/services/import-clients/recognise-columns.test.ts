import { describe, expect, it } from 'vitest';
import { importFields } from '../../../domain/import-fields.ts';
import { findHeader } from '../../../main/services/import-clients/find-header.ts';
import { headerAliases } from '../../../main/services/import-clients/header-aliases.ts';
import { wordKey } from '../../../main/services/import-clients/read-cell.ts';
import {
  recogniseByCells,
  recogniseByHeaders,
} from '../../../main/services/import-clients/recognise-columns.ts';

function recognise(headers: string, ...rows: string[]) {
  return recogniseByHeaders(
    headers.split(';'),
    rows.map((row) => row.split(';')),
  );
}

function rowsOf(...rows: string[]) {
  return rows.map((row, index) => ({ line: index + 1, cells: row.split(';') }));
}

describe('the names of columns', () => {
  it.each([
    // exchange 1.3: sis_cliente of Mk-Auth.
    [
      'Mk-Auth',
      'id;nome;cpf_cnpj;email;celular;fone;endereco;numero;bairro;cidade;estado;cep;venc;plano;cli_ativado;tipo_cob;login;observacao;obs',
      '31;Ana Souza;52998224725;;75904788154;;Rua A;1;Centro;Caruaru;PE;55000000;05;Fibra 100;s;titulo;ana;nao;ligar antes',
      'externalId name taxId email phone phone street number district city state postalCode dueDay plan isActive billing login - notes',
    ],
    // exchange 2.4: the import template of Adapter.
    [
      'Adapter',
      'IDClienteMigracao;NomeCliente_RazaoSocial;E_mail;CNPJ;CPF;LoginRadius;Plano;DiaVencimento;ValorContrato;StatusContrato',
      'TELCO_01;Ana Souza;a@example.com;;C52998224725;ana;Fibra;10;89.90;Ativo',
      'externalId name email taxId taxId login plan dueDay price isActive',
    ],
    [
      'names as people write them',
      'Código do cliente;Nome / Razão Social;CPF/CNPJ;E-mail;Telefone celular;Endereço;Nº;UF;Dia de vencimento;Mensalidade;Situação',
      '7;Ana;529.982.247-25;a@example.com;(75) 90478-8154;Rua A;10;PE;10;R$ 89,90;Ativo',
      'externalId name taxId email phone street number state dueDay price isActive',
    ],
  ])('of %s are recognised', (_, headers, row, expected) => {
    const mapping = recognise(headers, row);

    expect(mapping.map((field) => field ?? '-').join(' ')).toBe(expected);
  });

  it.each([
    ['a documento that is no CPF or CNPJ', 'nome;documento', 'Ana;RG 123', ['name', null]],
    ['a documento that is one', 'nome;documento', 'Ana;52998224725', ['name', 'taxId']],
    [
      'a documento that a spreadsheet damaged',
      'nome;documento',
      'Ana;5,29982E+10',
      ['name', 'taxId'],
    ],
    ['a vencimento that is a date', 'nome;vencimento', 'Ana;10/12/2026', ['name', null]],
    ['a vencimento that is a day', 'nome;vencimento', 'Ana;10', ['name', 'dueDay']],
    ['a contrato that is a number', 'nome;contrato', 'Ana;8812', ['name', null]],
    ['a cliente that is a code', 'cliente;nome', '8812;Ana', [null, 'name']],
    ['a status of something else', 'nome;status', 'Ana;conectado há 3 dias', ['name', null]],
    ['names that nobody knows', 'quem;quanto', 'Ana;1', [null, null]],
  ])('are read with what stands under them: %s', (_, headers, row, expected) => {
    const mapping = recognise(headers, row);

    expect(mapping).toEqual(expected);
  });

  it('give no id to a column that repeats itself', () => {
    const mapping = recognise('codigo;nome', '1;Ana', '1;Rui');

    expect(mapping).toEqual([null, 'name']);
  });

  it('are written folded in the table, once in each field, and cover every field', () => {
    const aliases = importFields.map((field) => headerAliases[field]);

    expect(aliases.flat().map(wordKey)).toEqual(aliases.flat());
    expect(aliases.every((names) => names.length > 0 && new Set(names).size === names.length)).toBe(
      true,
    );
  });
});

describe('a list without a header', () => {
  it('numbers its columns and is recognised by its cells', () => {
    const rows = rowsOf(
      '77;Ana Souza;529.982.247-25;ana@example.com;(75) 90478-8154;55000-000',
      '78;Rui de Lima;168.995.350-09;;;55002-970',
    );

    const header = findHeader(rows);
    const mapping = recogniseByCells(
      header.headers.length,
      rows.map(({ cells }) => cells),
    );

    expect(header).toMatchObject({ hasHeader: false, skip: 0 });
    expect(header.headers.slice(0, 2)).toEqual(['Coluna 1', 'Coluna 2']);
    expect(mapping).toEqual([null, 'name', 'taxId', 'email', 'phone', 'postalCode']);
  });
});

describe('the header of a list', () => {
  it('may stand under titles of a report', () => {
    const rows = rowsOf(
      'Relatório de clientes;;',
      'Emitido em;21/11/2026;',
      'Nome;CPF;Plano',
      'Ana;1;2',
    );

    const header = findHeader(rows);

    expect(header).toEqual({ headers: ['Nome', 'CPF', 'Plano'], hasHeader: true, skip: 3 });
  });

  it('is the first row where its names are unknown', () => {
    const header = findHeader(rowsOf('Quem;;Quanto', 'Ana;x;1'));

    expect(header).toEqual({ headers: ['Quem', 'Coluna 2', 'Quanto'], hasHeader: true, skip: 1 });
  });

  it('may be a single column', () => {
    const header = findHeader(rowsOf('Nome', 'Ana'));

    expect(header).toEqual({ headers: ['Nome'], hasHeader: true, skip: 1 });
  });
});
